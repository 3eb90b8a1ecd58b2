"""What a complete run may conclude from not having seen a record: suspect first, withdrawn the second time.

Failed is not gone: nothing is settled for a run that did not prove itself complete. What a person holds is
never concluded to be gone, and each change of standing is written down with its reason.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select, update

from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.keeping import PRESENT, SUSPECT, WITHDRAWN
from catalogue.store.runs import RunKey

__all__ = [
    "Unseen",
    "Why",
    "change_standing",
    "count_unseen",
    "hand_over",
    "settle_absence",
    "source_ids",
    "unseen_records",
    "withdraw_gone",
]


class Why(StrEnum):
    """Why a record came to stand as it does."""

    ABSENT = "absent"
    """A complete run did not see it."""
    ABSENT_AGAIN = "absent-again"
    """Nor did a second one."""
    RETURNED = "returned"
    """A run saw it again."""
    GONE = "gone"
    """The source itself says that it removed it."""
    ACCEPTED = "accepted"
    """A person accepted the run that did not see it."""
    BY_HAND = "by-hand"
    """A person withdrew it."""
    RESTORED = "restored"
    """A person brought it back."""
    SUCCEEDED = "succeeded"
    """Another record turned out to be the same dataset."""


class Unseen(NamedTuple):
    unseen: int
    standing: int


def source_ids(connection: Connection, key: RunKey, replaced: Sequence[str]) -> list[int]:
    """Give the source of a run, and those that it replaces as far as the store knows them."""
    former = select(t.source.c.id).where(t.source.c.name.in_(replaced))
    return [key.source_id, *connection.execute(former).scalars()]


def hand_over(connection: Connection, key: RunKey, sources: Sequence[int], now: datetime) -> None:
    """Close the records of replaced sources whose entries go on under this source's own records."""
    former = [source for source in sources if source != key.source_id]
    entry = select(t.entry.c.id).where(t.entry.c.record_id == t.record.c.id, t.entry.c.replaced_by.is_(None))
    moved = _ids(connection, select(t.record.c.id).where(_standing(former), ~entry.exists()))
    change_standing(connection, moved, WITHDRAWN, Why.SUCCEEDED, now, run_id=key.run_id)


def count_unseen(connection: Connection, key: RunKey, sources: Sequence[int]) -> Unseen:
    """Count the standing records of the sources that this run did not see, and all that stand."""
    standing = _standing(sources)
    unseen = select(func.count()).select_from(t.record).where(standing, _unseen(key))
    whole = select(func.count()).select_from(t.record).where(standing)
    return Unseen(connection.execute(unseen).scalar_one(), connection.execute(whole).scalar_one())


def unseen_records(connection: Connection, key: RunKey, sources: Sequence[int]) -> list[int]:
    """List the standing records of the sources that this run did not see."""
    return _ids(connection, select(t.record.c.id).where(_standing(sources), _unseen(key)))


def settle_absence(connection: Connection, key: RunKey, sources: Sequence[int], now: datetime) -> int:
    """Withdraw what is absent a second time, suspect what is absent a first time; count the withdrawn."""
    absent = _standing(sources) & _unseen(key)
    gone = _ids(connection, select(t.record.c.id).where(absent, t.record.c.state == SUSPECT))
    missed = _ids(connection, select(t.record.c.id).where(absent, t.record.c.state == PRESENT))
    change_standing(connection, gone, WITHDRAWN, Why.ABSENT_AGAIN, now, run_id=key.run_id)
    change_standing(connection, missed, SUSPECT, Why.ABSENT, now, run_id=key.run_id)
    return len(gone)


def withdraw_gone(connection: Connection, key: RunKey, gone: Sequence[tuple[int, str]], now: datetime) -> int:
    """Withdraw the records that the source says it removed; each comes with how it said so."""
    standing = set(_ids(connection, select(t.record.c.id).where(_standing([key.source_id]))))
    for record_id, said in gone:
        if record_id in standing:
            change_standing(connection, [record_id], WITHDRAWN, Why.GONE, now, run_id=key.run_id, note=said)
    return len(standing & {record_id for record_id, _ in gone})


def change_standing(
    connection: Connection,
    record_ids: Sequence[int],
    state: str,
    why: Why,
    now: datetime,
    *,
    run_id: int | None = None,
    by: str = "",
    note: str = "",
) -> None:
    """Change how records stand, their entries along with them, and write down why."""
    withdrawn_at = now if state == WITHDRAWN else None
    for some in portions(record_ids):
        stands = {"state": state, "held": why is Why.RESTORED}
        connection.execute(update(t.record).where(t.record.c.id.in_(some)).values(stands))
        entries = t.entry.c.record_id.in_(some) & t.entry.c.replaced_by.is_(None)
        connection.execute(update(t.entry).where(entries).values(withdrawn_at=withdrawn_at))
        rows = [
            {
                "record_id": record_id,
                "run_id": run_id,
                "at": now,
                "state": state,
                "why": why,
                "by": by,
                "note": note,
            }
            for record_id in some
        ]
        connection.execute(t.standing.insert(), rows)


def _standing(sources: Sequence[int]) -> ColumnElement[bool]:
    return t.record.c.source_id.in_(sources) & (t.record.c.state != WITHDRAWN)


def _unseen(key: RunKey) -> ColumnElement[bool]:
    return (t.record.c.seen_in != key.run_id) & ~t.record.c.held


def _ids(connection: Connection, query: Select[int]) -> list[int]:
    return list(connection.execute(query).scalars())
