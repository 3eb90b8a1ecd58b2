"""What was judged of a version of an entry: its findings, its verdicts with their evidence, its score.

An assessment is written once and never altered. Its verdicts lie packed in it: one row for each took thirty
times as long to write and fourteen times the room, and nobody asks for one without the others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, bindparam, select, update

from catalogue.charter import Fault, Outcome, Rubric, Score, Verdict
from catalogue.charter.verdict import SharedVerdict
from catalogue.packing import pack, unpack
from catalogue.profile import Finding
from catalogue.store import tables as t
from catalogue.store.runs import RunKey
from catalogue.store.writing import insert, unless_kept

__all__ = [
    "Assessed",
    "Judgement",
    "findings_kept",
    "keep_again_judged",
    "keep_assessments",
    "keep_rubric",
    "pack_verdicts",
    "rubric_kept",
    "unpack_verdicts",
]

SHARED_EVIDENCE: Final = frozenset({"payload", "record", "time"})
"""Equal in all verdicts of an entry, and kept once: in its assessment, or in the version that it is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """All that was found and judged of an entry, and of which record."""

    record_hash: str
    payload: str
    pointer: str
    findings: Sequence[Finding]
    verdicts: Sequence[Verdict]
    score: Score
    published: bool
    waits_for_facts: bool
    rubric_sha256: str = ""
    """Of the text of the rubric."""


class Judgement(NamedTuple):
    """How an entry is judged now, and of which version of it."""

    entry_id: int
    version_id: int
    read_in: int
    """The run that read the record."""
    assessed: Assessed


def keep_assessments(  # noqa: PLR0917  the columns of one row
    connection: Connection,
    key: RunKey,
    assessed: Sequence[Assessed],
    versions: Sequence[tuple[int, int | None]],
    rules: str,
    now: datetime,
) -> list[int]:
    """Store how versions are judged; give the keys of the assessments.

    Each version comes with the run that read the record now judged, or ``None`` where the version was made
    of that very record in this run.
    """
    rows = [
        _row(key, one, version, read_in, rules=rules, now=now)
        for one, (version, read_in) in zip(assessed, versions, strict=True)
    ]
    made = insert(connection, t.assessment, rows)
    _keep_findings(connection, assessed, made)
    return made


def keep_again_judged(
    connection: Connection,
    key: RunKey,
    judged: Sequence[Judgement],
    *,
    rules: str,
    now: datetime,
) -> None:
    """Store how entries are judged now, of versions that stay what they are."""
    versions = [(one.version_id, one.read_in) for one in judged]
    made = keep_assessments(connection, key, [one.assessed for one in judged], versions, rules, now)
    if made:
        pointers = [
            {"entry": one.entry_id, "a": assessment} for one, assessment in zip(judged, made, strict=True)
        ]
        connection.execute(_POINT, pointers)


_POINT: Final = update(t.entry).where(t.entry.c.id == bindparam("entry")).values(assessment_id=bindparam("a"))


def _row(
    key: RunKey, one: Assessed, version: int, read_in: int | None, *, rules: str, now: datetime
) -> dict[str, Any]:
    own = read_in is None
    return {
        "version_id": version,
        "run_id": key.run_id,
        "at": now,
        "rules": rules,
        "rubric": one.score.rubric,
        "rubric_sha256": one.rubric_sha256,
        "published": one.published,
        "waits_for_facts": one.waits_for_facts,
        "score": one.score.value,
        "coverage": one.score.coverage,
        "label": one.score.label,
        "record_hash": "" if own else one.record_hash,
        "sha256": "" if own else one.payload,
        "pointer": "" if own else one.pointer,
        "read_in": read_in,
        "verdicts": pack_verdicts(one.verdicts),
    }


def _keep_findings(connection: Connection, assessed: Sequence[Assessed], assessments: Sequence[int]) -> None:
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
        for one, assessment in zip(assessed, assessments, strict=True)
        for finding in one.findings
    ]
    if rows:
        connection.execute(t.finding.insert(), rows)


def pack_verdicts(verdicts: Iterable[Verdict]) -> bytes:
    """Write verdicts as they are kept, in their order, without what the assessment says for all of them."""
    return pack(orjson.dumps([_written(one) for one in verdicts]))


def _written(one: Verdict) -> object:
    """Give a verdict as it is to be written; one that many entries share is written only once."""
    if not isinstance(one, SharedVerdict):
        return _plain(one)
    if one.written is None:
        # Copied, as orjson hands bytes out in the 4 KB that it wrote them in.
        one.written = orjson.Fragment(bytes(memoryview(orjson.dumps(_plain(one)))))
    return one.written


def _plain(one: Verdict) -> tuple[object, ...]:
    check, principle, outcome, value, fault, evidence, reason = one
    if not SHARED_EVIDENCE.isdisjoint(evidence):
        evidence = {name: value for name, value in evidence.items() if name not in SHARED_EVIDENCE}
    return (check, principle, outcome, value, fault, reason, evidence)


def unpack_verdicts(packed: bytes | None, shared: Mapping[str, Any] | None = None) -> list[Verdict]:
    """Read verdicts as they were kept; ``shared`` is the evidence that is the same for all of them."""
    if packed is None:
        return []
    return [
        Verdict(check, principle, Outcome(outcome), value, Fault(fault), {**(shared or {}), **own}, reason)
        for check, principle, outcome, value, fault, reason, own in orjson.loads(unpack(packed))
    ]


def findings_kept(connection: Connection, assessments: Sequence[int]) -> dict[int, list[Finding]]:
    """Give the findings of some assessments, by their key; those without any are left out."""
    f = t.finding.c
    columns = (f.rule, f.layer, f.severity, f.focus, f.path, f.value, f.fault)
    found: dict[int, list[Finding]] = {}
    query = select(f.assessment_id, *columns).where(f.assessment_id.in_(assessments)).order_by(f.id)
    for assessment, *finding in connection.execute(query):
        found.setdefault(assessment, []).append(Finding(*finding))
    return found


def keep_rubric(connection: Connection, rubric: Rubric, now: datetime) -> None:
    """Keep the text of a rubric that judges something, once: a version alone does not say what it was."""
    known = select(t.rubric.c.sha256).where(t.rubric.c.sha256 == rubric.digest)
    if connection.execute(known).first() is None:
        text = pack(rubric.text.encode())
        connection.execute(
            unless_kept(connection, t.rubric).values(
                sha256=rubric.digest, version=rubric.version, text=text, first_used=now
            )
        )


def rubric_kept(connection: Connection, sha256: str) -> str | None:
    """Give the text of a rubric that judged something; ``None`` when it was never kept."""
    text = connection.execute(select(t.rubric.c.text).where(t.rubric.c.sha256 == sha256)).scalar()
    return None if text is None else unpack(text).decode()
