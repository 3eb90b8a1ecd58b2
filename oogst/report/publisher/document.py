"""The report on one publisher as plain data: the page, the JSON and the CSV all tell what stands here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from catalogue.charter import (
    Check,
    Label,
    Level,
    Outcome,
    PublisherPrinciple,
    PublisherScore,
    Rubric,
    Score,
    Verdict,
    check_text,
    fault_text,
    label_text,
    outcome_text,
    principle_text,
    state_text,
)
from oogst.report.texts import verdict_sentence
from oogst.screen import Speech

__all__ = ["JudgedEntry", "ReportFacts", "report_document"]

Document = dict[str, Any]
EXAMPLES: Final = 3
"""Entries shown as evidence of one check, for each way in which it is not met."""
NAMED: Final = 4
"""Things that are missing or wrong, as a remedy names them."""
SORTED: Final = tuple(Outcome)
SHORT: Final = {Outcome.FAIL, Outcome.PARTIAL}


class JudgedEntry(NamedTuple):
    """One entry with what was judged of it."""

    uuid: str
    iri: str
    identifier: str
    """What the source calls it."""
    title: str
    page: str
    """Where the source shows it, empty where that is not known."""
    published: bool
    score: Score
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What the report tells beside the scores."""

    publisher: str
    title: str
    at: datetime
    fixes: Sequence[Document] = ()
    history: Sequence[Document] = ()
    measures: Sequence[Document] = ()
    attestations: Sequence[Document] = ()
    probed: int = 0
    """Addresses that were ever asked."""


