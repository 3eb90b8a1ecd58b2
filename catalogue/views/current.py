"""What stands now: each entry with its present version and its present assessment."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, select

from catalogue.store import tables as t

__all__ = ["current", "of_record", "shared_evidence"]


def current(*columns: Any, publisher: str) -> Select[Any]:  # noqa: ANN401  any mixture of column expressions
    return (
        select(*columns)
        .select_from(t.entry)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .where(t.entry.c.publisher == publisher, t.entry.c.withdrawn_at.is_(None))
    )


def of_record() -> tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str]]:
    """Give hash, payload and pointer of the record that an assessment judged.

    It is the record of its version, or a later one that reads otherwise and makes the same entry.
    """
    a, v = t.assessment.c, t.version.c
    other = a.record_hash != ""
    return (
        case((other, a.record_hash), else_=v.record_hash),
        case((other, a.sha256), else_=v.sha256),
        case((other, a.pointer), else_=v.pointer),
    )


def shared_evidence(record: str, payload: str, at: datetime) -> dict[str, str]:
    """Give the evidence that all verdicts of one assessment have in common."""
    return {"payload": payload, "record": record, "time": at.isoformat()}
