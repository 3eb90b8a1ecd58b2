"""How a run ends: its proof, and what follows for the records that it did not see.

Law: only a complete run settles anything, and only what stays below the threshold; the rest waits for a
person.
"""

from datetime import datetime

from sqlalchemy import Connection

from catalogue.errors import OogstError
from catalogue.store import (
    PRESENT,
    Database,
    RunState,
    Why,
    change_standing,
    continuation,
    count_unseen,
    end_run,
    hand_over,
    settle_absence,
    source_ids,
    withdraw_gone,
)
from harvester.runs.proof import completeness, shrinks
from harvester.runs.recognition import recognise
from harvester.runs.walk import Walk

__all__ = ["settle"]


def settle(
    database: Database,
    walk: Walk,
    now: datetime,
    failure: OogstError | None,
    trace: str | None,
    *,
    apply: bool,
) -> str:
    """Close a run in one transaction. Give its state."""
    with database.transaction() as connection:
        run = walk.key.run_id
        change_standing(connection, walk.returned, PRESENT, Why.RETURNED, now, run_id=run)
        if failure is None:
            hand_over(connection, walk.key, _sources(connection, walk), now)
        state = _state(connection, walk, failure, now, apply=apply)
        if state == RunState.COMPLETE:
            _conclude(connection, walk, now)
        end_run(connection, walk.key, walk.tally, state=state, now=now, traceback=trace)
    return state


def _state(
    connection: Connection, walk: Walk, failure: OogstError | None, now: datetime, *, apply: bool
) -> str:
    if failure is not None:
        walk.tally.reasons.append(failure.key)
        return RunState.FAILED
    state = completeness(walk.tally, pages_closed=walk.pages_closed)
    if state != RunState.COMPLETE:
        return state
    sources = _sources(connection, walk)
    recognise(connection, walk.key, sources, now, apply=apply)
    unseen, standing = count_unseen(connection, walk.key, sources)
    absent = len(walk.gone) if _changes_only(walk) else unseen
    if shrinks(absent, standing):
        walk.tally.reasons.append(f"shrink: {absent} / {standing}")
        return RunState.QUARANTINED
    return state


def _conclude(connection: Connection, walk: Walk, now: datetime) -> None:
    walk.tally.withdrawn = withdraw_gone(connection, walk.key, walk.gone, now)
    if not _changes_only(walk):
        sources = _sources(connection, walk)
        walk.tally.withdrawn += settle_absence(connection, walk.key, sources, now)
    if walk.bookmark:
        continuation.keep_bookmark(connection, walk.key, walk.bookmark, walk.rules.fingerprint)


def _sources(connection: Connection, walk: Walk) -> list[int]:
    return source_ids(connection, walk.key, walk.source.replaces)


def _changes_only(walk: Walk) -> bool:
    return walk.tally.scope == "changes"
