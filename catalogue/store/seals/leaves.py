"""What a seal covers, row by row, in one canonical form: read from the store when sealing and when checking.

A leaf says what a row says, and not how it is laid down: times are in UTC, compressed content counts as what
it holds. What changes later by right (a run that a person accepts) is left out, or read as it was.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any, Final, NamedTuple, Protocol

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Select, case, select

from catalogue.packing import NotPackedError, unpack
from catalogue.portions import portions
from catalogue.store import tables as t

__all__ = ["MARK", "Leaf", "leaves", "seen_records"]

AT_ONCE: Final = 100
"""Rows whose parts are read together."""
MARK: Final = 4
"""Characters of a mark."""
DAMAGED: Final = b"\x00damaged\x00"


class Leaf(NamedTuple):
    """One row under a seal."""

    id: int
    digest: str
    """SHA-256 of its canonical form."""
    marks: str = ""
    """Of an assessment: four characters per finding and, after a comma, per verdict. They prove nothing; they
    show which one it is when the digest does not hold."""


def leaves(connection: Connection, kind: str, where: ColumnElement[bool]) -> Iterator[Leaf]:
    """Give the leaves of one kind that fulfil a condition on its table, in the order of their keys."""
    make = _MAKERS.get(kind)
    if make is not None:
        yield from make(connection, where)
        return
    for row in _rows(connection, _QUERIES[kind].where(where)):
        yield Leaf(row[0], _digest([line_of(row[1:])]))


def line_of(values: Iterable[object]) -> bytes:
    """Write the values of a row in their canonical form."""
    return orjson.dumps([_plain(value) for value in values])


def seen_records(connection: Connection, run_id: int, source_id: int) -> list[int | str]:
    """Count the records that a run saw last, and give one digest over what each of them hashed to."""
    r = t.record.c
    query = select(r.kind, r.identifier, r.hash).where(r.source_id == source_id, r.seen_in == run_id)
    lines = sorted(line_of(row) for row in connection.execute(query))
    return [len(lines), _digest(lines)]


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(query.execution_options(yield_per=AT_ONCE))


def _digest(lines: Sequence[bytes]) -> str:
    return sha256(b"\n".join(lines)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return sha256(_content(value)).hexdigest()
    return value


def _content(packed: bytes) -> bytes:
    try:
        return unpack(packed)
    except NotPackedError:
        return DAMAGED + packed


def _runs() -> Select[Any]:
    """Read a run as it was when it ended: a person may have accepted it since."""
    r = t.run.c
    accepted = r.accepted_at.is_not(None)
    return select(
        r.id, t.source.c.name, r.started_at, r.ended_at, case((accepted, "quarantined"), else_=r.state),
        r.reasons, r.declared, r.seen, r.new, r.changed, r.unchanged, r.failed, r.duplicates, r.skipped,
        case((accepted, 0), else_=r.withdrawn), r.traceback, r.scope, r.resumed_from, r.ending, r.moved,
    ).join(t.source, t.source.c.id == r.source_id)  # fmt: skip


def _acceptances() -> Select[Any]:
    r = t.run.c
    return select(r.id, r.accepted_by, r.accepted_at, r.accepted_why).where(r.accepted_at.is_not(None))


def _pages() -> Select[Any]:
    p = t.page.c
    return select(
        p.id, p.run_id, p.url, p.status, p.sha256, p.retrieved_at, p.asked, p.link, p.etag, p.last_modified,
        p.whole, p.item,
    )  # fmt: skip


def _versions() -> Select[Any]:
    v, e = t.version.c, t.entry.c
    return select(
        v.id, e.uuid, e.iri, e.publisher, e.kind, e.first_seen, v.run_id, v.valid_from, v.hash, v.record_hash,
        v.sha256, v.pointer, v.title, v.members, v.said, v.modified, v.body, v.reasons,
    ).join(t.entry, e.id == v.entry_id)  # fmt: skip


def _copies() -> Select[Any]:
    c = t.copy.c
    return (
        select(c.id, t.source.c.name, t.entry.c.uuid, c.since, c.sha256, c.pointer, c.hash, c.body)
        .join(t.source, t.source.c.id == c.source_id)
        .join(t.entry, t.entry.c.id == c.entry_id)
    )


def _standings() -> Select[Any]:
    s, r = t.standing.c, t.record.c
    return (
        select(s.id, t.source.c.name, r.kind, r.identifier, s.run_id, s.at, s.state, s.why, s.by, s.note)
        .join(t.record, r.id == s.record_id)
        .join(t.source, t.source.c.id == r.source_id)
    )


def _observations() -> Select[Any]:
    o = t.observation.c
    return select(
        o.id,
        t.address.c.url,
        o.role,
        o.at,
        o.vantage,
        o.answer,
        o.status,
        o.failure,
        o.discount,
        o.content,
        o.sha256,
        o.facts,
    ).join(t.address, t.address.c.id == o.address_id)


def _publisher_assessments() -> Select[Any]:
    p = t.publisher_assessment.c
    return select(p.id, p.publisher, p.at, p.rubric, p.cause, p.value, p.coverage, p.body)


def _events() -> Select[Any]:
    e = t.event.c
    return select(
        e.id, e.publisher, e.at, e.verb, e.iri, e.catalogue, e.version_id, e.digest, e.linked, e.body
    )


_QUERIES: Final[Mapping[str, Select[Any]]] = {
    kind: query().order_by(table.c.id)
    for kind, table, query in (
        ("run", t.run, _runs),
        ("acceptance", t.run, _acceptances),
        ("page", t.page, _pages),
        ("version", t.version, _versions),
        ("copy", t.copy, _copies),
        ("standing", t.standing, _standings),
        ("observation", t.observation, _observations),
        ("publisher_assessment", t.publisher_assessment, _publisher_assessments),
        ("event", t.event, _events),
    )
}


def _troubles(connection: Connection, where: ColumnElement[bool]) -> Iterator[Leaf]:
    """Give one leaf for all the troubles of a run; its key is the run."""
    c = t.trouble.c
    query = select(c.run_id, c.kind, c.pointer, c.detail).where(where).order_by(c.run_id, c.id)
    for run_id, rows in groupby(_rows(connection, query), lambda row: row.run_id):
        yield Leaf(run_id, _digest([line_of(row[1:]) for row in rows]))


def _assessments(connection: Connection, where: ColumnElement[bool]) -> Iterator[Leaf]:
    found = _rows(connection, _judged().where(where))
    for rows in portions(found, AT_ONCE):
        findings = _findings(connection, [row.id for row in rows])
        for row in rows:
            of_row, packed = findings.get(row.id, []), row.verdicts
            content = b"" if packed is None else _content(packed)  # opened once, for digest and marks
            line = line_of([*row[1:-1], None if packed is None else sha256(content).hexdigest()])
            marks = ",".join("".join(map(_mark, some)) for some in (of_row, _verdicts(content)))
            yield Leaf(row.id, _digest([line, *of_row]), marks)


def _judged() -> Select[Any]:
    a = t.assessment.c
    return (
        select(
            a.id, t.entry.c.uuid, a.version_id, a.run_id, a.at, a.rules, a.rubric, a.rubric_sha256,
            a.published, a.waits_for_facts, a.score, a.coverage, a.label, a.record_hash, a.sha256, a.pointer,
            a.read_in, a.verdicts,
        )
        .join(t.version, t.version.c.id == a.version_id)
        .join(t.entry, t.entry.c.id == t.version.c.entry_id)
        .order_by(a.id)
    )  # fmt: skip


def _findings(connection: Connection, assessments: list[int]) -> dict[int, list[bytes]]:
    """Give the canonical lines of the findings of each assessment."""
    f = t.finding.c
    query = select(f.assessment_id, f.rule, f.layer, f.severity, f.fault, f.focus, f.path, f.value)
    found: dict[int, list[bytes]] = {}
    for of, *values in connection.execute(query.where(f.assessment_id.in_(assessments)).order_by(f.id)):
        found.setdefault(of, []).append(orjson.dumps(values))
    return found


def _verdicts(content: bytes) -> list[bytes]:
    """Give the canonical lines of verdicts; none where they cannot be read, which the digest shows."""
    try:
        return list(map(orjson.dumps, orjson.loads(content)))
    except (orjson.JSONDecodeError, TypeError):
        return []


def _mark(line: bytes) -> str:
    return f"{zlib.crc32(line) & 0xFFFF:04x}"


class _Maker(Protocol):
    def __call__(self, connection: Connection, where: ColumnElement[bool]) -> Iterator[Leaf]: ...


_MAKERS: Final[Mapping[str, _Maker]] = {"trouble": _troubles, "assessment": _assessments}
