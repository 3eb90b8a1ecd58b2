"""Tell what a machine determined from what a person answered, and of that what an auditor confirmed.

The law: the two are never mixed into one number unseen. What a machine determined is the automatic number,
whatever anyone answered beside it; an answer that contradicts it counts only once an auditor accepted it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum
from typing import Final, NamedTuple

from catalogue.charter.texts import is_attested
from catalogue.charter.verdict import Verdict
from catalogue.testimony import Statement

__all__ = ["Answered", "Kind", "Sum", "Tracks", "answered_of", "is_undecided", "tracks"]

VALUE_OF: Final = {Statement.YES: 1.0, Statement.PARTLY: 0.5, Statement.NO: 0.0}


class Kind(StrEnum):
    UNAUDITED = "unaudited"
    """Stated by the publisher itself; no auditor looked."""
    CONFIRMED = "confirmed"


class Answered(NamedTuple):
    """What an answer comes to."""

    value: float
    kind: Kind


def is_undecided(verdict: Verdict) -> bool:
    """Tell whether an answer contradicts what the machine determined, and no auditor decided."""
    return bool(verdict.evidence.get("disputed")) and not verdict.evidence["attestation"]["audited"]


def answered_of(verdict: Verdict) -> Answered | None:
    """Give what the answer beside a verdict comes to; ``None`` where there is none that counts."""
    answer = verdict.evidence.get("attestation")
    if answer is None or is_undecided(verdict):
        return None
    beside = verdict.value is not None and not is_attested(verdict)
    value = VALUE_OF.get(Statement(answer["statement"])) if beside else verdict.value
    if value is None:
        return None
    return Answered(float(value), Kind.CONFIRMED if answer["audited"] else Kind.UNAUDITED)


@dataclass(slots=True)
class Sum:
    """A weighted mean while it is being gathered."""

    weights: list[float] = field(default_factory=list)
    earned: list[float] = field(default_factory=list)

    def add(self, weight: float, value: float) -> None:
        self.weights.append(weight)
        self.earned.append(weight * value)

    @property
    def weight(self) -> float:
        return fsum(self.weights)

    @property
    def value(self) -> float | None:
        return fsum(self.earned) / self.weight if self.weights else None


@dataclass(slots=True)
class Tracks:
    """The verdicts of one principle, of an entry or of the publisher itself, on their tracks."""

    automatic: Sum = field(default_factory=Sum)
    confirmed: Sum = field(default_factory=Sum)
    unaudited: Sum = field(default_factory=Sum)
    answered: Sum = field(default_factory=Sum)
    """Both of these together."""
    disputed: list[str] = field(default_factory=list)
    checks: list[tuple[str, float]] = field(default_factory=list)
    """What each answer that counts came to, with its check."""

    def add(self, verdict: Verdict, weight: float) -> None:
        if verdict.value is not None and not is_attested(verdict):
            self.automatic.add(weight, verdict.value)
        if "attestation" not in verdict.evidence:
            return
        if is_undecided(verdict):
            self.disputed.append(verdict.check)
        answer = answered_of(verdict)
        if answer is not None:
            self.answered.add(weight, answer.value)
            self.checks.append((verdict.check, answer.value))
            (self.confirmed if answer.kind is Kind.CONFIRMED else self.unaudited).add(weight, answer.value)


def tracks(verdicts: Iterable[tuple[Verdict, float]]) -> dict[int, Tracks]:
    """Put verdicts, each with its weight, on their tracks, by principle."""
    found: dict[int, Tracks] = {}
    for verdict, weight in verdicts:
        one = found.get(verdict.principle)
        if one is None:
            one = found[verdict.principle] = Tracks()
        one.add(verdict, weight)
    return found
