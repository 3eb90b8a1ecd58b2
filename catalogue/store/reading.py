"""Reading the store: what stands for a publisher now, and all that is known of one entry."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Row, Select, func, select

from catalogue.charter import Fault, Outcome, Verdict
from catalogue.graph import Member
from catalogue.model import Content, Dialect, Kind, Note, Protocol, Reason, Source
from catalogue.profile import Finding
from catalogue.store import tables as t

__all__ = [
    "EntryView",
    "FindingCount",
    "FindingPlace",
    "Standing",
    "TroubleCount",
    "count_findings",
    "find_entries",
    "finding_places",
    "published_bodies",
    "published_members",
    "publishers_kept",
    "scores_of",
    "source_catalogue",
    "standing",
    "troubles_of",
    "verdicts_of",
]


class Standing(NamedTuple):
    """How many entries of a publisher stand, and how."""

    entries: int
    published: int
    held_back: int
    waiting_for_facts: int


class FindingCount(NamedTuple):
    rule: str
    layer: str
    severity: str
    fault: str
    entries: int
    places: int


class FindingPlace(NamedTuple):
    """One finding, and the entry that has it."""

    rule: str
    layer: str
    severity: str
    fault: str
    path: str
    value: str
    entry: str
    """UUID"""
    identifier: str
    """What the source calls it."""
    title: str
    published: bool
    waits_for_facts: bool


class TroubleCount(NamedTuple):
    kind: str
    pointer: str
    detail: str


@dataclass(slots=True, kw_only=True)
class EntryView:
    """One entry as it stands now, with everything that explains it."""

    uuid: str
    iri: str
    kind: str
    publisher: str
    source: str
    identifier: str
    title: str
    first_seen: datetime
    valid_from: datetime
    withdrawn_at: datetime | None
    published: bool
    score: float | None
    coverage: float
    label: str
    payload: str
    pointer: str
    body: str
    """N-Triples"""
    reasons: dict[str, list[Reason]]
    notes: list[Note]
    findings: list[Finding]
    verdicts: list[Verdict]


def standing(connection: Connection, publisher: str) -> Standing:
    """Count the entries of a publisher: published and held back together are all of them."""
    query = _current(
        func.count(), t.assessment.c.published, t.assessment.c.waits_for_facts, publisher=publisher
    )
    rows = connection.execute(query.group_by(t.assessment.c.published, t.assessment.c.waits_for_facts)).all()
    published = sum(count for count, is_published, _ in rows if is_published)
    entries = sum(count for count, _, _ in rows)
    waiting = sum(count for count, is_published, waits in rows if waits and not is_published)
    return Standing(entries, published, entries - published, waiting)


def count_findings(connection: Connection, publisher: str) -> list[FindingCount]:
    """Count present findings by rule, the most widespread first."""
    kinds = (t.finding.c.rule, t.finding.c.layer, t.finding.c.severity, t.finding.c.fault)
    entries = func.count(t.entry.c.id.distinct())
    query = _current(*kinds, entries, func.count(), publisher=publisher).join(
        t.finding,
        t.finding.c.assessment_id == t.assessment.c.id,
    )
    rows = connection.execute(query.group_by(*kinds).order_by(entries.desc(), t.finding.c.rule))
    return [FindingCount(*row) for row in rows]


def finding_places(connection: Connection, publisher: str) -> Iterator[FindingPlace]:
    """Give every present finding of a publisher with its entry, entry by entry, a few at a time."""
    f, a = t.finding.c, t.assessment.c
    said = (f.rule, f.layer, f.severity, f.fault, f.path, f.value)
    of_entry = (t.entry.c.uuid, t.record.c.identifier, t.version.c.title, a.published, a.waits_for_facts)
    query = (
        _current(*said, *of_entry, publisher=publisher)
        .join(t.finding, f.assessment_id == a.id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
    )
    rows = connection.execution_options(yield_per=1000).execute(query.order_by(t.entry.c.id, f.id))
    for row in rows:
        yield FindingPlace(*row)


def verdicts_of(connection: Connection, publisher: str) -> Iterator[list[Verdict]]:
    """Give the present verdicts of each entry of a publisher, a few entries at a time."""
    v = t.verdict.c
    columns = (v.assessment_id, v.check, v.principle, v.outcome, v.value, v.fault, v.evidence, v.reason)
    query = _current(*columns, publisher=publisher).join(t.verdict, v.assessment_id == t.assessment.c.id)
    rows = connection.execution_options(yield_per=1000).execute(query.order_by(v.assessment_id, v.id))
    for _, group in groupby(rows, key=itemgetter(0)):
        yield [_verdict(row) for row in group]


def scores_of(connection: Connection, publisher: str) -> list[tuple[float | None, float]]:
    """Give (score, coverage) of each present entry."""
    query = _current(t.assessment.c.score, t.assessment.c.coverage, publisher=publisher)
    return [(score, coverage) for score, coverage in connection.execute(query)]


def published_members(connection: Connection, publisher: str) -> list[Member]:
    """List what the feed of a publisher registers, in the order of the feed."""
    query = _current(t.version.c.members, publisher=publisher)
    rows = connection.execute(query.where(t.assessment.c.published).order_by(t.entry.c.iri))
    found = (one for (members,) in rows for one in orjson.loads(members))
    return [Member(Kind(kind), iri, record_iri) for kind, iri, record_iri in found]


def published_bodies(connection: Connection, publisher: str) -> Iterator[bytes]:
    """Give the N-Triples of each published entry, in the order of the feed, a few at a time."""
    query = _current(t.version.c.body, publisher=publisher)
    rows = connection.execution_options(yield_per=200).execute(
        query.where(t.assessment.c.published).order_by(t.entry.c.iri),
    )
    for (body,) in rows:
        yield zlib.decompress(body)


def troubles_of(connection: Connection, run_id: int) -> list[TroubleCount]:
    """List each record of a run that is not an entry, with its reason."""
    query = select(t.trouble.c.kind, t.trouble.c.pointer, t.trouble.c.detail).where(
        t.trouble.c.run_id == run_id
    )
    return [TroubleCount(*row) for row in connection.execute(query.order_by(t.trouble.c.id))]


def source_catalogue(connection: Connection, publisher: str) -> tuple[Source, Content, Dialect | None] | None:
    """Give the newest source of a publisher, what it says of its catalogue, and in which dialect."""
    query = select(t.source).where(t.source.c.publisher == publisher)
    row = connection.execute(query.order_by(t.source.c.catalogue.is_(None), t.source.c.id.desc())).first()
    if row is None:
        return None
    source = Source(name=row.name, publisher=row.publisher, protocol=Protocol(row.protocol), url=row.url)
    return source, orjson.loads(row.catalogue or b"{}"), Dialect(row.dialect) if row.dialect else None


def publishers_kept(connection: Connection) -> list[str]:
    """List the publishers that the store has entries of."""
    return list(
        connection.execute(select(t.entry.c.publisher).distinct().order_by(t.entry.c.publisher)).scalars()
    )


def find_entries(connection: Connection, wanted: str, limit: int = 20) -> list[EntryView]:
    """Find entries by UUID, IRI, source identifier, or a part of the title."""
    exact = (t.entry.c.uuid == wanted) | (t.entry.c.iri == wanted) | (t.record.c.identifier == wanted)
    rows = connection.execute(_whole().where(exact)).all()
    if not rows:
        alike = t.version.c.title.icontains(wanted, autoescape=True) | t.entry.c.uuid.startswith(
            wanted, autoescape=True
        )
        rows = connection.execute(_whole().where(alike).order_by(t.version.c.title).limit(limit)).all()
    return [_view(connection, row) for row in rows]


def _current(*columns: Any, publisher: str) -> Select[Any]:  # noqa: ANN401  any mixture of column expressions
    return (
        select(*columns)
        .select_from(t.entry)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .where(t.entry.c.publisher == publisher, t.entry.c.withdrawn_at.is_(None))
    )


def _whole() -> Select[Any]:
    return (
        select(t.entry, t.version, t.assessment, t.record.c.identifier, t.source.c.name.label("source_name"))
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
    )


def _view(connection: Connection, row: Row[Any]) -> EntryView:
    of = row._mapping  # noqa: SLF001  SQLAlchemy's public mapping of a row
    why = orjson.loads(zlib.decompress(of[t.version.c.reasons]))
    verdicts = _verdicts(connection, of[t.assessment.c.id])
    shared = {
        "payload": of[t.version.c.sha256],
        "record": of[t.version.c.record_hash],
        "time": of[t.assessment.c.at].isoformat(),
    }
    return EntryView(
        uuid=of[t.entry.c.uuid],
        iri=of[t.entry.c.iri],
        kind=of[t.entry.c.kind],
        publisher=of[t.entry.c.publisher],
        source=of["source_name"],
        identifier=of[t.record.c.identifier],
        title=of[t.version.c.title],
        first_seen=of[t.entry.c.first_seen],
        valid_from=of[t.version.c.valid_from],
        withdrawn_at=of[t.entry.c.withdrawn_at],
        published=of[t.assessment.c.published],
        score=of[t.assessment.c.score],
        coverage=of[t.assessment.c.coverage],
        label=of[t.assessment.c.label],
        payload=of[t.version.c.sha256],
        pointer=of[t.version.c.pointer],
        body=zlib.decompress(of[t.version.c.body]).decode(),
        reasons={path: [Reason(*one) for one in reasons] for path, reasons in why["reasons"].items()},
        notes=[Note(*one) for one in why["notes"]],
        findings=_findings(connection, of[t.assessment.c.id]),
        verdicts=[verdict._replace(evidence=shared | verdict.evidence) for verdict in verdicts],
    )


def _verdict(row: Sequence[Any]) -> Verdict:
    _, check, principle, outcome, value, fault, evidence, reason = row
    return Verdict(check, principle, Outcome(outcome), value, Fault(fault), orjson.loads(evidence), reason)


def _findings(connection: Connection, assessment: int) -> list[Finding]:
    f = t.finding.c
    columns = (f.rule, f.layer, f.severity, f.focus, f.path, f.value, f.fault)
    rows = connection.execute(select(*columns).where(f.assessment_id == assessment).order_by(f.id))
    return [Finding(*row) for row in rows]


def _verdicts(connection: Connection, assessment: int) -> list[Verdict]:
    v = t.verdict.c
    columns = (v.assessment_id, v.check, v.principle, v.outcome, v.value, v.fault, v.evidence, v.reason)
    query = select(*columns).where(v.assessment_id == assessment).order_by(v.check)
    return [_verdict(row) for row in connection.execute(query)]
