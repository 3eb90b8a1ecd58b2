"""A page of a catalogue service: its records, what it declares, and where to go on.

Law: the next page begins after what was really given. What a server says of it (``nextRecord``, the number of
records it says it returned) counts only where it gave nothing.
"""

from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Final

from lxml import etree

from catalogue.errors import SourceError
from catalogue.model import Dialect, Record
from harvester.crawl.events import CatalogueSeen, Declared, Event, RecordFailed, RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.csw import iso
from harvester.protocols.csw.capabilities import chosen_schema, described, offered_schemas, refusal
from harvester.protocols.csw.envelope import Answer, Found, open_answer
from harvester.protocols.csw.queries import Query
from harvester.protocols.csw.xml import local_name
from harvester.protocols.dcat_rdf.payload import read as read_rdf

__all__ = ["Pages", "end", "read"]

ALONE: Final = frozenset({"GetRecordByIdResponse", *iso.RECORDS})
"""Answers that hold all there is."""


@dataclass(slots=True)
class Pages:
    """What was learnt of a page: filled while it is read."""

    query: Query
    answer: Answer = field(default_factory=lambda: Answer(""))
    given: int = 0


def read(page: Page, pages: Pages, part: str) -> Steps:
    """Read whatever the service answered. Raises SourceError in the server's words where it refuses."""
    for piece in open_answer(page.payload.stream, page.url):
        if isinstance(piece, Answer):
            pages.answer = piece
            if piece.root is not None:
                yield from _alone(piece.root, page, pages, part)
            elif piece.matched is not None:
                yield Declared(piece.matched)
            continue
        if isinstance(piece, Found):
            yield from _records(piece, page)
        elif piece.reason != "harvester.record.truncated" or not pages.given:
            yield RecordFailed(piece.pointer, piece.reason, piece.detail)
        else:
            break  # the next page begins with this one
        pages.given += 1
    if pages.answer.root is None or pages.answer.name in iso.RECORDS:
        yield end(pages)


def _alone(root: Any, page: Page, pages: Pages, part: str) -> Steps:  # noqa: ANN401 -- an lxml element
    """Read an answer that is no list: what the service is, one record, or a refusal."""
    refused = refusal(root, page.url)
    if refused is not None:
        raise refused
    name = local_name(root)
    if name in iso.RECORDS:
        yield from _records(Found(root, "/*"), page)
    elif name == "Capabilities":
        yield CatalogueSeen(described(root), Dialect.ISO_19139)
        schema = chosen_schema(part, offered_schemas(root), page.url)
        yield Ask(replace(pages.query, schema=schema).url)
    else:
        raise SourceError("harvester.not-csw", url=page.url, detail=name)


def end(pages: Pages) -> Ask | Closed:
    """Say where to go on after this page, or how the list ended."""
    query, answer = pages.query, pages.answer
    reached = query.start + pages.given
    if answer.name in ALONE:
        return Closed("harvester.pages.one-document")
    if answer.matched is not None and reached > answer.matched:
        return _closed(query)
    if pages.given:
        more = answer.matched is not None or answer.next is None or answer.next > 0
        return Ask(replace(query, start=reached).url) if more else _closed(query)
    if answer.next is not None and answer.next > query.start and answer.matched is not None:
        return Ask(replace(query, start=answer.next).url)
    if answer.matched is None:
        return _closed(query)
    return Closed("harvester.pages.fewer-than-declared", whole=False)


def _closed(query: Query) -> Closed:
    return Closed("harvester.pages.all-read" if query.is_ordered else "harvester.pages.all-read-unordered")


def _records(piece: Found, page: Page) -> Steps:
    """Read one record of whatever form; of RDF this may be several descriptions."""
    name = local_name(piece.element)
    if name in iso.RECORDS:
        yield _iso_record(piece, page.payload.sha256)
    elif name == "RDF":
        yield from _rdf_records(piece, page)
    else:
        yield RecordFailed(piece.pointer, "harvester.record.other-schema", piece.element.tag, skipped=True)


def _iso_record(piece: Found, payload: str) -> Event:
    try:
        content = iso.tree(piece.element)
    except iso.TooDeep:
        return RecordFailed(piece.pointer, "harvester.record.too-large", "")
    identifier = iso.identifier_of(content)
    if not identifier:
        return RecordFailed(piece.pointer, "harvester.record.no-identifier", "")
    if iso.is_passed_over(content):
        return RecordFailed(piece.pointer, "harvester.record.no-dataset", identifier, skipped=True)
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=iso.kind_of(content),
            dialect=Dialect.ISO_19139,
            content=content,
            hash=fingerprint(content, Dialect.ISO_19139),
            payload=payload,
            pointer=piece.pointer,
            damage=piece.damage,
        )
    )


def _rdf_records(piece: Found, page: Page) -> Steps:
    """Read a document of RDF that stands in the answer as any other, but for its place among pages."""
    body = etree.tostring(piece.element, with_tail=False)
    inside = replace(page, payload=_part_of(page.payload, body), content_type="application/rdf+xml", link="")
    try:
        for step in read_rdf(inside, {}):
            if isinstance(step, RecordSeen | RecordFailed):
                yield step
    except SourceError as error:
        yield RecordFailed(piece.pointer, "harvester.record.unreadable", str(error.facts.get("detail", "")))


def _part_of(payload: Payload, body: bytes) -> Payload:
    return Payload(BytesIO(body), payload.sha256, len(body), payload.file)
