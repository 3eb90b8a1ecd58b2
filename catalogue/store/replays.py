"""What a replay needs of the store: the records behind the entries that stand, and what stands of each.

What comes of a replay is kept like what comes of a run.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from catalogue.profile import Finding
from catalogue.store import tables as t
from catalogue.store.assessments import findings_kept, unpack_verdicts
from catalogue.store.keeping import WITHDRAWN
from catalogue.store.past import Origin
from catalogue.store.runs import Known, RunKey

__all__ = ["Standing", "StandingRecord", "standing", "standing_records", "trust_bookmark"]


class StandingRecord(NamedTuple):
    """The record behind an entry as its source gave it last, which may be later than the present version."""

    origin: Origin
    known: Known


class Standing(NamedTuple):
    """What an entry is now, and how it was judged."""

    title: str
    hash: str
    body: bytes
    reasons: bytes
    published: bool
    score: float | None
    findings: list[Finding]
    checks: dict[str, tuple[str, float | None]]
    """By check: its outcome and value."""
    judged_at: datetime


def standing_records(connection: Connection, source: str, uuid: str = "") -> list[StandingRecord]:
    """Give the record of every entry of a source that stands, or of one entry, payload by payload."""
    e, r, v = t.entry.c, t.record.c, t.version.c
    query = (
        select(
            e.uuid, r.kind, r.seen_in, r.hash, r.sha256, r.pointer, v.valid_from,
            r.id, r.hash, r.rules, r.state, e.id, e.first_seen,
        )
        .join(t.record, r.id == e.record_id)
        .join(t.source, t.source.c.id == r.source_id)
        .join(t.version, v.id == e.version_id)
        .where(t.source.c.name == source, r.state != WITHDRAWN)
        .where(e.withdrawn_at.is_(None), e.replaced_by.is_(None))
        .order_by(r.seen_in, r.sha256, r.id)
    )  # fmt: skip
    if uuid:
        query = query.where(e.uuid == uuid)
    width = len(Origin._fields)
    return [StandingRecord(Origin(*row[:width]), Known(*row[width:])) for row in connection.execute(query)]


def standing(connection: Connection, entries: Sequence[int]) -> dict[int, Standing]:
    """Give what some entries are now, by their key."""
    e, v, a = t.entry.c, t.version.c, t.assessment.c
    query = (
        select(
            e.id.label("entry"),
            a.id.label("judged"),
            v.title,
            v.hash,
            v.body,
            v.reasons,
            a.published,
            a.score,
            a.verdicts,
            a.at,
        )
        .join(t.version, v.id == e.version_id)
        .join(t.assessment, a.id == e.assessment_id)
        .where(e.id.in_(entries))
    )
    rows = connection.execute(query).all()
    findings = findings_kept(connection, [row[1] for row in rows])
    return {
        row.entry: Standing(*row[2:8], findings.get(row.judged, []), _checks(row.verdicts), row.at)
        for row in rows
    }


def _checks(packed: bytes | None) -> dict[str, tuple[str, float | None]]:
    return {one.check: (str(one.outcome), one.value) for one in unpack_verdicts(packed)}


def trust_bookmark(connection: Connection, key: RunKey, rules: str) -> None:
    """Let the next incremental crawl go on from the last, once these rules read all that stands."""
    r = t.record.c
    left = select(r.id).where(r.source_id == key.source_id, r.state != WITHDRAWN, r.rules != rules)
    if connection.execute(left.limit(1)).first() is None:
        source = update(t.source).where(t.source.c.id == key.source_id, t.source.c.bookmark.is_not(None))
        connection.execute(source.values(bookmark_rules=rules))
