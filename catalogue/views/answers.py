"""What one check answered of one entry over time, each answer once for as long as it held."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from catalogue.charter import Verdict
from catalogue.store import tables as t
from catalogue.store.assessments import unpack_verdicts

__all__ = ["PastAnswer", "answers_of"]


class PastAnswer(NamedTuple):
    at: datetime
    """When it was first given."""
    cause: str
    """Scope of the run in which: ``whole``, ``changes``, ``replay``, ``probe``, ..."""
    rubric: str
    verdict: Verdict


def answers_of(connection: Connection, uuid: str, check: str) -> list[PastAnswer]:
    """Give the answers of a check, oldest first; one that says the same as the last is left out."""
    found: list[PastAnswer] = []
    for one in _kept(connection, uuid, check):
        last = found[-1].verdict if found else None
        now = one.verdict
        if last is None or (last.outcome, last.reason, last.fault) != (now.outcome, now.reason, now.fault):
            found.append(one)
    return found


def _kept(connection: Connection, uuid: str, check: str) -> Iterator[PastAnswer]:
    a, v, e, r = t.assessment.c, t.version.c, t.entry.c, t.run.c
    query = (
        select(a.at, r.scope, a.rubric, a.verdicts)
        .join(t.version, v.id == a.version_id)
        .join(t.entry, e.id == v.entry_id)
        .join(t.run, r.id == a.run_id)
        .where(e.uuid == uuid)
        .order_by(a.id)
    )
    for row in connection.execute(query):
        for verdict in unpack_verdicts(row.verdicts):
            if verdict.check == check:
                yield PastAnswer(row.at, row.scope, row.rubric, verdict)
