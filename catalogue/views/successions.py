"""Datasets that go on under another identifier, as they were proposed and decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, select

from catalogue.store import tables as t

__all__ = ["SuccessionView", "successions_kept"]


class SuccessionView(NamedTuple):
    number: int
    source: str
    run_id: int
    former: str
    """Identifier of the record that vanished."""
    record: str
    """Identifier of the record that appeared."""
    title: str
    confidence: float
    rule: str
    """A message key."""
    evidence: list[dict[str, Any]]
    state: str
    at: datetime
    decided_by: str


def successions_kept(connection: Connection, source: str = "", state: str = "") -> list[SuccessionView]:
    """List the pairs of a source (or of all), the newest first, in one state (or any)."""
    s, former = t.succession, t.record.alias("former")
    entry = (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None)
    query = (
        select(
            s.c.id,
            t.source.c.name,
            s.c.run_id,
            former.c.identifier,
            t.record.c.identifier,
            t.version.c.title,
            s.c.confidence,
            s.c.evidence,
            s.c.state,
            s.c.at,
            s.c.decided_by,
        )
        .join(t.source, t.source.c.id == s.c.source_id)
        .join(former, former.c.id == s.c.former_id)
        .join(t.record, t.record.c.id == s.c.record_id)
        .outerjoin(t.entry, entry)
        .outerjoin(t.version, t.version.c.id == t.entry.c.version_id)
    )
    if source:
        query = query.where(t.source.c.name == source)
    if state:
        query = query.where(s.c.state == state)
    return [_view(row) for row in connection.execute(query.order_by(s.c.id.desc()))]


def _view(row: Sequence[Any]) -> SuccessionView:
    *start, title, confidence, evidence, state, at, by = row
    said = orjson.loads(evidence)
    rest = (title or "", confidence, said["rule"], said["pieces"], state, at, by)
    return SuccessionView._make((*start, *rest))
