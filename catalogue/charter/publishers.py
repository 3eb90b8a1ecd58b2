"""Score a publisher: every entry counts the same, its own checks are added by their weight.

Not a ranking: it shows what is known of each principle, and how much is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import fsum
from statistics import median

from catalogue.charter.judging import dated
from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.rules.p16_licences import LicencesCounted
from catalogue.charter.scoring import Label, Score, State, mean
from catalogue.charter.verdict import Fault, Outcome, Verdict

__all__ = ["Judged", "PublisherPrinciple", "PublisherScore", "publisher_score"]

Judged = tuple[Score, Sequence[Verdict]]
"""What :func:`score` and :func:`judge` gave for one entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherPrinciple:
    state: State
    value: float | None
    """The entries' mean and the publisher's own checks, by weight."""
    coverage: float
    """Mean over the entries to which it applies and the publisher's own checks, by weight."""
    entries: int
    """Entries to which it applies."""
    scored: int
    """Those of which something was determined; mean, median and share speak of these."""
    mean: float | None
    median: float | None
    share_good: float | None
    """Share of the scored entries that reach the band ``good``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherScore:
    entries: int
    value: float | None
    """Mean over the principles with enough coverage."""
    coverage: float
    """Mean over the principles that apply and are assessed."""
    assessable: int
    """Principles, of the 20, with a value and enough coverage."""
    principles: Mapping[int, PublisherPrinciple]
    verdicts: tuple[Verdict, ...]
    """Those of the checks at the level of the publisher."""
    labels: Mapping[Label, int]
    """How many entries carry each label."""
    gates: Mapping[str, int]
    """How many entries fail each gate."""
    rubric: str


@dataclass(slots=True)
class _Tally:
    values: list[float] = field(default_factory=list)
    coverages: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Count:
    """What is kept of each entry while they stream by."""

    rubric: Rubric
    entries: int = 0
    tallies: dict[int, _Tally] = field(default_factory=dict)
    labels: Counter[Label] = field(default_factory=Counter)
    gates: Counter[str] = field(default_factory=Counter)
    licences: dict[str, LicencesCounted] = field(default_factory=dict)

    def add(self, score: Score, verdicts: Sequence[Verdict]) -> None:
        self.entries += 1
        self.labels[score.label] += 1
        self.gates.update(score.gates)
        for number, principle in score.principles.items():
            if principle.state is State.SCORED or principle.state is State.UNKNOWN:
                tally = self.tallies.setdefault(number, _Tally())
                tally.coverages.append(principle.coverage)
                if principle.value is not None:
                    tally.values.append(principle.value)
        for verdict in verdicts:
            if verdict.check in self.licences:
                _count(self.licences[verdict.check], verdict)


def publisher_score(judged: Iterable[Judged], rubric: Rubric, *, at: datetime) -> PublisherScore:
    """Score a publisher from all its entries; ``judged`` may be a stream."""
    count = _Count(rubric)
    count.licences = {check.parameters.evidence_of: LicencesCounted() for check in rubric.publisher_checks}
    for one, verdicts in judged:
        count.add(one, verdicts)
    return _total(count, [_verdict(check, count, at) for check in rubric.publisher_checks])


def _count(licences: LicencesCounted, verdict: Verdict) -> None:
    groups = verdict.evidence.get("groups")
    if not groups:
        return
    names = {group["name"] for group in groups if group.get("name")}
    licences.entries += 1
    licences.stated += bool(names)
    licences.licences.update(names)


def _verdict(check: Check, count: _Count, at: datetime) -> Verdict:
    ruling = check.rule.function(count.licences[check.parameters.evidence_of], check.parameters)
    fault = Fault.SOURCE if ruling.outcome in {Outcome.FAIL, Outcome.PARTIAL} else Fault.NONE
    return dated(check, ruling, fault, {"time": at.isoformat()})


def _total(count: _Count, verdicts: list[Verdict]) -> PublisherScore:
    rubric = count.rubric
    principles = {one.number: _principle(one.number, count, verdicts) for one in rubric.principles}
    known = [one for one in principles.values() if one.state in {State.SCORED, State.UNKNOWN}]
    enough = [one.value for one in known if one.value is not None and one.coverage >= rubric.minimum_coverage]
    return PublisherScore(
        entries=count.entries,
        value=mean(enough),
        coverage=mean(one.coverage for one in known) or 0.0,
        assessable=len(enough),
        principles=principles,
        verdicts=tuple(verdicts),
        labels=dict(count.labels),
        gates=dict(count.gates),
        rubric=rubric.version,
    )


def _principle(number: int, count: _Count, verdicts: Iterable[Verdict]) -> PublisherPrinciple:
    rubric = count.rubric
    tally = count.tallies.get(number, _Tally())
    own = [one for one in verdicts if one.principle == number and one.outcome is not Outcome.NOT_APPLICABLE]
    parts = [(rubric.by_id[one.check].weight, one.value, 0.0 if one.value is None else 1.0) for one in own]
    average = mean(tally.values)
    if tally.coverages:
        weight = fsum(check.weight for check in rubric.entry_checks if check.principle == number)
        parts.append((weight, average, mean(tally.coverages) or 0.0))
    determined = [(weight, value) for weight, value, _ in parts if value is not None]
    return PublisherPrinciple(
        state=_state(number, rubric, applies=bool(parts), scored=bool(determined)),
        value=_weighed(determined),
        coverage=_weighed([(weight, coverage) for weight, _, coverage in parts]) or 0.0,
        entries=len(tally.coverages),
        scored=len(tally.values),
        mean=average,
        median=median(tally.values) if tally.values else None,
        share_good=mean(value >= rubric.bands.good for value in tally.values),
    )


def _weighed(parts: Sequence[tuple[float, float]]) -> float | None:
    total = fsum(weight for weight, _ in parts)
    return fsum(weight * value for weight, value in parts) / total if total else None


def _state(number: int, rubric: Rubric, *, applies: bool, scored: bool) -> State:
    if number not in rubric.assessed:
        return State.NOT_ASSESSED
    if not applies:
        return State.NOT_APPLICABLE
    return State.SCORED if scored else State.UNKNOWN
