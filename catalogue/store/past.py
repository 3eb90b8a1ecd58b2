"""What was harvested once: the pages of a run and their bytes, and where each version of an entry was read.

Only reading: what is kept is never altered.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, TypeAlias

import orjson
from sqlalchemy import Connection, Select, func, select

from catalogue.errors import StoreError
from catalogue.model import Content, Protocol, Source
from catalogue.store import tables as t
from catalogue.store.keeping import PRESENT

__all__ = [
    "Origin",
    "PastPageRow",
    "count_origins",
    "origin_of",
    "origins",
    "past_pages",
    "past_payload",
    "past_source",
    "run_with",
    "said_of_catalogue",
    "source_id",
]


class Origin(NamedTuple):
    """Where the record behind a version of an entry was read."""

    uuid: str
    """Of the entry."""
    kind: str
    run_id: int
    record: str
    """Hash of the record."""
    payload: str
    """SHA-256 of the payload."""
    pointer: str
    since: datetime
    """From when on the entry was so."""


_Origins: TypeAlias = Select[str, str, int, str, str, str, datetime]


class PastPageRow(NamedTuple):
    url: str
    asked: str
    sha256: str
    content_type: str
    link: str
    item: bool


def origins(connection: Connection, source: str) -> Iterator[Origin]:
    """Give the origin of every entry that stands for a present record of a source, payload by payload."""
    v = t.version.c
    query = _standing(_origins(), source).order_by(v.run_id, v.sha256, v.id)
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield Origin(*row)


def count_origins(connection: Connection, source: str) -> int:
    """Count the entries that stand for a present record of a source."""
    found: int = connection.execute(
        select(func.count()).select_from(_standing(_origins(), source).subquery())
    ).scalar_one()
    return found


def _standing(query: _Origins, source: str) -> _Origins:
    return query.where(
        t.source.c.name == source, t.record.c.state == PRESENT, t.entry.c.withdrawn_at.is_(None)
    )


def origin_of(connection: Connection, uuid: str, at: datetime | None = None) -> Origin | None:
    """Give the origin of an entry as it stands, or as it stood at a moment."""
    found = _origins(whole=at is not None).where(t.entry.c.uuid == uuid)
    if at is not None:
        found = found.where(t.version.c.valid_from <= at).order_by(t.version.c.id.desc()).limit(1)
    row = connection.execute(found).first()
    return Origin(*row) if row else None


def _origins(*, whole: bool = False) -> _Origins:
    """Join each entry with its present version, or with each that it ever had."""
    v, e = t.version.c, t.entry.c
    which = (v.entry_id == e.id) if whole else (v.id == e.version_id)
    return (
        select(e.uuid, e.kind, v.run_id, v.record_hash, v.sha256, v.pointer, v.valid_from)
        .join(t.version, which)
        .join(t.record, t.record.c.id == e.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
    )


def past_source(connection: Connection, run_id: int) -> Source:
    """Give the source that a run harvested, as far as the store knows it: its settings are in its file."""
    s = t.source.c
    query = select(s.name, s.publisher, s.protocol, s.url, s.aggregator).join(
        t.run, t.run.c.source_id == s.id
    )
    row = connection.execute(query.where(t.run.c.id == run_id)).one()
    return Source(
        name=row.name,
        publisher=row.publisher,
        protocol=Protocol(row.protocol),
        url=row.url,
        aggregator=row.aggregator,
    )


def source_id(connection: Connection, name: str) -> int:
    """Give the key of a source that the store knows."""
    found: int = connection.execute(select(t.source.c.id).where(t.source.c.name == name)).scalar_one()
    return found


def past_pages(connection: Connection, run_id: int) -> Sequence[PastPageRow]:
    """List the pages of a run in the order in which they came."""
    p = t.page.c
    query = (
        select(p.url, p.asked, p.sha256, t.payload.c.content_type, p.link, p.item)
        .join(t.payload, t.payload.c.sha256 == p.sha256, isouter=True)
        .where(p.run_id == run_id)
        .order_by(p.id)
    )
    return [
        PastPageRow(row.url, row.asked or row.url, row.sha256, row.content_type or "", row.link, row.item)
        for row in connection.execute(query)
    ]


def past_payload(connection: Connection, sha256: str) -> bytes:
    """Give the gzip-compressed bytes of a payload. Raises StoreError when they are no longer there."""
    body: bytes | None = connection.execute(
        select(t.payload.c.body).where(t.payload.c.sha256 == sha256)
    ).scalar()
    if body is None:
        raise StoreError("kept.payload-gone", payload=sha256)
    return body


def run_with(connection: Connection, payload: str, run_id: int) -> int:
    """Name the run whose pages hold a payload: this one, else the last before it that did.

    Raises StoreError when no page is known to hold it.
    """
    p, r = t.page.c, t.run.c
    same = select(r.source_id).where(r.id == run_id).scalar_subquery()
    query = select(func.max(p.run_id)).join(t.run, r.id == p.run_id)
    query = query.where(p.sha256 == payload, p.run_id <= run_id, r.source_id == same)
    found: int | None = connection.execute(query).scalar()
    if found is None:
        raise StoreError("kept.page-gone", payload=payload)
    return found


def said_of_catalogue(connection: Connection, run_id: int) -> Content:
    """Give what the source's catalogue says of itself, for a run that asked only for changes."""
    query = (
        select(t.source.c.catalogue)
        .join(t.run, t.run.c.source_id == t.source.c.id)
        .where(t.run.c.id == run_id, t.run.c.scope == "changes")
    )
    said: bytes | None = connection.execute(query).scalar()
    content: Content = orjson.loads(said) if said else {}
    return content
