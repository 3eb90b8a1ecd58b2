"""Score a publisher: every entry counts the same, its own checks are added by their weight.

Not a ranking: it shows what is known of each principle, and how much is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import fsum
from statistics import median

from catalogue.charter.answering import answered
from catalogue.charter.judging import dated
from catalogue.charter.publisher_case import PublisherCase, Tally
from catalogue.charter.publisher_tracks import EntryTracks, ThreeNumbers, three_numbers
from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.scoring import Label, Score, State, mean
from catalogue.charter.tracks import is_undecided
from catalogue.charter.verdict import Fault, Outcome, Verdict
from catalogue.testimony import NOTHING_OF_PUBLISHER, PublisherTestimony

__all__ = ["Judged", "PublisherPrinciple", "PublisherScore", "publisher_score", "publisher_verdict"]

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
    numbers: ThreeNumbers = field(default=ThreeNumbers())
    """What a machine determined and what people answered, apart."""


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
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many entries wait for the answer of a person, by check."""
    disputed: Mapping[str, int] = field(default_factory=dict)
    """Checks on which an answer contradicts the machine: in how many entries, or 1 for the publisher."""
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    """How often each check of entries gave each outcome."""
    answers: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """Of checks of entries that people answered: for how many entries, and the mean of what they said."""


@dataclass(slots=True)
class _Values:
    values: list[float] = field(default_factory=list)
    coverages: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Count:
    """What is kept of each entry's score while they stream by."""

    rubric: Rubric
    entries: int = 0
    principles: dict[int, _Values] = field(default_factory=dict)
    labels: Counter[Label] = field(default_factory=Counter)
    gates: Counter[str] = field(default_factory=Counter)

    def add(self, score: Score) -> None:
        self.entries += 1
        self.labels[score.label] += 1
        self.gates.update(score.gates)
        for number, principle in score.principles.items():
            if principle.state is State.SCORED or principle.state is State.UNKNOWN:
                kept = self.principles.setdefault(number, _Values())
                kept.coverages.append(principle.coverage)
                if principle.value is not None:
                    kept.values.append(principle.value)


def publisher_score(
    judged: Iterable[Judged],
    rubric: Rubric,
    *,
    at: datetime,
    testimony: PublisherTestimony = NOTHING_OF_PUBLISHER,
) -> PublisherScore:
    """Score a publisher from all its entries; ``judged`` may be a stream.

    ``testimony`` is what was known of the publisher itself at that moment.
    """
    count, tally, entries = _Count(rubric), Tally(rubric), EntryTracks(rubric)
    for one, verdicts in judged:
        count.add(one)
        tally.add(verdicts)
        entries.add(verdicts)
    case = tally.case(at, testimony)
    total = _total(count, [publisher_verdict(check, case) for check in rubric.publisher_checks])
    return _apart(total, rubric, entries, tally)


def _apart(total: PublisherScore, rubric: Rubric, entries: EntryTracks, tally: Tally) -> PublisherScore:
    """Add which part people answered, and what waits for them."""
    disputed = entries.disputed + Counter(one.check for one in total.verdicts if is_undecided(one))
    waiting = {check: found[Outcome.MANUAL] for check, found in tally.outcomes.items()}
    return replace(
        total,
        principles={
            number: replace(one, numbers=three_numbers(number, rubric, entries, total.verdicts))
            for number, one in total.principles.items()
        },
        waiting={check: count for check, count in waiting.items() if count},
        disputed=dict(disputed),
        outcomes={check: dict(found) for check, found in tally.outcomes.items() if found},
        answers={check: (len(said), mean(said) or 0.0) for check, said in entries.answers.items()},
    )


def publisher_verdict(check: Check, case: PublisherCase) -> Verdict:
    """Ask one check of a publisher as a whole."""
    ruling = check.rule.function(case, check.parameters)
    if case.testimony.attestations:
        ruling = answered(check, ruling, case.whole, case.at)
    fault = ruling.fault
    if not fault and ruling.outcome in {Outcome.FAIL, Outcome.PARTIAL}:
        fault = Fault.SOURCE
    return dated(check, ruling, fault, {"time": case.at.isoformat()})


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
    found = count.principles.get(number, _Values())
    own = [one for one in verdicts if one.principle == number and _counts(one, rubric)]
    parts = [(rubric.by_id[one.check].weight, one.value, 0.0 if one.value is None else 1.0) for one in own]
    average = mean(found.values)
    if found.coverages:
        weight = fsum(
            check.weight
            for check in rubric.entry_checks
            if check.principle == number and not check.informative
        )
        parts.append((weight, average, mean(found.coverages) or 0.0))
    determined = [(weight, value) for weight, value, _ in parts if value is not None]
    return PublisherPrinciple(
        state=_state(number, rubric, applies=bool(parts), scored=bool(determined)),
        value=_weighed(determined),
        coverage=_weighed([(weight, coverage) for weight, _, coverage in parts]) or 0.0,
        entries=len(found.coverages),
        scored=len(found.values),
        mean=average,
        median=median(found.values) if found.values else None,
        share_good=mean(value >= rubric.bands.good for value in found.values),
    )


def _counts(verdict: Verdict, rubric: Rubric) -> bool:
    return verdict.outcome is not Outcome.NOT_APPLICABLE and not rubric.by_id[verdict.check].informative


def _weighed(parts: Sequence[tuple[float, float]]) -> float | None:
    total = fsum(weight for weight, _ in parts)
    return fsum(weight * value for weight, value in parts) / total if total else None


def _state(number: int, rubric: Rubric, *, applies: bool, scored: bool) -> State:
    if number not in rubric.assessed:
        return State.NOT_ASSESSED
    if not applies:
        return State.NOT_APPLICABLE
    return State.SCORED if scored else State.UNKNOWN
