"""What the store knows of a publisher beside its entries at a moment: what its own checks look at."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection, Row, func, select

from catalogue.model import Protocol, PublisherFacts
from catalogue.store import RunState
from catalogue.store import tables as t
from catalogue.store.attestations import attestations
from catalogue.store.observed import links_of
from catalogue.testimony import Channel, Departure, PublisherTestimony

__all__ = ["publisher_testimony"]

GAPS: Final = 10
"""Last harvests over which the time between them is told."""
A_DAY: Final = 86400.0


def publisher_testimony(
    connection: Connection, publisher: str, at: datetime, facts: PublisherFacts | None = None
) -> PublisherTestimony:
    """Gather it. ``facts`` are those of the publisher's file; ``None`` where there is none."""
    gone = list(_departures(connection, publisher, at))
    pages = [*(facts.pages if facts else ()), *(url for one in gone for url in one.addresses)]
    return PublisherTestimony(
        facts=facts,
        links=links_of(connection, pages, at) if pages else {},
        attestations=attestations(connection, publisher, at),
        channels=list(_channels(connection, publisher, at)),
        departures=gone,
    )


def _channels(connection: Connection, publisher: str, at: datetime) -> Iterator[Channel]:
    s, r = t.source.c, t.run.c
    held = _entries_by_source(connection, publisher, at)
    complete: dict[int, list[datetime]] = defaultdict(list)
    query = select(r.source_id, r.started_at).join(t.source, s.id == r.source_id)
    ended = (s.publisher == publisher) & (r.state == RunState.COMPLETE) & (r.started_at <= at)
    for source_id, started in connection.execute(query.where(ended).order_by(r.started_at)):
        complete[source_id].append(started)
    columns = (s.id, s.name, s.protocol, s.url, s.aggregator)
    for row in connection.execute(select(*columns).where(s.publisher == publisher).order_by(s.name)):
        if row.id in complete or row.id in held:
            yield _channel(row, held.get(row.id, 0), complete[row.id])


def _channel(row: Row[int, str, str, str, bool], entries: int, complete: Sequence[datetime]) -> Channel:
    return Channel(
        name=row.name,
        protocol=Protocol(row.protocol),
        url=row.url,
        aggregator=row.aggregator,
        entries=entries,
        latest=complete[-1] if complete else None,
        every=_between(complete[-GAPS - 1 :]),
    )


def _between(moments: Sequence[datetime]) -> float | None:
    """Give the days between harvests: the middle one of the last gaps, so that a pause does not tell."""
    gaps = sorted((after - before).total_seconds() / A_DAY for before, after in pairwise(moments))
    return gaps[len(gaps) // 2] if gaps else None


def _entries_by_source(connection: Connection, publisher: str, at: datetime) -> dict[int, int]:
    e = t.entry.c
    stood = (
        (e.publisher == publisher) & (e.first_seen <= at) & (e.withdrawn_at.is_(None) | (e.withdrawn_at > at))
    )
    query = (
        select(t.record.c.source_id, func.count())
        .join(t.entry, e.record_id == t.record.c.id)
        .where(stood)
        .group_by(t.record.c.source_id)
    )
    return dict(connection.execute(query).all())


def _departures(connection: Connection, publisher: str, at: datetime) -> Iterator[Departure]:
    e, heir = t.entry.c, t.entry.alias("heir")
    query = (
        select(e.id, e.uuid, e.withdrawn_at, e.record_id, heir.c.uuid.label("heir"))
        .outerjoin(heir, heir.c.id == e.replaced_by)
        .where(e.publisher == publisher, e.withdrawn_at <= at)
        .order_by(e.withdrawn_at, e.id)
    )
    rows = connection.execute(query).all()
    if not rows:
        return
    said, named = _standings(connection, publisher, at), _addresses(connection, publisher)
    for row in rows:
        why, by = said.get(row.record_id, ("", ""))
        yield Departure(
            entry=row.uuid,
            at=row.withdrawn_at,
            why=why,
            by=by,
            replaced_by=row.heir or "",
            addresses=tuple(named.get(row.id, ())),
        )


def _standings(connection: Connection, publisher: str, at: datetime) -> dict[int, tuple[str, str]]:
    """Give why the record of each entry that is gone left, and who said so."""
    c, e = t.standing.c, t.entry.c
    query = (
        select(c.record_id, c.why, c.by)
        .join(t.entry, e.record_id == c.record_id)
        .where(e.publisher == publisher, e.withdrawn_at.is_not(None), c.at <= at, c.state == "withdrawn")
        .order_by(c.id)
    )
    return {record: (why, by) for record, why, by in connection.execute(query)}


def _addresses(connection: Connection, publisher: str) -> dict[int, list[str]]:
    """Give the addresses that each entry that is gone named last."""
    e = t.entry.c
    query = (
        select(t.link.c.entry_id, t.address.c.url)
        .join(t.address, t.address.c.id == t.link.c.address_id)
        .join(t.entry, e.id == t.link.c.entry_id)
        .where(e.publisher == publisher, e.withdrawn_at.is_not(None))
        .order_by(t.link.c.id)
    )
    found: dict[int, list[str]] = {}
    for entry, url in connection.execute(query):
        found.setdefault(entry, []).append(url)
    return found
