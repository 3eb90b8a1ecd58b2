"""The entries of a recorded catalogue as the store would keep them, without a store."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import mappings
from catalogue.graph import entry_blocks, statements
from catalogue.likeness import Traits, traits_of
from catalogue.model import DEFAULT_BASE, Moment, Protocol, Record, Source
from catalogue.packing import pack, unpack
from harvester.crawl import CrawlSettings, RecordSeen, crawl
from schedules import load_all

__all__ = ["Kept", "entries_of", "traits_by_uuid"]

WHEN: Final = Moment("2026-03-01T00:00:00Z", "dateTime")


class Kept(NamedTuple):
    uuid: str
    record: Record
    body: bytes


def entries_of(file: Path, publisher: str, folder: Path | None = None) -> list[Kept]:
    """Harvest and translate one recorded RDF catalogue, in the name of a publisher that has a file."""
    source = Source(
        name=f"{publisher}/{file.name}", publisher=publisher, protocol=Protocol.DCAT_RDF, url=str(file)
    )
    facts = next(one.facts for one in load_all() if one.name == publisher)
    context = mappings.Context(
        base=DEFAULT_BASE, publisher=publisher, source=source, facts=facts, public="file"
    )
    with TemporaryDirectory(dir=folder) as spool:
        events = crawl(source, spool=Path(spool), settings=CrawlSettings())
        return [_kept(event.record, context) for event in events if isinstance(event, RecordSeen)]


def _kept(record: Record, context: mappings.Context) -> Kept:
    entry = mappings.translate(record, context)
    body = pack(statements(entry_blocks(entry, issued=WHEN, modified=WHEN)))
    return Kept(entry.identity.uuid, record, body)


def traits_by_uuid(entries: list[Kept]) -> dict[str, Traits]:
    return {one.uuid: traits_of(unpack(one.body)) for one in entries}
