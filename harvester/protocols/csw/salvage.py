"""Records out of an answer that is no XML: cut out one by one, mended where only one reading is possible.

Law: an ampersand that begins no reference and a ``<`` that begins no tag stand for themselves, a character
that no XML may hold stands for nothing; whatever else is wrong makes a record fail, never its neighbours.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

from lxml import etree

from catalogue.errors import SourceError
from harvester.protocols.csw.xml import HARDENED

__all__ = ["Broken", "Piece", "salvage"]

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of an answer that is read this way: it is held whole."""
_ENCODING: Final = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_HOLDER: Final = re.compile(r"<(?:[\w.-]+:)?(SearchResults|GetRecordByIdResponse)(\s[^<>]*)?>")
_RECORD: Final = re.compile(
    r"<((?:[\w.-]+:)?(?:MD_Metadata|MI_Metadata|RDF|FC_FeatureCatalogue|Record))[\s>]"
)
_NAMESPACE: Final = re.compile(r"""\bxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_ATTRIBUTE: Final = re.compile(r"""([\w.-]+)\s*=\s*["']([^"'<]*)["']""")
_LONE: Final = re.compile(
    r"&(?!(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,30});)?"
)
_LESS: Final = re.compile(r"<(?![A-Za-z_/!?])")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNREADABLE: Final = re.compile(".{0,40}\ufffd.{0,40}")


@dataclass(slots=True)
class Piece:
    """A record that could be read; ``damage`` shows what in it could not."""

    element: Any
    damage: tuple[str, ...]


@dataclass(slots=True)
class Broken:
    """A record that could not; ``reason`` is a message key."""

    reason: str
    detail: str


def salvage(stream: IO[bytes], url: str, error: str) -> tuple[str, dict[str, str], Iterator[Piece | Broken]]:
    """Find what holds the records, with its attributes, and each record there.

    Raises SourceError, in the words of the strict reading, where there are none.
    """
    text = _text(stream, url)
    holder = _HOLDER.search(text)
    start = holder.end() if holder else 0
    if holder is None or _RECORD.search(text, start) is None:
        raise SourceError("harvester.unparseable", url=url, detail=error)
    declared = " ".join(dict.fromkeys(_NAMESPACE.findall(text[:start])))
    return holder[1], dict(_ATTRIBUTE.findall(holder[2] or "")), _pieces(text, start, declared)


def _text(stream: IO[bytes], url: str) -> str:
    stream.seek(0)
    body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise SourceError("harvester.too-large", url=url, detail=f"> {LARGEST}")
    declared = _ENCODING.match(body)
    try:
        text = body.decode(declared[1].decode() if declared else "utf-8-sig", errors="replace")
    except (LookupError, ValueError) as error:
        raise SourceError("harvester.unparseable", url=url, detail=str(error)) from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise SourceError("harvester.xml-entities", url=url, detail="")
    return text


def _pieces(text: str, start: int, declared: str) -> Iterator[Piece | Broken]:
    while opening := _RECORD.search(text, start):
        closing = f"</{opening[1]}>"
        end = text.find(closing, opening.end())
        if end < 0:
            yield Broken("harvester.record.truncated", text[opening.start() :][:200])
            return
        start = end + len(closing)
        yield _piece(text[opening.start() : start], declared)


def _piece(words: str, declared: str) -> Piece | Broken:
    mended = _FORBIDDEN.sub("", _LESS.sub("&lt;", _LONE.sub(_meant, words)))
    parser: Any = etree.XMLParser(**HARDENED)
    try:
        envelope = etree.fromstring(f"<envelope {declared}>{mended}</envelope>".encode(), parser)
    except etree.XMLSyntaxError as error:
        return Broken("harvester.record.unreadable", error.msg or "")
    return Piece(envelope[0], tuple(_UNREADABLE.findall(mended)))


def _meant(lone: re.Match[str]) -> str:
    """Write an ampersand, or the character that HTML (not XML) knows by this name."""
    character = html.unescape(lone[0]) if lone[1] else lone[0]
    return f"&amp;{lone[0][1:]}" if character == lone[0] else html.escape(character)