@dataclass(slots=True)
class _Check:
    """What came of one check over all entries."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[tuple[Outcome, str], list[Document]] = field(default_factory=dict)
    reasons: Counter[tuple[Outcome, str]] = field(default_factory=Counter)
    topics: Counter[str] = field(default_factory=Counter)
    short: Verdict | None = None
    """One that is not met, whose remedy speaks for all."""


def report_document(
    entries: Iterable[JudgedEntry], score: PublisherScore, rubric: Rubric, facts: ReportFacts, speech: Speech
) -> Document:
    """Gather the report; ``entries`` may be a stream."""
    checks: dict[str, _Check] = {check.id: _Check() for check in rubric.checks}
    listed = [_entry(one, checks, speech) for one in entries]
    for verdict in score.verdicts:
        _count(checks[verdict.check], verdict, None, speech)
    return {
        "publisher": facts.publisher,
        "title": facts.title,
        "at": facts.at.isoformat(),
        "language": speech.language,
        "rubric": {"version": rubric.version, "sha256": rubric.digest, "charter": rubric.charter.version},
        "statement": getattr(rubric.charter.statement, speech.language),
        "entries": score.entries,
        "score": score.value,
        "coverage": score.coverage,
        "assessable": score.assessable,
        "labels": _labels(score.labels, speech),
        "gates": _gates(score.gates, rubric, speech),
        "fixes": list(facts.fixes),
        "principles": [
            _principle(number, one, checks, rubric, speech) for number, one in score.principles.items()
        ],
        "attestations": list(facts.attestations),
        "history": list(facts.history),
        "measures": list(facts.measures),
        "probed": facts.probed,
        "listed": sorted(listed, key=lambda one: (one["score"] is None, one["score"] or 0, one["title"])),
    }


def _labels(labels: Mapping[Label, int], speech: Speech) -> list[Document]:
    return [
        {"label": str(label), "text": label_text(label, speech.language), "entries": labels[label]}
        for label in Label
        if labels.get(label)
    ]


def _gates(gates: Mapping[str, int], rubric: Rubric, speech: Speech) -> list[Document]:
    ordered = sorted(gates.items(), key=lambda gate: (-gate[1], gate[0]))
    return [
        {"check": name, "title": check_text(rubric.by_id[name], speech.language).title, "entries": count}
        for name, count in ordered
        if count
    ]


def _principle(
    number: int, one: PublisherPrinciple, checks: Mapping[str, _Check], rubric: Rubric, speech: Speech
) -> Document:
    text = principle_text(number, rubric, speech.language)
    return {
        "number": number,
        "title": speech.say(f"principle.{number}"),
        "text": text.sentence,
        "verbatim": rubric.principles[number - 1].nl,
        "official": text.official,
        "source": text.source,
        "state": str(one.state),
        "state_text": state_text(one.state, speech.language),
        "value": one.value,
        "automatic": one.numbers.automatic,
        "attested": one.numbers.attested,
        "confirmed": one.numbers.confirmed,
        "coverage": one.coverage,
        "entries": one.entries,
        "median": one.median,
        "share_good": one.share_good,
        "disputed": list(one.numbers.disputed),
        "checks": [
            _checked(check, checks[check.id], speech) for check in rubric.checks if check.principle == number
        ],
    }


def _checked(check: Check, found: _Check, speech: Speech) -> Document:
    words = check_text(check, speech.language, _typical(found))
    return {
        "check": check.id,
        "title": words.title,
        "remedy": words.remedy,
        "of_publisher": check.level is Level.PUBLISHER,
        "gate": check.gate,
        "weight": check.weight,
        "version": check.version,
        "rule": check.rule.name,
        "outcomes": {str(one): found.outcomes[one] for one in SORTED if found.outcomes[one]},
        "faults": dict(found.faults),
        "reasons": [
            {
                "outcome": str(outcome),
                "outcome_text": outcome_text(outcome, speech.language),
                "reason": reason,
                "entries": count,
                "examples": found.examples[outcome, reason],
            }
            for (outcome, reason), count in sorted(
                found.reasons.items(), key=lambda one: (SORTED.index(one[0][0]), -one[1])
            )
        ],
    }


def _typical(found: _Check) -> Verdict | None:
    """Make one verdict speak for all: it names what is missing or wrong most often."""
    if found.short is None:
        return None
    often = [topic for topic, _ in found.topics.most_common(NAMED)]
    return found.short._replace(evidence=found.short.evidence | {"missing": often, "issues": often})


def _entry(one: JudgedEntry, checks: Mapping[str, _Check], speech: Speech) -> Document:
    for verdict in one.verdicts:
        _count(checks[verdict.check], verdict, one, speech)
    short = [verdict for verdict in one.verdicts if verdict.outcome in SHORT]
    return {
        "uuid": one.uuid,
        "iri": one.iri,
        "identifier": one.identifier,
        "title": one.title,
        "page": one.page,
        "published": one.published,
        "score": one.score.value,
        "coverage": one.score.coverage,
        "label": str(one.score.label),
        "label_text": label_text(one.score.label, speech.language),
        "gates": list(one.score.gates),
        "principles": {
            str(number): {"state": str(part.state), "score": part.value, "coverage": part.coverage}
            for number, part in one.score.principles.items()
        },
        "short": [
            {
                "check": verdict.check,
                "outcome": str(verdict.outcome),
                "fault": str(verdict.fault),
                "text": verdict_sentence(verdict, speech),
            }
            for verdict in short
        ],
    }


def _count(found: _Check, verdict: Verdict, entry: JudgedEntry | None, speech: Speech) -> None:
    kind = (verdict.outcome, verdict.reason)
    found.outcomes[verdict.outcome] += 1
    found.reasons[kind] += 1
    if verdict.outcome in SHORT:
        found.faults[str(verdict.fault)] += 1
        found.short = found.short or verdict
        for named in ("missing", "issues"):
            found.topics.update(verdict.evidence.get(named, ()))
    examples = found.examples.setdefault(kind, [])
    if len(examples) < EXAMPLES:
        examples.append(_example(verdict, entry, speech))


def _example(verdict: Verdict, entry: JudgedEntry | None, speech: Speech) -> Document:
    evidence = verdict.evidence
    return {
        "uuid": entry.uuid if entry else "",
        "title": entry.title if entry else "",
        "text": verdict_sentence(verdict, speech),
        "fault": fault_text(verdict.fault, speech.language),
        "payload": evidence.get("payload", ""),
        "time": evidence.get("time", ""),
    }
