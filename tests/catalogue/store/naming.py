"""Entries that name addresses, kept as a run keeps them."""

from dataclasses import replace
from datetime import UTC, datetime

from catalogue.model import Protocol, Source
from catalogue.packing import pack
from catalogue.store import Database, Judged, begin_run, keep_batch, known_records
from catalogue.store.places import places
from tests.catalogue.store.judged import judged

__all__ = ["keep", "naming", "offering"]

DCAT = "http://www.w3.org/ns/dcat#"


def naming(body: str, content: str = "a", identifier: str = "bomen") -> Judged:
    plain = body.encode()
    return replace(judged(identifier, content), named=places(plain), body=pack(plain))


def offering(*urls: str, identifier: str = "bomen") -> Judged:
    """Make an entry with a file to download at each of these addresses."""
    lines = (f"<urn:f{at}> <{DCAT}downloadURL> <{url}> .\n" for at, url in enumerate(urls))
    return naming("".join(lines), identifier=identifier)


def keep(store: Database, *entries: Judged) -> None:
    source = Source(name="gent/ods", publisher="gent", protocol=Protocol.CKAN, url="https://x.be")
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with store.transaction() as connection:
        key = begin_run(connection, source, now)
        known = known_records(connection, key.source_id)
        batch = [(one, known.get((one.kind, one.identity.identifier))) for one in entries]
        keep_batch(connection, key, batch, rules="r", now=now)
