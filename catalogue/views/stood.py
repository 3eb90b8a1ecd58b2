"""What stood at any moment: each entry with the version and the assessment that it had then.

Nothing kept is ever altered, so this is read, not worked out: the newest of what was there by then. Only
whether an entry stood follows from what was written down of its record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from catalogue.portions import portions
from catalogue.store import WITHDRAWN, Why
from catalogue.store import tables as t
from catalogue.store.past import Origin
from catalogue.store.successions import APPLIED
from catalogue.views.current import of_record

__all__ = ["Stood", "stood"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One entry as it stood at a moment, and how it was judged last by then."""

    entry_id: int
    uuid: str
    kind: str
    publisher: str
    source: str
    """That gave the record."""
    first_seen: datetime
    version_id: int
    title: str
    hash: str
    """Of the content."""
    body: bytes
    """N-Triples, packed."""
    origin: Origin
    """Of the record that was judged; its run is the one that read it."""
    assessment_id: int
    judged_at: datetime
    cause: str
    """Scope of the run that it was judged in: ``whole``, ``changes``, ``replay``, ``probe``, …"""
    rules: str
    rubric: str
    rubric_sha256: str
    published: bool
    waits_for_facts: bool
    score: float | None
    coverage: float
    label: str
    verdicts: bytes | None
    """As :func:`~catalogue.store.assessments.unpack_verdicts` reads them."""


def stood(
    connection: Connection,
    at: datetime,
    *,
    publisher: str = "",
    source: str = "",
    uuids: Sequence[str] | None = None,
) -> list[Stood]:
    """Give the entries that stood at a moment: of a publisher, of a source, or some by UUID.

    They come run by run and payload by payload, as reading their records again wants them.
    """
    found = [
        row
        for among in ([None] if uuids is None else portions(uuids))
        for row in connection.execute(_query(at, publisher=publisher, source=source, among=among))
    ]
    left = _withdrawn(connection, [row.entry_id for row in found], at)
    standing = [_stood(row) for row in found if row.entry_id not in left]
    return sorted(standing, key=lambda one: (one.source, one.origin.run_id, one.origin.payload, one.entry_id))


def _query(at: datetime, *, publisher: str, source: str, among: Sequence[str] | None) -> Select[Any]:
    e, v, a = t.entry.c, t.version.c, t.assessment.c
    wanted: ColumnElement[bool] = e.first_seen <= at
    if publisher:
        wanted &= e.publisher == publisher
    if among is not None:
        wanted &= e.uuid.in_(among)
    last = (
        select(func.max(a.id))
        .join(t.version, v.id == a.version_id)
        .join(t.entry, e.id == v.entry_id)
        .where(wanted, a.at <= at)
        .group_by(e.id)
    )
    by, made = t.run.alias("judged_in"), t.run.alias("made_in")
    record, payload, pointer = of_record()
    query = (
        select(
            e.id.label("entry_id"), e.uuid, e.kind, e.publisher, e.first_seen,
            t.source.c.name.label("source"),
            v.id.label("version_id"), v.title, v.hash, v.body, v.valid_from,
            case((a.read_in.is_not(None), a.read_in), else_=v.run_id).label("read_in"),
            record.label("record"), payload.label("payload"), pointer.label("pointer"),
            a.id.label("assessment_id"), a.at.label("judged_at"), by.c.scope.label("cause"),
            *(a[name] for name in _OF_ASSESSMENT),
        )
        .select_from(t.assessment)
        .join(t.version, v.id == a.version_id)
        .join(t.entry, e.id == v.entry_id)
        .join(by, by.c.id == a.run_id)
        .join(made, made.c.id == v.run_id)
        .join(t.source, t.source.c.id == made.c.source_id)
        .where(a.id.in_(last))
    )  # fmt: skip
    return query.where(t.source.c.name == source) if source else query


_OF_ASSESSMENT: Final = (
    "rules",
    "rubric",
    "rubric_sha256",
    "published",
    "waits_for_facts",
    "score",
    "coverage",
    "label",
    "verdicts",
)
_OF_ENTRY: Final = (
    "entry_id",
    "uuid",
    "kind",
    "publisher",
    "source",
    "first_seen",
    "version_id",
    "title",
    "hash",
    "body",
    "assessment_id",
    "judged_at",
    "cause",
)


def _stood(row: Row[Any]) -> Stood:
    origin = Origin(row.uuid, row.kind, row.read_in, row.record, row.payload, row.pointer, row.valid_from)
    return Stood(origin=origin, **{name: getattr(row, name) for name in (*_OF_ENTRY, *_OF_ASSESSMENT)})


def _withdrawn(connection: Connection, entries: Sequence[int], at: datetime) -> set[int]:
    """Give those of the entries that did not stand at a moment, though they had been there before."""
    found: set[int] = set()
    for some in portions(entries):
        found |= _withdrawn_of(connection, some, at)
    return found


class _Own(NamedTuple):
    """From when on a record was that of an entry."""

    entry: int
    since: datetime | None


def _withdrawn_of(connection: Connection, entries: Sequence[int], at: datetime) -> set[int]:
    e, s = t.entry.c, t.standing.c
    rows = connection.execute(
        select(e.id, e.record_id, e.replaced_by, e.withdrawn_at).where(e.id.in_(entries))
    ).all()
    retired = {row.id for row in rows if row.replaced_by is not None and row.withdrawn_at <= at}
    records = _records(
        connection, {row.record_id: _Own(row.id, None) for row in rows if row.replaced_by is None}
    )
    last: dict[int, bool] = {}
    query = select(s.record_id, s.at, s.state, s.why).where(s.record_id.in_(list(records)), s.at <= at)
    for record, moment, state, why in connection.execute(query.order_by(s.id)):
        own = records[record]
        if own.since is None or moment >= own.since:
            last[own.entry] = state == WITHDRAWN and why != Why.SUCCEEDED
    return retired | {entry for entry, gone in last.items() if gone}


def _records(connection: Connection, present: Mapping[int, _Own]) -> dict[int, _Own]:
    """Add the records that entries had before, with from when on each was theirs."""
    s = t.succession.c
    found, newest = dict(present), list(present)
    while newest:
        query = select(s.record_id, s.former_id, s.decided_at)
        rows = connection.execute(query.where(s.state == APPLIED, s.record_id.in_(newest))).all()
        newest = []
        for record, former, decided in rows:
            found[record] = found[record]._replace(since=decided)
            if former not in found:
                found[former] = _Own(found[record].entry, None)
                newest.append(former)
    return found
