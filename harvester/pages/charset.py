"""In which characters a page is written, also where header, page and bytes contradict each other.

Law: bytes that are UTF-8 are read as UTF-8, whatever is said of them. Text in an older encoding that holds
accents is practically never valid UTF-8, so the bytes prove more than a header that a server adds unseen.
"""

from typing import Final

from w3lib.encoding import html_to_unicode, read_bom

__all__ = ["decoded"]

OLD: Final = "cp1252"
"""What browsers take a Western European page for that says nothing, or that says something untrue."""
LOST: Final = "\ufffd"


def decoded(body: bytes, content_type: str = "") -> str:
    """Decode a page: by its byte order mark, as UTF-8 if it is, else as header or page say."""
    if read_bom(body)[0] is None and b"\x00" not in body:
        try:
            return body.decode()
        except UnicodeDecodeError:
            pass
    encoding, text = html_to_unicode(content_type, body, default_encoding=OLD)
    if encoding in {"utf-8", "utf8"} and _is_untrue(text):
        return body.decode(OLD, errors="replace")
    return text


def _is_untrue(text: str) -> bool:
    """Tell whether more characters beyond ASCII were lost than read: then this is no damaged UTF-8."""
    lost = text.count(LOST)
    return lost > sum(not sign.isascii() for sign in text) - lost
