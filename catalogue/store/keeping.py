"""Keeping a batch of judged entries: records, entries, versions, assessments, findings, verdicts.

One call is one transaction of the caller: a batch is in the store wholly or not at all. A version is
written once and never altered; equal content makes no new version.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Table, bindparam, select, update

from catalogue.charter import Score, Verdict
from catalogue.graph import Member
from catalogue.model import Entry, Record
from catalogue.profile import Finding
from catalogue.store import tables as t
from catalogue.store.runs import Known, RunKey

__all__ = ["PRESENT", "SUSPECT", "WITHDRAWN", "Judged", "keep_batch", "mark_seen", "owned_elsewhere"]

PRESENT: Final = "present"
SUSPECT: Final = "suspect"
WITHDRAWN: Final = "withdrawn"
SHARED_EVIDENCE: Final = frozenset({"payload", "record", "time"})
"""Equal in all verdicts of an entry, and kept once: in its version and its assessment."""


@dataclass(slots=True, kw_only=True)
class Judged:
    """An entry with all that was found and judged of it in this run."""

    record: Record
    entry: Entry
    known: Known | None
    body: bytes
    """N-Triples with zlib, the catalogue record included."""
    hash: str
    members: Sequence[Member]
    """What it registers in the catalogue: itself and the services listed inside it."""
    findings: Sequence[Finding]
    verdicts: Sequence[Verdict]
    score: Score
    published: bool
    waits_for_facts: bool


def keep_batch(
    connection: Connection,
    key: RunKey,
    batch: Sequence[Judged],
    *,
    rules: str,
    now: datetime,
) -> None:
    """Store a batch. ``rules`` is the fingerprint of everything that translated and judged it."""
    if not batch:
        return
    records = _keep_records(connection, key, batch, rules)
    entries = _keep_entries(connection, batch, records, now)
    versions = _keep_versions(connection, key, batch, entries, now)
    assessments = _keep_assessments(connection, key, batch, versions, rules, now)
    _keep_findings(connection, batch, assessments)
    _keep_verdicts(connection, batch, assessments)
    connection.execute(
        _POINT,
        [
            {"entry": entry, "v": version, "a": assessment}
            for entry, version, assessment in zip(entries, versions, assessments, strict=True)
        ],
    )


def mark_seen(connection: Connection, key: RunKey, record_ids: Sequence[int]) -> None:
    """Note that unchanged records were seen by this run."""
    if record_ids:
        connection.execute(_SEEN, [{"record": one, "run": key.run_id} for one in record_ids])


def owned_elsewhere(connection: Connection, source_id: int, uuids: Sequence[str]) -> dict[str, str]:
    """Give, of these entries, those for which a record of another source stands, with its name."""
    query = (
        select(t.entry.c.uuid, t.source.c.name)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(t.entry.c.uuid.in_(uuids), t.record.c.source_id != source_id, t.entry.c.withdrawn_at.is_(None))
    )
    return dict(connection.execute(query).all())


_SEEN: Final = (
    update(t.record)
    .where(t.record.c.id == bindparam("record"))
    .values(seen_in=bindparam("run"), state=PRESENT)
)
_CHANGED: Final = (
    update(t.record)
    .where(t.record.c.id == bindparam("record"))
    .values(
        hash=bindparam("h"),
        rules=bindparam("r"),
        sha256=bindparam("s"),
        pointer=bindparam("p"),
        seen_in=bindparam("run"),
        state=PRESENT,
    )
)
_POINT: Final = (
    update(t.entry)
    .where(t.entry.c.id == bindparam("entry"))
    .values(version_id=bindparam("v"), assessment_id=bindparam("a"), withdrawn_at=None)
)


def _keep_records(connection: Connection, key: RunKey, batch: Sequence[Judged], rules: str) -> list[int]:
    fresh = [one.record for one in batch if one.known is None]
    ids = iter(_insert(connection, t.record, [_record_row(key, record, rules) for record in fresh]))
    changed = [
        {
            "record": one.known.record_id,
            "h": one.record.hash,
            "r": rules,
            "s": one.record.payload,
            "p": one.record.pointer,
            "run": key.run_id,
        }
        for one in batch
        if one.known is not None
    ]
    if changed:
        connection.execute(_CHANGED, changed)
    return [next(ids) if one.known is None else one.known.record_id for one in batch]


def _record_row(key: RunKey, record: Record, rules: str) -> dict[str, Any]:
    return {
        "source_id": key.source_id,
        "kind": str(record.kind),
        "identifier": record.identifier,
        "hash": record.hash,
        "rules": rules,
        "sha256": record.payload,
        "pointer": record.pointer,
        "seen_in": key.run_id,
        "state": PRESENT,
    }


def _keep_entries(
    connection: Connection, batch: Sequence[Judged], records: Sequence[int], now: datetime
) -> list[int]:
    known = _known_entries(connection, batch)
    rows = [
        _entry_row(one.entry, record_id, now)
        for one, record_id in zip(batch, records, strict=True)
        if one.entry.identity.uuid not in known
    ]
    known |= zip((row["uuid"] for row in rows), _insert(connection, t.entry, rows), strict=True)
    moved = [
        {"entry": known[one.entry.identity.uuid], "rec": record_id}
        for one, record_id in zip(batch, records, strict=True)
        if one.known is None
    ]
    if moved:
        connection.execute(_MOVE, moved)
    return [known[one.entry.identity.uuid] for one in batch]


_MOVE: Final = update(t.entry).where(t.entry.c.id == bindparam("entry")).values(record_id=bindparam("rec"))


def _known_entries(connection: Connection, batch: Sequence[Judged]) -> dict[str, int]:
    known = {
        one.entry.identity.uuid: one.known.entry_id
        for one in batch
        if one.known is not None and one.known.entry_id
    }
    unknown = [one.entry.identity.uuid for one in batch if one.entry.identity.uuid not in known]
    if unknown:
        query = select(t.entry.c.uuid, t.entry.c.id).where(t.entry.c.uuid.in_(unknown))
        known |= dict(connection.execute(query).all())
    return known


def _entry_row(entry: Entry, record_id: int, now: datetime) -> dict[str, Any]:
    return {
        "uuid": entry.identity.uuid,
        "iri": entry.identity.iri,
        "publisher": entry.identity.publisher,
        "kind": str(entry.kind),
        "record_id": record_id,
        "first_seen": now,
    }


def _keep_versions(
    connection: Connection,
    key: RunKey,
    batch: Sequence[Judged],
    entries: Sequence[int],
    now: datetime,
) -> list[int]:
    present = _present_versions(connection, [one for one in batch if one.known is not None])
    rows = [
        _version_row(key, one, entry, now)
        for one, entry in zip(batch, entries, strict=True)
        if present.get(entry, (None, None))[1] != one.hash
    ]
    made = dict(zip((row["entry_id"] for row in rows), _insert(connection, t.version, rows), strict=True))
    return [made[entry] if entry in made else present[entry][0] for entry in entries]


def _present_versions(connection: Connection, known: Sequence[Judged]) -> dict[int, tuple[int, str]]:
    ids = [one.known.entry_id for one in known if one.known is not None and one.known.entry_id is not None]
    if not ids:
        return {}
    query = (
        select(t.entry.c.id, t.version.c.id, t.version.c.hash)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .where(t.entry.c.id.in_(ids))
    )
    return {entry: (version, content) for entry, version, content in connection.execute(query)}


def _version_row(key: RunKey, one: Judged, entry: int, now: datetime) -> dict[str, Any]:
    title = one.entry.resource.title
    return {
        "entry_id": entry,
        "run_id": key.run_id,
        "valid_from": now,
        "hash": one.hash,
        "record_hash": one.record.hash,
        "sha256": one.record.payload,
        "pointer": one.record.pointer,
        "title": title[0].value if title else "",
        "members": orjson.dumps([tuple(member) for member in one.members]).decode(),
        "body": one.body,
        "reasons": zlib.compress(orjson.dumps(_plain(one.entry)), 1),
    }


def _plain(entry: Entry) -> Mapping[str, object]:
    reasons = {path: [tuple(reason) for reason in reasons] for path, reasons in entry.reasons.items()}
    return {"reasons": reasons, "notes": [tuple(note) for note in entry.notes]}


def _keep_assessments(  # noqa: PLR0917  the columns of one row
    connection: Connection,
    key: RunKey,
    batch: Sequence[Judged],
    versions: Sequence[int],
    rules: str,
    now: datetime,
) -> list[int]:
    rows = [
        {
            "version_id": version,
            "run_id": key.run_id,
            "at": now,
            "rules": rules,
            "rubric": one.score.rubric,
            "published": one.published,
            "waits_for_facts": one.waits_for_facts,
            "score": one.score.value,
            "coverage": one.score.coverage,
            "label": one.score.label,
        }
        for one, version in zip(batch, versions, strict=True)
    ]
    return _insert(connection, t.assessment, rows)


def _keep_findings(connection: Connection, batch: Sequence[Judged], assessments: Sequence[int]) -> None:
    rows = [
        {
            "assessment_id": assessment,
            "rule": finding.rule,
            "layer": finding.layer,
            "severity": finding.severity,
            "fault": finding.fault,
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
        }
        for one, assessment in zip(batch, assessments, strict=True)
        for finding in one.findings
    ]
    if rows:
        connection.execute(t.finding.insert(), rows)


def _keep_verdicts(connection: Connection, batch: Sequence[Judged], assessments: Sequence[int]) -> None:
    rows = [
        {
            "assessment_id": assessment,
            "check": verdict.check,
            "principle": verdict.principle,
            "outcome": str(verdict.outcome),
            "value": verdict.value,
            "fault": verdict.fault,
            "reason": verdict.reason,
            "evidence": orjson.dumps(_own(verdict.evidence)).decode(),
        }
        for one, assessment in zip(batch, assessments, strict=True)
        for verdict in one.verdicts
    ]
    if rows:
        connection.execute(t.verdict.insert(), rows)


def _own(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in evidence.items() if name not in SHARED_EVIDENCE}


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows and give their keys in the same order."""
    if not rows:
        return []
    statement = table.insert().returning(table.c.id, sort_by_parameter_order=True)
    return list(connection.execute(statement, rows).scalars())
