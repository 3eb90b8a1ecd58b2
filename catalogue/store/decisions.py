"""What a person decides: yes to a run that was stopped, a record withdrawn or brought back.

Law: nothing is thrown away, so whatever was decided can be decided otherwise.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select, update

from catalogue.errors import UsageError
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.absence import Why, change_standing, source_ids, unseen_records
from catalogue.store.keeping import PRESENT, WITHDRAWN
from catalogue.store.runs import RunKey, RunState, harvests

__all__ = ["Decision", "accept_run", "restore_entries", "restore_run", "withdraw_entries"]


class Decision(NamedTuple):
    """Who decided, why, and when."""

    by: str
    why: str
    at: datetime


def accept_run(connection: Connection, run_id: int, decision: Decision, replaced: Sequence[str] = ()) -> int:
    """Say yes to a quarantined run: what it did not see is withdrawn. Give how many entries that were.

    ``replaced`` names the sources that this one replaces. Raises UsageError for a run that is unknown, not
    quarantined, or no longer the newest of its source.
    """
    r = t.run.c
    run = connection.execute(
        select(r.state, r.source_id, t.source.c.name).join(t.source).where(r.id == run_id)
    )
    row = run.first()
    if row is None:
        raise UsageError("store.unknown-run", run=run_id)
    if row.state != RunState.QUARANTINED:
        raise UsageError("store.not-quarantined", run=run_id, state=row.state)
    newest = select(func.max(r.id)).where(r.source_id == row.source_id, harvests())
    latest = connection.execute(newest).scalar_one()
    if latest != run_id:
        raise UsageError("store.stale-run", run=run_id, newest=latest, source=row.name)
    key = RunKey(run_id, row.source_id)
    gone = unseen_records(connection, key, source_ids(connection, key, replaced))
    by, why, at = decision
    change_standing(connection, gone, WITHDRAWN, Why.ACCEPTED, at, run_id=run_id, by=by, note=why)
    said = {"state": RunState.COMPLETE, "accepted_by": by, "accepted_at": at, "accepted_why": why}
    connection.execute(update(t.run).where(r.id == run_id).values(withdrawn=len(gone), **said))
    return len(gone)


def withdraw_entries(connection: Connection, uuids: Sequence[str], decision: Decision) -> list[str]:
    """Withdraw entries by hand. Give those that stood until now."""
    found = _records(connection, uuids, standing=True)
    by, why, at = decision
    change_standing(connection, list(found), WITHDRAWN, Why.BY_HAND, at, by=by, note=why)
    return list(found.values())


def restore_entries(connection: Connection, uuids: Sequence[str], decision: Decision) -> list[str]:
    """Bring entries back, and hold them until their source shows them again. Give those that are back."""
    return _restore(connection, _records(connection, uuids, standing=False), decision)


def restore_run(connection: Connection, run_id: int, decision: Decision) -> list[str]:
    """Bring back every entry that a run withdrew and that is still withdrawn for it.

    Raises UsageError for an unknown run.
    """
    if connection.execute(select(t.run.c.id).where(t.run.c.id == run_id)).first() is None:
        raise UsageError("store.unknown-run", run=run_id)
    last = select(func.max(t.standing.c.id)).group_by(t.standing.c.record_id)
    by_run = (
        select(t.entry.c.uuid)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.standing, t.standing.c.record_id == t.record.c.id)
        .where(t.standing.c.id.in_(last), t.standing.c.run_id == run_id)
        .where(t.standing.c.state == WITHDRAWN, t.standing.c.why != Why.SUCCEEDED)
    )
    uuids = list(connection.execute(by_run).scalars())
    return _restore(connection, _records(connection, uuids, standing=False), decision)


def _restore(connection: Connection, found: dict[int, str], decision: Decision) -> list[str]:
    by, why, at = decision
    change_standing(connection, list(found), PRESENT, Why.RESTORED, at, by=by, note=why)
    return list(found.values())


def _records(connection: Connection, uuids: Sequence[str], *, standing: bool) -> dict[int, str]:
    """Give record → entry UUID of those entries that do or do not stand now; suspects count as both."""
    state = t.record.c.state != (WITHDRAWN if standing else PRESENT)
    found: dict[int, str] = {}
    for some in portions(uuids):
        query = (
            select(t.record.c.id, t.entry.c.uuid)
            .join(t.entry, t.entry.c.record_id == t.record.c.id)
            .where(t.entry.c.uuid.in_(some), state)
            .where(t.entry.c.replaced_by.is_(None))
        )
        found |= dict(connection.execute(query).all())
    return found
