"""Add verdicts up. Its one law: what is unknown lowers the coverage and never the score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from operator import itemgetter
from typing import Final, NamedTuple

from catalogue.charter.rubric import Rubric
from catalogue.charter.verdict import Outcome, Verdict
from catalogue.errors import UsageError

__all__ = ["Label", "PrincipleScore", "Score", "State", "mean", "score"]


KEPT: Final = 1_000
"""Patterns of outcomes of which a rubric remembers the score, some 6 KB each."""


class State(StrEnum):
    """What is known of a principle."""

    SCORED = "scored"
    UNKNOWN = "unknown"
    """It applies, and nothing could be determined."""
    NOT_APPLICABLE = "not-applicable"
    NOT_ASSESSED = "not-assessed"
    """This rubric has no check for it."""


class Label(StrEnum):
    GOOD = "good"
    PARTLY = "partly"
    WEAK = "weak"
    INSUFFICIENT = "insufficient"
    """A gate failed: the label goes no higher, whatever the number."""
    NO_GRADE = "too-little-evidence"
    NOT_APPLICABLE = "not-applicable"


class PrincipleScore(NamedTuple):
    state: State
    value: float | None = None
    """From 0 to 1 over what was determined."""
    coverage: float = 0.0
    """Share, by weight, of the applicable checks that were determined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    value: float | None
    """Mean over the applicable principles, each of equal weight: the charter gives none."""
    coverage: float
    """Mean coverage of the applicable principles that the rubric assesses."""
    principles: Mapping[int, PrincipleScore]
    """All 20."""
    gates: tuple[str, ...]
    """Checks whose fail caps the label."""
    undetermined_gates: tuple[str, ...]
    """Gates that apply and of which nobody knows whether they hold."""
    label: Label
    rubric: str
    """Scores of different major versions are never compared."""


class _Weights:
    """Weights met under one principle."""

    __slots__ = ("applicable", "determined", "earned")

    def __init__(self) -> None:
        self.applicable: list[float] = []
        self.determined: list[float] = []
        self.earned: list[float] = []


def score(verdicts: Iterable[Verdict], rubric: Rubric) -> Score:
    """Score one entry from its verdicts, in any order. Raises UsageError on a verdict of another rubric.

    Thousands of entries have a few hundred patterns of outcomes, so that a score is one object for many.
    """
    found = tuple(verdicts)
    pattern = tuple(map(_SCORED, found))
    known: Score | None = rubric.scores.get(pattern)
    if known is None:
        known = _added_up(found, rubric)
        if len(rubric.scores) >= KEPT:
            rubric.scores.clear()
        rubric.scores[pattern] = known
    return known


_SCORED: Final = itemgetter(*map(Verdict._fields.index, ("check", "outcome", "value")))
"""All that a score looks at: verdicts alike in these are scored alike, whatever else they say."""


def _added_up(verdicts: Iterable[Verdict], rubric: Rubric) -> Score:
    met: dict[int, _Weights] = {}
    failed, open_gates = [], []
    for verdict in verdicts:
        check = rubric.by_id.get(verdict.check)
        if check is None:
            raise UsageError("rubric.other", check=verdict.check, version=rubric.version)
        if check.informative:
            continue
        weights = met.setdefault(check.principle, _Weights())
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            continue
        weights.applicable.append(check.weight)
        if verdict.value is not None:
            weights.determined.append(check.weight)
            weights.earned.append(check.weight * verdict.value)
        if check.gate and verdict.outcome is Outcome.FAIL:
            failed.append(check.id)
        elif check.gate and verdict.value is None:
            open_gates.append(check.id)
    return _scored(met, sorted(failed), sorted(open_gates), rubric)


def mean(values: Iterable[float]) -> float | None:
    """Give the mean, the same in whatever order; ``None`` of nothing."""
    found = list(values)
    return fsum(found) / len(found) if found else None


def _scored(met: Mapping[int, _Weights], failed: list[str], open_gates: list[str], rubric: Rubric) -> Score:
    principles = {number: _principle(met[number]) for number in sorted(met)}
    applicable = [one for one in principles.values() if one.state is not State.NOT_APPLICABLE]
    value = mean(one.value for one in applicable if one.value is not None)
    coverage = mean(one.coverage for one in applicable)
    return Score(
        value=value,
        coverage=coverage or 0.0,
        principles=dict.fromkeys(range(1, len(rubric.principles) + 1), _NOT_ASSESSED) | principles,
        gates=tuple(failed),
        undetermined_gates=tuple(open_gates),
        label=_label(value, coverage, failed, rubric),
        rubric=rubric.version,
    )


def _principle(weights: _Weights) -> PrincipleScore:
    if not weights.applicable:
        return _NOT_APPLICABLE
    if not weights.determined:
        return _UNKNOWN
    determined = fsum(weights.determined)
    return PrincipleScore(
        State.SCORED, fsum(weights.earned) / determined, determined / fsum(weights.applicable)
    )


_NOT_ASSESSED = PrincipleScore(State.NOT_ASSESSED)
_NOT_APPLICABLE = PrincipleScore(State.NOT_APPLICABLE)
_UNKNOWN = PrincipleScore(State.UNKNOWN)


def _label(value: float | None, coverage: float | None, failed: list[str], rubric: Rubric) -> Label:
    if coverage is None:
        return Label.NOT_APPLICABLE
    if value is None or coverage < rubric.minimum_coverage:
        return Label.NO_GRADE
    if failed:
        return Label.INSUFFICIENT
    if value >= rubric.bands.good:
        return Label.GOOD
    return Label.PARTLY if value >= rubric.bands.partly else Label.WEAK
