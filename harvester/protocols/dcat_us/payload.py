"""A ``data.json``, read item by item: a catalogue of 200 MB takes no more room than its largest dataset.

What names a dataset, in this order: its ``identifier``, its ``landingPage``, its ``@id``, and last of all a
hash of its title. A dataset without identifier is kept all the same, for if it were left out, the loss of
an identifier would look like the removal of a dataset. One that is known by its title alone becomes another
when its title changes; nothing better can be said of it.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect
from harvester.crawl.events import CatalogueSeen, Event, RecordFailed
from harvester.crawl.steps import Closed, Page, Steps
from harvester.hashing import canonical
from harvester.protocols.json_page import load
from harvester.protocols.json_record import is_too_deep, record_of, words_of
from harvester.protocols.json_stream import Broken, Piece, pieces

__all__ = ["document_urls", "identifier_of", "read"]

PLACES: Final = ("/data.json", "/api/1/metastore/schemas/dataset/items")
"""Where portals keep it: the place that Project Open Data prescribes, and that of DKAN 2."""
LIST: Final = b"dataset"
NAME: Final = b'"dataset"'
EMPTY: Final = b"[]"
LONGEST_MEMBER: Final = 64 * 1024
"""Bytes of what the catalogue may say of itself under one name."""


def document_urls(base: str) -> Sequence[str]:
    """List the addresses to try; one that names a document or an API is the only one."""
    place = base.partition("?")[0].rstrip("/")
    last = place.partition("://")[2].partition("/")[2].rpartition("/")[2]
    if "." in last or "/api/" in place:
        return (base,)
    return [place + path for path in PLACES]


def read(page: Page) -> Steps:
    """Read a document; one that breaks off gives the items that are whole."""
    catalogue = _catalogue(page)
    has_list = False
    try:
        for piece in _pieces(page):
            if _is_list(piece) and not has_list:
                has_list = True
                yield CatalogueSeen(catalogue, Dialect.DCAT_US)
            if _is_list(piece) and piece.text != EMPTY:
                yield _event(piece, page)
    except Broken:
        if not has_list:
            raise SourceError("harvester.unparseable", url=page.url, detail=_start(page)) from None
        yield Closed("harvester.pages.truncated", whole=False)
        return
    if not has_list:
        raise SourceError("harvester.wrong-shape", url=page.url, detail="dataset")
    yield Closed("harvester.pages.one-document")


def _pieces(page: Page) -> Iterator[Piece]:
    page.payload.stream.seek(0)
    return pieces(page.payload.stream, LIST)


def _is_list(piece: Piece) -> bool:
    """Tell a dataset, or that there are none; a catalogue of one may leave out the list around it."""
    bare = piece.name in {NAME, b""} and (piece.text == EMPTY or piece.text[:1] == b"{")
    return piece.index is not None or bare


def _catalogue(page: Page) -> Content:
    """Read what stands beside the list, before it and after it."""
    found: Content = {}
    try:
        for piece in _pieces(page):
            if piece.index is None and piece.name not in {NAME, b""} and len(piece.text) < LONGEST_MEMBER:
                found |= _member(piece, page.url)
    except Broken:
        pass  # the items tell
    return found


def _member(piece: Piece, url: str) -> Content:
    try:
        member = load(b"{%s:%s}" % (piece.name, piece.text), url)
    except SourceError:
        return {}
    return member if isinstance(member, dict) and not is_too_deep(member) else {}


def _start(page: Page) -> str:
    return page.payload.head(80).decode(errors="replace")


def _event(piece: Piece, page: Page) -> Event:
    pointer = ("/dataset" if piece.name else "") + ("" if piece.index is None else f"/{piece.index}")
    try:
        item = load(piece.text, page.url)
    except SourceError as error:
        return RecordFailed(pointer, "harvester.record.unreadable", words_of(error.facts.get("detail")))
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", words_of(item))
    identifier = identifier_of(item)
    if not identifier:
        return RecordFailed(pointer, "harvester.record.no-identifier", words_of(item.get("description")))
    return record_of(
        item,
        identifier=identifier,
        dialect=Dialect.DCAT_US,
        payload=page.payload.sha256,
        pointer=pointer,
    )


def identifier_of(item: Content) -> str:
    """Give the identifier, else the landing page, else the node's IRI, else a hash of the title."""
    for key in ("identifier", "landingPage", "@id"):
        said = _whole(item.get(key))
        if said:
            return said
    title = item.get("title")
    if not title or is_too_deep(title):
        return ""
    words = title.encode() if isinstance(title, str) else canonical(title)
    return f"title:{sha256(words).hexdigest()}" if words.strip() else ""


def _whole(said: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Read an identifier: words, a number, or one of these alone in a list. It is never cut."""
    if isinstance(said, list):
        said = said[0] if said else None
    if isinstance(said, bool) or not isinstance(said, str | int):
        return ""
    return str(said).strip()
