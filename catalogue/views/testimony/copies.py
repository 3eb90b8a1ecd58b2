"""Who else holds some entries, at any moment: other catalogues that we harvest, and other publishers.

Only a whole run of a catalogue that began after we first saw an entry tells that the entry is not there.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

import orjson
from sqlalchemy import Connection, func, select

from catalogue.packing import unpack
from catalogue.store import RunState
from catalogue.store import tables as t
from catalogue.testimony import Copy, Role

__all__ = ["copies_of", "doubles_of"]

COMMON: Final = 8
"""What more entries name than this is the address of a portal, not of a dataset."""


class _Look(NamedTuple):
    """The last whole run of a catalogue by a moment."""

    source_id: int
    run_id: int
    started_at: datetime


class _Kept(NamedTuple):
    seen_in: int
    body: bytes
    began: datetime


def copies_of(
    connection: Connection, entries: Sequence[int], at: datetime
) -> dict[int, Mapping[str, Copy | None]]:
    """Give the copy of each entry in each catalogue that was looked at, ``None`` where it was not there."""
    looks = _looks(connection, at)
    found: dict[int, dict[str, Copy | None]] = {entry: {} for entry in entries}
    if not looks:
        return dict(found)
    first_seen = _first_seen(connection, entries)
    rows = _rows(connection, entries, at)
    for catalogue, several in looks.items():
        for entry in entries:
            there = (_copy(rows.get((look.source_id, entry)), look, at) for look in several)
            copy = next((one for one in there if one), None)
            if copy or any(first_seen[entry] <= look.started_at for look in several):
                found[entry][catalogue] = copy
    return dict(found)


def _looks(connection: Connection, at: datetime) -> dict[str, list[_Look]]:
    r, s = t.run.c, t.source.c
    query = (
        select(s.catalogue_of, s.id, func.max(r.id), func.max(r.started_at))
        .join(t.run, r.source_id == s.id)
        .where(s.catalogue_of != "", r.state == RunState.COMPLETE, r.scope == "whole", r.ended_at <= at)
        .group_by(s.catalogue_of, s.id)
    )
    found: dict[str, list[_Look]] = {}
    for catalogue, *look in connection.execute(query.order_by(s.id)):
        found.setdefault(catalogue, []).append(_Look(*look))
    return found


def _first_seen(connection: Connection, entries: Sequence[int]) -> dict[int, datetime]:
    e = t.entry.c
    rows = connection.execute(select(e.id, e.first_seen).where(e.id.in_(entries)))
    return {row.id: row.first_seen for row in rows}


def _rows(connection: Connection, entries: Sequence[int], at: datetime) -> dict[tuple[int, int], _Kept]:
    """Give the last row of each entry at each source that had begun by a moment."""
    c, began = t.copy.c, t.run.alias("began")
    query = (
        select(c.source_id, c.entry_id, c.seen_in, c.body, began.c.started_at)
        .join(began, began.c.id == c.since)
        .where(c.entry_id.in_(entries), began.c.started_at <= at)
    )
    found: dict[tuple[int, int], _Kept] = {}
    for source, entry, *kept in connection.execute(query.order_by(c.id)):
        found[source, entry] = _Kept(*kept)
    return found


def _copy(row: _Kept | None, look: _Look, at: datetime) -> Copy | None:
    if row is None or row.seen_in < look.run_id:
        return None
    says = orjson.loads(unpack(row.body))
    return Copy(
        by=says["by"],
        iri=says["iri"],
        title=says["title"],
        licences=frozenset(says["licences"]),
        addresses=frozenset(says["addresses"]),
        modified=says["modified"],
        seen_at=min(max(row.began, look.started_at), at),
    )


def doubles_of(connection: Connection, entries: Sequence[int], at: datetime) -> dict[int, tuple[str, ...]]:
    """Give, by entry, the UUIDs of entries of other publishers that had a file or service at its address."""
    ours, theirs = t.link.alias("ours"), t.link.alias("theirs")
    own, other = t.entry.alias("own"), t.entry.alias("other")
    roles = (Role.DOWNLOAD, Role.ENDPOINT)
    query = (
        select(ours.c.entry_id, ours.c.address_id, other.c.uuid)
        .join(own, own.c.id == ours.c.entry_id)
        .join(theirs, theirs.c.address_id == ours.c.address_id)
        .join(other, other.c.id == theirs.c.entry_id)
        .where(ours.c.entry_id.in_(entries), ours.c.role.in_(roles), theirs.c.role.in_(roles))
        .where(other.c.publisher != own.c.publisher, other.c.first_seen < at)
        .where(other.c.withdrawn_at.is_(None) | (other.c.withdrawn_at > at))
        .distinct()
    )
    shared: dict[tuple[int, int], set[str]] = {}
    for entry, address, uuid in connection.execute(query):
        shared.setdefault((entry, address), set()).add(uuid)
    found: dict[int, set[str]] = {entry: set() for entry in entries}
    for (entry, _), uuids in shared.items():
        if len(uuids) < COMMON:
            found[entry] |= uuids
    return {entry: tuple(sorted(uuids)) for entry, uuids in found.items()}
