"""What each entry was up to a moment: its versions as its source said them, its names, how long we watch.

Versions that other rules made of the same record are none of the source's, and are left out.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from catalogue.store import RunState
from catalogue.store import tables as t
from catalogue.store.successions import APPLIED
from catalogue.testimony import Former, History

__all__ = ["histories", "rhythm"]

INTERVALS: Final = 10
"""Of the last so many intervals between harvests the median is told."""
DAY: Final = timedelta(days=1)


class Rhythm(NamedTuple):
    """The whole runs of a source that had proved themselves complete by a moment."""

    ended: Sequence[datetime]
    every: float | None
    """Days between them."""

    def since(self, first_seen: datetime) -> int:
        return sum(one >= first_seen for one in self.ended)


class _Subject(NamedTuple):
    first_seen: datetime
    record_id: int
    identifier: str
    source_id: int


def rhythm(connection: Connection, source_id: int, at: datetime) -> Rhythm:
    """Tell when a source was read whole, and how often that is."""
    r = t.run.c
    query = select(r.started_at, r.ended_at).where(
        r.source_id == source_id, r.state == RunState.COMPLETE, r.scope == "whole", r.ended_at < at
    )
    rows = connection.execute(query.order_by(r.id)).all()
    starts = [row.started_at for row in rows][-INTERVALS - 1 :]
    days = [(later - earlier) / DAY for earlier, later in pairwise(starts)]
    return Rhythm([row.ended_at for row in rows], median(days) if days else None)


def histories(connection: Connection, entries: Sequence[int], at: datetime) -> dict[int, History]:
    """Give the history of some entries up to a moment, by their key."""
    subjects = _subjects(connection, entries)
    versions = _versions(connection, entries, at)
    names = _names(connection, subjects, at)
    rhythms = {one: rhythm(connection, one, at) for one in {each.source_id for each in subjects.values()}}
    return {
        entry: History(
            first_seen=one.first_seen,
            versions=tuple(versions.get(entry, ())),
            identifiers=tuple(names[entry]),
            runs=rhythms[one.source_id].since(one.first_seen),
            every=rhythms[one.source_id].every,
        )
        for entry, one in subjects.items()
    }


def _subjects(connection: Connection, entries: Sequence[int]) -> dict[int, _Subject]:
    e, r = t.entry.c, t.record.c
    query = select(e.id, e.first_seen, r.id, r.identifier, r.source_id).join(t.record, r.id == e.record_id)
    return {row[0]: _Subject(*row[1:]) for row in connection.execute(query.where(e.id.in_(entries)))}


def _versions(connection: Connection, entries: Sequence[int], at: datetime) -> dict[int, list[Former]]:
    v = t.version.c
    query = select(v.entry_id, v.valid_from, v.modified, v.said, v.record_hash).where(
        v.entry_id.in_(entries), v.valid_from <= at, v.said != ""
    )
    found: dict[int, list[Former]] = {}
    for entry, since, modified, said, record in connection.execute(query.order_by(v.id)):
        of_entry = found.setdefault(entry, [])
        if not of_entry or of_entry[-1].record != record:
            of_entry.append(Former(at=since, modified=modified, content=said, record=record))
    return found


class _Name(NamedTuple):
    identifier: str
    since: datetime | None
    """``None`` for the first."""


def _names(
    connection: Connection, subjects: Mapping[int, _Subject], at: datetime
) -> dict[int, Sequence[str]]:
    """Give the identifiers of each entry, oldest first, by following its records back."""
    chains = {entry: [_Name(one.identifier, None)] for entry, one in subjects.items()}
    heads = {one.record_id: entry for entry, one in subjects.items()}
    seen = set(heads)
    while heads:
        heads = _one_back(connection, heads, chains, seen)
    return {
        entry: [name.identifier for name in chain if name.since is None or name.since <= at]
        for entry, chain in chains.items()
    }


def _one_back(
    connection: Connection, heads: Mapping[int, int], chains: Mapping[int, list[_Name]], seen: set[int]
) -> dict[int, int]:
    s, former = t.succession.c, t.record.alias("former")
    query = (
        select(s.record_id, s.decided_at, former.c.id, former.c.identifier)
        .join(former, former.c.id == s.former_id)
        .where(s.state == APPLIED, s.record_id.in_(list(heads)))
    )
    further: dict[int, int] = {}
    for record, decided, before, identifier in connection.execute(query).all():
        if before not in seen:
            chain = chains[heads[record]]
            chain[0] = chain[0]._replace(since=decided)
            chain.insert(0, _Name(identifier, None))
            further[before] = heads[record]
            seen.add(before)
    return further
