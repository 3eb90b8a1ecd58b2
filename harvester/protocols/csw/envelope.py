"""The answer of a catalogue service, read as hostile XML and one record at a time.

Law: no entity is expanded, no DTD or file or network is touched, and memory is that of one record. What
stands in a malformed answer is read record by record; whatever is not whole is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any, Final

from lxml import etree

from catalogue.errors import SourceError
from harvester.protocols.csw.salvage import Broken, Piece, salvage
from harvester.protocols.csw.xml import HARDENED, local_name

__all__ = ["Answer", "Found", "Lost", "open_answer"]

CHUNK: Final = 64 * 1024
LONGEST: Final = 16 * 1024 * 1024
"""Bytes of one record, or of an answer that is no list of records."""
RESULTS: Final = "SearchResults"
HOLDERS: Final = (f"{{*}}{RESULTS}", "{*}GetRecordByIdResponse")


@dataclass(slots=True)
class Answer:
    """What an answer says of itself, before its records."""

    name: str
    """Local name of the element that holds the records, or of the whole answer."""
    root: Any = None
    """The whole answer, where it is no list of records."""
    matched: int | None = None
    next: int | None = None
    timestamp: str = ""


@dataclass(slots=True)
class Found:
    """One record, and the XPath that leads to it in the payload."""

    element: Any
    pointer: str
    damage: tuple[str, ...] = ()


@dataclass(slots=True)
class Lost:
    """One record that cannot be read; ``reason`` is a message key."""

    pointer: str
    reason: str
    detail: str


def open_answer(stream: IO[bytes], url: str) -> Iterator[Answer | Found | Lost]:
    """Read an answer: first what it says of itself, then its records as each is complete.

    Raises SourceError when nothing of it can be read as XML, and when it asks for what we do not do.
    """
    stream.seek(0)
    reading = _Reading(url)
    try:
        for chunk in iter(partial(stream.read, CHUNK), b""):
            yield from reading.feed(chunk)
        yield from reading.close()
    except etree.XMLSyntaxError as error:
        yield from _salvaged(stream, reading, error.msg or "")


class _Reading:
    """One strict reading, that can tell how far it came."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.parser: Any = etree.XMLPullParser(events=("start",), tag=HOLDERS, **HARDENED)
        self.holder: Any = None
        self.done = 0
        self.since = 0

    def feed(self, chunk: bytes) -> Iterator[Answer | Found]:
        self.parser.feed(chunk)
        self.since += len(chunk)
        yield from self._begin()
        if self.holder is not None:
            yield from self._ready(leave=1)
        if self.since > LONGEST:
            raise SourceError("harvester.too-large", url=self.url, detail=f"> {LONGEST}")

    def close(self) -> Iterator[Answer | Found]:
        root = self.parser.close()
        yield from self._begin()
        if self.holder is not None:
            yield from self._ready(leave=0)
            return
        self._refuse_dtd(root)
        yield Answer(local_name(root), root)

    def _begin(self) -> Iterator[Answer]:
        for _, element in self.parser.read_events():
            if self.holder is None:
                self._refuse_dtd(element)
                self.holder = element
                status = element.getprevious()
                timestamp = status.get("timestamp") if status is not None else None
                yield _answer(local_name(element), dict(element.attrib), timestamp or "")

    def _ready(self, *, leave: int) -> Iterator[Found]:
        while len(self.holder) > leave:
            element = self.holder[0]
            if not local_name(element):
                raise SourceError("harvester.xml-entities", url=self.url, detail="")
            self.done += 1
            self.since = 0
            yield Found(element, _pointer(local_name(self.holder), self.done))
            self.holder.remove(element)

    def _refuse_dtd(self, element: Any) -> None:  # noqa: ANN401 -- an lxml element
        if element.getroottree().docinfo.internalDTD is not None:
            raise SourceError("harvester.xml-entities", url=self.url, detail="")


def _pointer(holder: str, number: int) -> str:
    inside = f"/*[local-name()='{RESULTS}']" if holder == RESULTS else ""
    return f"/*{inside}/*[{number}]"


def _answer(name: str, attributes: dict[str, str], timestamp: str = "") -> Answer:
    return Answer(
        name,
        matched=_count(attributes.get("numberOfRecordsMatched")),
        next=_count(attributes.get("nextRecord")),
        timestamp=timestamp,
    )


def _count(words: str | None) -> int | None:
    """Read a count as a server writes it; None for anything else."""
    words = (words or "").strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else None  # noqa: PLR2004 -- a thousand million


def _salvaged(stream: IO[bytes], reading: _Reading, error: str) -> Iterator[Answer | Found | Lost]:
    """Read what can still be read of an answer on which the strict reading stumbled."""
    name, attributes, pieces = salvage(stream, reading.url, error)
    if reading.holder is None:
        yield _answer(name, attributes)
    for place, piece in enumerate(pieces, start=1):
        if place <= reading.done:
            continue
        if isinstance(piece, Piece):
            yield Found(piece.element, _pointer(name, place), piece.damage)
        elif isinstance(piece, Broken):
            yield Lost(_pointer(name, place), piece.reason, piece.detail)
