"""What other catalogues say of entries that we hold from their own publisher.

Such a record is no entry of ours: it is passed over, and what it says is kept beside the entry. A row stands
for as long as the copy says the same in every whole run, so that any day can be read back.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, func, select, update

from catalogue.packing import pack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.runs import RunKey, RunState

__all__ = ["CopyRow", "carry_copies", "keep_copies", "last_whole"]


class CopyRow(NamedTuple):
    uuid: str
    """Of the entry."""
    sha256: str
    """Payload that it was read from."""
    pointer: str
    hash: str
    """Of what it says."""
    says: dict[str, Any]
    """Plain JSON: ``by``, ``iri``, ``title``, ``licences``, ``addresses``, ``modified``."""


def keep_copies(connection: Connection, key: RunKey, rows: Sequence[CopyRow]) -> None:
    """Note the copies that a run met; one that says what it said before, and was never missed, goes on."""
    met = {row.uuid: row for row in rows}
    entries = _entries(connection, met)
    before = _newest(connection, key, entries.values())
    whole = last_whole(connection, key.source_id, key.run_id)
    going_on, fresh = [], []
    for uuid, entry in entries.items():
        known, row = before.get(entry), met[uuid]
        if known and known.hash == row.hash and (whole is None or known.seen_in >= whole):
            going_on.append(known.id)
        else:
            fresh.append(_values(key, entry, row))
    for some in portions(going_on):
        connection.execute(update(t.copy).where(t.copy.c.id.in_(some)).values(seen_in=key.run_id))
    if fresh:
        connection.execute(t.copy.insert(), fresh)


def carry_copies(connection: Connection, key: RunKey, last: int) -> None:
    """Note that all copies of an earlier run stand: the document that they are in did not change."""
    stood = (t.copy.c.source_id == key.source_id) & (t.copy.c.seen_in == last)
    connection.execute(update(t.copy).where(stood).values(seen_in=key.run_id))


def last_whole(connection: Connection, source_id: int, before: int) -> int | None:
    """Give the last run of a source, before another, that was whole and complete."""
    r = t.run.c
    query = select(func.max(r.id)).where(
        r.source_id == source_id, r.id < before, r.state == RunState.COMPLETE, r.scope == "whole"
    )
    found: int | None = connection.execute(query).scalar()
    return found


def _entries(connection: Connection, uuids: Iterable[str]) -> dict[str, int]:
    e = t.entry.c
    return {
        uuid: entry
        for some in portions(uuids)
        for uuid, entry in connection.execute(select(e.uuid, e.id).where(e.uuid.in_(some)))
    }


class _Before(NamedTuple):
    id: int
    hash: str
    seen_in: int


def _newest(connection: Connection, key: RunKey, entries: Iterable[int]) -> dict[int, _Before]:
    c = t.copy.c
    found: dict[int, _Before] = {}
    for some in portions(entries):
        query = select(c.entry_id, c.id, c.hash, c.seen_in).where(
            c.source_id == key.source_id, c.entry_id.in_(some)
        )
        for entry, *before in connection.execute(query.order_by(c.id)):
            found[entry] = _Before(*before)
    return found


def _values(key: RunKey, entry: int, row: CopyRow) -> dict[str, Any]:
    return {
        "source_id": key.source_id,
        "entry_id": entry,
        "since": key.run_id,
        "seen_in": key.run_id,
        "sha256": row.sha256,
        "pointer": row.pointer,
        "hash": row.hash,
        "body": pack(orjson.dumps(row.says)),
    }
