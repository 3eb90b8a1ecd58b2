"""The road of one dataset, for a batch: record → entry → graph → findings → verdicts.

Pure: no network, no clock, no database. The nightly run, the one-off check and the benchmark walk this same
road; they differ in where records come from and where results go.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, NamedTuple

import mappings
from catalogue.charter import judge_apart, score
from catalogue.graph import Blocks, Member, content_hashes, entry_blocks, members, neighbours, statements
from catalogue.model import Entry, Moment, Note, Record
from catalogue.packing import pack
from catalogue.profile import Finding, assess, gate
from catalogue.store import Judged, pack_reasons
from catalogue.store.places import Place, places
from catalogue.testimony import NOTHING, Answers, Former, Testimony
from harvester.runs.rules import Rules
from harvester.runs.stopwatch import Stopwatch

__all__ = [
    "Given",
    "Road",
    "Walked",
    "declared",
    "from_notes",
    "moment",
    "waits_for_facts",
    "with_present",
]

FACTS_OF_PUBLISHER: Final = (
    "-contact-point-missing",
    "-publisher-missing",
    "-untagged",
    "agent-name-missing",
)
"""Endings of the rules that the facts in a publisher's file satisfy."""


class Given(NamedTuple):
    """A record to be judged, and what is known of its entry."""

    record: Record
    first_seen: datetime | None
    """``None`` for one that is new."""
    testimony: Testimony = NOTHING
    """What was known of it up to now, the version that is made of this record not included."""


class Walked(NamedTuple):
    entries: list[Judged]
    seconds: dict[str, float]
    """Per stage; where it was walked beside this process, so were these spent."""


class _Sheet(NamedTuple):
    """What is kept of an entry whatever is found of it."""

    hash: str
    said: str
    members: list[Member]
    named: list[Place]
    body: bytes
    reasons: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """The way from record to verdict under one set of rules, at one moment."""

    rules: Rules
    context: mappings.Context
    now: datetime
    answers: Answers | None = None
    """What people attested to; ``None`` where nobody looked."""

    def walk(self, batch: Sequence[Given]) -> Walked:
        """Translate, validate and judge a batch; validation is one call for all of it."""
        watch = Stopwatch()
        with watch.time("translate"):
            entries = [mappings.translate(given.record, self.context) for given in batch]
        with watch.time("graph"):
            blocks = [self._graph(entry, given) for entry, given in zip(entries, batch, strict=True)]
        with ThreadPoolExecutor(1) as beside:
            # The engine frees the interpreter's lock, for what waits for no finding.
            assessed = beside.submit(assess, blocks, self.rules.validator, neighbours(blocks))
            with watch.time("pack"):
                sheets = [_sheet(*one) for one in zip(entries, blocks, strict=True)]
            with watch.time("validate"):
                findings = assessed.result()
        with watch.time("judge"):
            judged = [self._judged(*one) for one in zip(batch, entries, sheets, findings, strict=True)]
        return Walked(judged, watch.seconds)

    def _graph(self, entry: Entry, given: Given) -> Blocks:
        issued, modified = moment(given.first_seen or self.now), moment(self.now)
        return entry_blocks(entry, issued=issued, modified=modified, profile=self.rules.profile)

    def _judged(self, given: Given, entry: Entry, sheet: _Sheet, found: list[Finding]) -> Judged:
        rules, record = self.rules, given.record
        findings = [*found, *from_notes(record, entry)]
        now = Former(at=self.now, modified=declared(entry), content=sheet.said, record=record.hash)
        testimony = self._testimony(with_present(given.testimony, now), entry)
        verdicts = judge_apart(
            entry,
            record,
            findings,
            at=self.now,
            rubric=rules.rubric,
            testimony=testimony,
            facts=rules.facts,
        )
        published = gate(findings, rules.gate)
        return Judged(
            identity=entry.identity,
            kind=record.kind,
            record_hash=record.hash,
            payload=record.payload,
            pointer=record.pointer,
            modified=now.modified,
            title=entry.resource.title[0].value if entry.resource.title else "",
            findings=findings,
            verdicts=verdicts,
            score=score(verdicts, rules.rubric),
            published=published,
            waits_for_facts=not published and rules.facts is None and waits_for_facts(findings, rules.gate),
            rubric_sha256=rules.rubric.digest,
            **sheet._asdict(),
        )

    def _testimony(self, known: Testimony, entry: Entry) -> Testimony:
        """Add what was attested to: it hangs on the themes of the entry."""
        if self.answers is None:
            return known
        return replace(known, attestations=self.answers.of(entry.identity.uuid, entry.resource.themes))


def _sheet(entry: Entry, blocks: Blocks) -> _Sheet:
    body = statements(blocks)
    return _Sheet(
        *content_hashes(blocks),
        members(blocks),
        places(body),
        pack(body),
        pack_reasons(entry.reasons, entry.notes),
    )


def declared(entry: Entry) -> str:
    """Give the moment of the last change as the entry declares it itself; empty where it does not."""
    said = entry.resource.modified
    return said.lexical if said else ""


def with_present(testimony: Testimony, now: Former) -> Testimony:
    """Add the version that is being judged to the history of its entry, where it says anything new."""
    history = testimony.history
    if history is None:
        return testimony
    last = history.versions[-1] if history.versions else None
    if last and (last.record == now.record or (last.content, last.modified) == (now.content, now.modified)):
        return testimony
    return replace(testimony, history=replace(history, versions=(*history.versions, now)))


def moment(time: datetime) -> Moment:
    """Write a time as xsd:dateTime in UTC, to the second."""
    return Moment(time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "dateTime")


def waits_for_facts(findings: Iterable[Finding], layers: Collection[str]) -> bool:
    """Tell whether only facts of a publisher's file are missing: contact, publisher, language."""
    blocking = [one.rule for one in findings if one.severity == "error" and one.layer in layers]
    return bool(blocking) and all(rule.endswith(FACTS_OF_PUBLISHER) for rule in blocking)


def from_notes(record: Record, entry: Entry) -> Iterator[Finding]:
    """Turn what the mapping could not use, and what was lost of the record, into findings."""
    for note in (*entry.notes, *(Note("record-damaged", record.pointer, lost) for lost in record.damage)):
        kind = mappings.note_kind(note.code)
        yield Finding(
            rule=note.code,
            layer="mapping",
            severity=kind.severity,
            focus=entry.identity.iri,
            path=note.pointer,
            value=note.original,
            fault=kind.fault,
        )
