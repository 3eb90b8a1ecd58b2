"""What a complete run may conclude from not having seen a record: suspect first, withdrawn the second time.

Failed is not gone: nothing here is called for a run that did not prove itself complete.
"""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from catalogue.store import tables as t
from catalogue.store.keeping import PRESENT, SUSPECT, WITHDRAWN
from catalogue.store.runs import RunKey

__all__ = ["count_unseen", "settle_absence"]


def count_unseen(connection: Connection, key: RunKey) -> tuple[int, int]:
    """Give how many standing records of the source this run did not see, and how many stand in all."""
    standing = (t.record.c.source_id == key.source_id) & (t.record.c.state != WITHDRAWN)
    unseen = select(func.count()).select_from(t.record).where(standing, t.record.c.seen_in != key.run_id)
    whole = select(func.count()).select_from(t.record).where(standing)
    return connection.execute(unseen).scalar_one(), connection.execute(whole).scalar_one()


def settle_absence(connection: Connection, key: RunKey, now: datetime) -> int:
    """Withdraw what is absent a second time, suspect what is absent a first time; count the withdrawn."""
    absent = (t.record.c.source_id == key.source_id) & (t.record.c.seen_in != key.run_id)
    gone = list(
        connection.execute(select(t.record.c.id).where(absent, t.record.c.state == SUSPECT)).scalars()
    )
    connection.execute(update(t.record).where(absent, t.record.c.state == SUSPECT).values(state=WITHDRAWN))
    connection.execute(update(t.record).where(absent, t.record.c.state == PRESENT).values(state=SUSPECT))
    for start in range(0, len(gone), 500):
        withdrawn = t.entry.c.record_id.in_(gone[start : start + 500])
        connection.execute(update(t.entry).where(withdrawn).values(withdrawn_at=now))
    return len(gone)
