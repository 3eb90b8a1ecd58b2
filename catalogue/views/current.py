"""What stands now: each entry with its present version and its present assessment."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Select, select

from catalogue.charter import Fault, Outcome, Verdict
from catalogue.store import tables as t

__all__ = ["current", "verdict_of"]


def current(*columns: Any, publisher: str) -> Select[Any]:  # noqa: ANN401  any mixture of column expressions
    return (
        select(*columns)
        .select_from(t.entry)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .where(t.entry.c.publisher == publisher, t.entry.c.withdrawn_at.is_(None))
    )


def verdict_of(row: Sequence[Any]) -> Verdict:
    _, check, principle, outcome, value, fault, evidence, reason = row
    return Verdict(check, principle, Outcome(outcome), value, Fault(fault), orjson.loads(evidence), reason)
