"""In which characters a text is written: by its mark, as UTF-8 if it is, else as Windows has it."""

import codecs
from typing import Final

__all__ = ["decoded"]

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OLD: Final = "windows-1252"
LATIN: Final = frozenset(
    {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso-8859-15"}
)
LONGEST: Final = 4
"""Bytes of one character: so many may be missing where a text is cut off."""


def decoded(body: bytes, content_type: str, *, whole: bool) -> tuple[str, str, bool]:
    """Give the text, its encoding, and whether that is in doubt: not UTF-8 and not said, or said wrongly."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name, name != "utf-8"
    said = _said(content_type)
    text = _as_utf8(body, whole=whole)
    if text is not None:
        return text, "utf-8", said in {"utf-16", "utf-32"} or (said in LATIN and not body.isascii())
    return body.decode("cp1252", "replace"), OLD, said not in LATIN


def _as_utf8(body: bytes, *, whole: bool) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        if whole or error.start < len(body) - LONGEST:
            return None
        return body[: error.start].decode()


def _said(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()
    return ""
