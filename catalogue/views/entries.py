"""One entry as it stands, with all that explains it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from catalogue.charter import Verdict
from catalogue.model import Note, Reason
from catalogue.packing import unpack
from catalogue.profile import Finding
from catalogue.store import tables as t
from catalogue.store.assessments import findings_kept, unpack_verdicts
from catalogue.store.keeping import unpack_reasons
from catalogue.views.current import of_record, shared_evidence

__all__ = ["EntryView", "Explained", "explained", "find_entries"]


@dataclass(slots=True, kw_only=True)
class EntryView:
    """One entry as it stands now, with everything that explains it."""

    uuid: str
    iri: str
    kind: str
    publisher: str
    source: str
    protocol: str
    address: str
    """Of the source: how and where it is harvested."""
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


def find_entries(connection: Connection, wanted: str, limit: int = 20) -> list[EntryView]:
    """Find entries by UUID, IRI, source identifier, or a part of the title."""
    own = t.entry.c.replaced_by.is_(None)
    named = (t.record.c.identifier == wanted) & own
    exact = (t.entry.c.uuid == wanted) | (t.entry.c.iri == wanted) | named
    rows = connection.execute(_whole().where(exact)).all()
    if not rows:
        alike = t.version.c.title.icontains(wanted, autoescape=True) | t.entry.c.uuid.startswith(
            wanted, autoescape=True
        )
        rows = connection.execute(_whole().where(alike, own).order_by(t.version.c.title).limit(limit)).all()
    return [_view(connection, row) for row in rows]


_ASKED: Final = (t.source.c.protocol, t.source.c.url)


class Explained(NamedTuple):
    """What explains one version of an entry, without how it was judged."""

    reasons: dict[str, list[Reason]]
    notes: list[Note]
    body: bytes
    """N-Triples"""


def explained(connection: Connection, uuid: str) -> Explained:
    """Give what explains an entry as it stands."""
    present = t.entry.join(t.version, t.version.c.id == t.entry.c.version_id)
    query = select(t.version.c.reasons, t.version.c.body).select_from(present).where(t.entry.c.uuid == uuid)
    row = connection.execute(query).one()
    return Explained(*unpack_reasons(row.reasons), unpack(row.body))


def _whole() -> Select[Any]:
    record, payload, _ = of_record()
    return (
        select(
            record.label("judged_record"),
            payload.label("judged_payload"),
            t.entry,
            t.version,
            t.assessment,
            t.record.c.identifier,
            t.source.c.name.label("source_name"),
            *_ASKED,
        )
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
    )


def _view(connection: Connection, row: Row[Any]) -> EntryView:
    of = row._mapping  # noqa: SLF001  SQLAlchemy's public mapping of a row

    reasons, notes = unpack_reasons(of[t.version.c.reasons])
    assessment = of[t.assessment.c.id]
    shared = shared_evidence(of["judged_record"], of["judged_payload"], of[t.assessment.c.at])
    return EntryView(
        uuid=of[t.entry.c.uuid],
        iri=of[t.entry.c.iri],
        kind=of[t.entry.c.kind],
        publisher=of[t.entry.c.publisher],
        source=of["source_name"],
        protocol=of[t.source.c.protocol],
        address=of[t.source.c.url],
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
        body=unpack(of[t.version.c.body]).decode(),
        reasons=reasons,
        notes=notes,
        findings=findings_kept(connection, [assessment]).get(assessment, []),
        verdicts=sorted(unpack_verdicts(of[t.assessment.c.verdicts], shared), key=lambda one: one.check),
    )
