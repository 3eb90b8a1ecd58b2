"""How the sources stand: the last complete run and the last run of each."""

from datetime import datetime
from typing import NamedTuple

import orjson
from sqlalchemy import Connection, func, select

from catalogue.model import Content, Dialect, Protocol, Source
from catalogue.store import tables as t
from catalogue.store.runs import RunState, harvests

__all__ = ["SourceStatus", "TroubleCount", "source_catalogue", "source_statuses", "sources_of", "troubles_of"]


class SourceStatus(NamedTuple):
    source: str
    last_complete: datetime | None
    last_started: datetime
    state: str
    reasons: list[str]
    seen: int


def sources_of(connection: Connection, publisher: str) -> list[Source]:
    """Give the sources of a publisher as far as the store knows them: their settings are in its file."""
    s = t.source.c
    query = select(s.name, s.publisher, s.protocol, s.url, s.aggregator)
    rows = connection.execute(query.where(s.publisher == publisher).order_by(s.name))
    return [
        Source(
            name=row.name,
            publisher=row.publisher,
            protocol=Protocol(row.protocol),
            url=row.url,
            aggregator=row.aggregator,
        )
        for row in rows
    ]


def source_statuses(connection: Connection) -> dict[str, SourceStatus]:
    """Give, per source that ever ran, its newest run and when a run last proved itself complete."""
    newest = select(func.max(t.run.c.id)).where(harvests()).group_by(t.run.c.source_id)
    complete = _last_complete(connection)
    query = (
        select(t.source.c.name, t.run.c.started_at, t.run.c.state, t.run.c.reasons, t.run.c.seen)
        .join(t.run, t.run.c.source_id == t.source.c.id)
        .where(t.run.c.id.in_(newest))
    )
    return {
        name: SourceStatus(name, complete.get(name), started, state, orjson.loads(reasons), seen)
        for name, started, state, reasons, seen in connection.execute(query)
    }


def _last_complete(connection: Connection) -> dict[str, datetime]:
    query = (
        select(t.source.c.name, func.max(t.run.c.ended_at))
        .join(t.run, t.run.c.source_id == t.source.c.id)
        .where(t.run.c.state == RunState.COMPLETE)
        .group_by(t.source.c.name)
    )
    return dict(connection.execute(query).all())


class TroubleCount(NamedTuple):
    kind: str
    pointer: str
    detail: str


def troubles_of(connection: Connection, run_id: int) -> list[TroubleCount]:
    """List each record of a run that is not an entry, with its reason."""
    query = select(t.trouble.c.kind, t.trouble.c.pointer, t.trouble.c.detail).where(
        t.trouble.c.run_id == run_id
    )
    return [TroubleCount(*row) for row in connection.execute(query.order_by(t.trouble.c.id))]


def source_catalogue(connection: Connection, publisher: str) -> tuple[Source, Content, Dialect | None] | None:
    """Give the newest source of a publisher, what it says of its catalogue, and in which dialect."""
    query = select(t.source).where(t.source.c.publisher == publisher)
    row = connection.execute(query.order_by(t.source.c.catalogue.is_(None), t.source.c.id.desc())).first()
    if row is None:
        return None
    source = Source(name=row.name, publisher=row.publisher, protocol=Protocol(row.protocol), url=row.url)
    return source, orjson.loads(row.catalogue or b"{}"), Dialect(row.dialect) if row.dialect else None
