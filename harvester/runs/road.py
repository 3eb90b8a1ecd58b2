"""The road of one dataset, for a batch: record → entry → graph → findings → verdicts.

Pure: no network, no clock, no database. The nightly run, the one-off check and the benchmark walk this same
road; they differ in where records come from and where results go.
"""

import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NamedTuple

import mappings
from catalogue.charter import judge, score
from catalogue.graph import Blocks, content_hash, entry_blocks, members, neighbours, statements
from catalogue.model import Entry, Moment, Note, Record
from catalogue.profile import Finding, Validator, assess, gate
from catalogue.store import Judged, Known
from harvester.runs.rules import Rules

__all__ = ["Draft", "Examined", "describe", "examine", "judge_batch", "moment", "waits_for_facts"]

FACTS_OF_PUBLISHER: Final = ("-contact-point-missing", "-publisher-missing", "-untagged")
"""Endings of the rules that the facts in a publisher's file satisfy."""


@dataclass(slots=True)
class Draft:
    """An entry that has been described and waits to be judged."""

    record: Record
    known: Known | None
    entry: Entry
    blocks: Blocks


class Examined(NamedTuple):
    """What another thread made of a draft."""

    findings: list[Finding]
    body: bytes
    """N-Triples, zlib."""


def describe(
    record: Record, known: Known | None, context: mappings.Context, rules: Rules, now: datetime
) -> Draft:
    """Translate a record and write its graph."""
    entry = mappings.translate(record, context)
    first_seen = (known and known.first_seen) or now
    blocks = entry_blocks(entry, issued=moment(first_seen), modified=moment(now), profile=rules.profile)
    return Draft(record, known, entry, blocks)


def examine(drafts: Sequence[Draft], validator: Validator) -> list[Examined]:
    """Validate and pack a batch: work that leaves Python's lock free, and so is for another thread."""
    blocks = [draft.blocks for draft in drafts]
    findings = assess(blocks, validator, neighbours(blocks))
    bodies = [zlib.compress(statements(one), 1) for one in blocks]
    return [Examined(*one) for one in zip(findings, bodies, strict=True)]


def judge_batch(
    drafts: Sequence[Draft],
    examined: Sequence[Examined],
    rules: Rules,
    now: datetime,
) -> list[Judged]:
    """Give each described entry its verdicts, its score and whether it may be published."""
    return [_judged(draft, found, rules, now) for draft, found in zip(drafts, examined, strict=True)]


def moment(time: datetime) -> Moment:
    """Write a time as xsd:dateTime in UTC, to the second."""
    return Moment(time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "dateTime")


def waits_for_facts(findings: Iterable[Finding], layers: Collection[str]) -> bool:
    """Tell whether only facts of a publisher's file are missing: contact, publisher, language."""
    blocking = [one.rule for one in findings if one.severity == "error" and one.layer in layers]
    return bool(blocking) and all(rule.endswith(FACTS_OF_PUBLISHER) for rule in blocking)


def _judged(draft: Draft, examined: Examined, rules: Rules, now: datetime) -> Judged:
    findings = [*examined.findings, *_from_notes(draft)]
    verdicts = judge(draft.entry, draft.record, findings, at=now, rubric=rules.rubric)
    published = gate(findings, rules.gate)
    return Judged(
        record=draft.record,
        entry=draft.entry,
        known=draft.known,
        body=examined.body,
        hash=content_hash(draft.blocks),
        members=members(draft.blocks),
        findings=findings,
        verdicts=verdicts,
        score=score(verdicts, rules.rubric),
        published=published,
        waits_for_facts=not published and rules.facts is None and waits_for_facts(findings, rules.gate),
    )


def _from_notes(draft: Draft) -> list[Finding]:
    notes = [
        *draft.entry.notes,
        *(Note("record-damaged", draft.record.pointer, lost) for lost in draft.record.damage),
    ]
    return [_from_note(note, draft.entry.identity.iri) for note in notes]


def _from_note(note: Note, focus: str) -> Finding:
    kind = mappings.note_kind(note.code)
    return Finding(
        rule=note.code,
        layer="mapping",
        severity=kind.severity,
        focus=focus,
        path=note.pointer,
        value=note.original,
        fault=kind.fault,
    )
