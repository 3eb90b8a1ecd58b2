"""Add up which part of a publisher's score a machine determined, and which part people answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum

from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.scoring import mean
from catalogue.charter.texts import is_attested
from catalogue.charter.tracks import Sum, Tracks, is_undecided, tracks
from catalogue.charter.verdict import Outcome, Verdict

__all__ = ["EntryTracks", "ThreeNumbers", "three_numbers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeNumbers:
    """What is published of a principle: never one of them without the others."""

    automatic: float | None = None
    """Over what a machine determined, whatever people answered."""
    attested: float | None = None
    """Over what people answered and holds."""
    confirmed: float | None = None
    """Of that: what an auditor accepted."""
    unaudited: float | None = None
    """Of that: what the publisher states of itself."""
    automatic_coverage: float = 0.0
    """Share, by weight, that a machine determined; the rest of the coverage stands on answers."""
    answers: int = 0
    """Verdicts that an answer stands beside or under: one per entry where it speaks of entries."""
    disputed: tuple[str, ...] = ()
    """Checks on which an answer contradicts the machine and no auditor decided."""


@dataclass(slots=True)
class _Gathered:
    """One principle over all entries: a value per entry that has one."""

    automatic: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    confirmed: list[float] = field(default_factory=list)
    unaudited: list[float] = field(default_factory=list)
    coverages: list[float] = field(default_factory=list)
    answers: int = 0
    disputed: set[str] = field(default_factory=set)

    def add_machine(self, applicable: float, determined: float, earned: float) -> None:
        self.coverages.append(determined / applicable)
        if determined:
            self.automatic.append(earned / determined)

    def add_people(self, found: Tracks) -> None:
        for name in ("answered", "confirmed", "unaudited"):
            value = getattr(found, name).value
            if value is not None:
                getattr(self, name).append(value)
        self.answers += len(found.answered.weights)
        self.disputed.update(found.disputed)


class EntryTracks:
    """What is kept of each entry's verdicts while the entries stream by."""

    def __init__(self, rubric: Rubric) -> None:
        self._weights = {check.id: check.weight for check in rubric.entry_checks if _counts(check)}
        self.principles: dict[int, _Gathered] = {}
        self.disputed: Counter[str] = Counter()
        """Entries per check on which an answer contradicts the machine."""
        self.answers: dict[str, list[float]] = {}
        """What the answers on each check come to, one for each entry that has one."""

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Add an entry. Hardly any verdict has an answer beside it, so the two are gone through apart."""
        sums: dict[int, list[float]] = {}
        weights = self._weights
        for one in verdicts:
            weight = weights.get(one.check)
            if weight is None or one.outcome is Outcome.NOT_APPLICABLE:
                continue
            found = sums.get(one.principle)
            if found is None:
                found = sums[one.principle] = [0.0, 0.0, 0.0]
            found[0] += weight
            if one.value is not None and not is_attested(one):
                found[1] += weight
                found[2] += weight * one.value
        for number, (applicable, determined, earned) in sums.items():
            self._of(number).add_machine(applicable, determined, earned)
        self._add_people([one for one in verdicts if "attestation" in one.evidence])

    def _add_people(self, verdicts: Sequence[Verdict]) -> None:
        weights = self._weights
        counted = [one for one in verdicts if one.outcome is not Outcome.NOT_APPLICABLE]
        weighed = [(one, weights[one.check]) for one in counted if one.check in weights]
        for number, found in tracks(weighed).items():
            self._of(number).add_people(found)
            self.disputed.update(found.disputed)
            for check, value in found.checks:
                self.answers.setdefault(check, []).append(value)

    def _of(self, number: int) -> _Gathered:
        found = self.principles.get(number)
        if found is None:
            found = self.principles[number] = _Gathered()
        return found


def three_numbers(number: int, rubric: Rubric, entries: EntryTracks, own: Iterable[Verdict]) -> ThreeNumbers:
    """Give the numbers of one principle: entries as one part, each check of the publisher as another."""
    gathered = entries.principles.get(number, _Gathered())
    mine = [one for one in own if one.principle == number and one.outcome is not Outcome.NOT_APPLICABLE]
    counted = [(one, rubric.by_id[one.check].weight) for one in mine if _counts(rubric.by_id[one.check])]
    found = tracks(counted).get(number, Tracks())
    machine = _weight(rubric, number, asked=None)
    people = _weight(rubric, number, asked=True) or machine
    return ThreeNumbers(
        automatic=_with(found.automatic, gathered.automatic, machine),
        attested=_with(found.answered, gathered.answered, people),
        confirmed=_with(found.confirmed, gathered.confirmed, people),
        unaudited=_with(found.unaudited, gathered.unaudited, people),
        automatic_coverage=_share(found, counted, gathered, machine),
        answers=gathered.answers + len(found.answered.weights),
        disputed=tuple(sorted({*gathered.disputed, *(one.check for one, _ in counted if is_undecided(one))})),
    )


def _with(own: Sum, entries: Sequence[float], weight: float) -> float | None:
    """Lay the mean of the entries beside the publisher's own checks, by weight."""
    whole = Sum(list(own.weights), list(own.earned))
    average = mean(entries)
    if average is not None:
        whole.add(weight, average)
    return whole.value


def _share(
    own: Tracks, counted: Sequence[tuple[Verdict, float]], gathered: _Gathered, weight: float
) -> float:
    """Give the share, by weight, that a machine determined."""
    determined = own.automatic.weight
    whole = fsum(each for _, each in counted)
    if gathered.coverages:
        determined += weight * (mean(gathered.coverages) or 0.0)
        whole += weight
    return determined / whole if whole else 0.0


def _weight(rubric: Rubric, number: int, *, asked: bool | None) -> float:
    return fsum(
        check.weight
        for check in rubric.entry_checks
        if check.principle == number and _counts(check) and (asked is None or check.asked is not None)
    )


def _counts(check: Check) -> bool:
    return not check.informative
