"""Which checks of the charter cost most points, and what to do about each.

Only what the source itself can repair counts: nobody is sent to work on the faults of software or of us.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from catalogue.charter import Check, Fault, PublisherScore, Rubric, Verdict, check_text
from catalogue.messages import Language

__all__ = ["Gain", "Losses"]

NAMED: Final = 3
"""How many of the things that are missing or wrong a remedy names."""


class Gain(NamedTuple):
    check: str
    principle: int
    title: str
    remedy: str
    entries: int
    points: float
    """Points, of 100, that the publisher's score rises when every entry passes."""


@dataclass(slots=True)
class _Loss:
    entries: int = 0
    share: float = 0.0
    """Sum over the entries of what this check takes from the value of its principle."""
    topics: Counter[str] = field(default_factory=Counter)
    example: Verdict | None = None


@dataclass(slots=True)
class Losses:
    """Counts what each check costs while the entries stream by."""

    rubric: Rubric
    _by_check: dict[str, _Loss] = field(default_factory=dict)

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Count the verdicts of one entry."""
        determined: defaultdict[int, float] = defaultdict(float)
        for verdict in verdicts:
            if verdict.value is not None:
                determined[verdict.principle] += self.rubric.by_id[verdict.check].weight
        for verdict in verdicts:
            if verdict.value is not None and verdict.value < 1 and self._counts(verdict):
                self._count(verdict, determined[verdict.principle])

    def _counts(self, verdict: Verdict) -> bool:
        """Leave out what is no fault of the source, and checks that only add up findings told elsewhere."""
        told = self.rubric.by_id[verdict.check].inputs == {"findings"}
        return verdict.fault is Fault.SOURCE and not told

    def _count(self, verdict: Verdict, determined: float) -> None:
        loss = self._by_check.setdefault(verdict.check, _Loss())
        loss.entries += 1
        weight = self.rubric.by_id[verdict.check].weight
        loss.share += weight * (1 - (verdict.value or 0)) / determined
        for topics in ("missing", "issues"):
            loss.topics.update(verdict.evidence.get(topics, ()))
        loss.example = loss.example or verdict

    def gains(self, total: PublisherScore, language: Language) -> list[Gain]:
        """List what repairing each check would add to the publisher's score, the most first."""
        found = [
            _gain(self.rubric.by_id[name], loss, total, self.rubric, language)
            for name, loss in self._by_check.items()
        ]
        return sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.check))


def _gain(check: Check, loss: _Loss, total: PublisherScore, rubric: Rubric, language: Language) -> Gain:
    principle = total.principles[check.principle]
    counts = principle.value is not None and principle.coverage >= rubric.minimum_coverage
    of_entries = sum(one.weight for one in rubric.entry_checks if one.principle == check.principle)
    of_publisher = sum(
        rubric.by_id[one.check].weight
        for one in total.verdicts
        if one.principle == check.principle and one.value is not None
    )
    part = of_entries / (of_entries + of_publisher)
    points = 100 * part * loss.share / principle.scored / total.assessable if counts else 0.0
    text = check_text(check, language, _typical(loss))
    return Gain(check.id, check.principle, text.title, text.remedy, loss.entries, points)


def _typical(loss: _Loss) -> Verdict | None:
    """Make one verdict speak for all: its remedy names what is missing or wrong most often."""
    if loss.example is None:
        return None
    often = [topic for topic, _ in loss.topics.most_common(NAMED)]
    return loss.example._replace(evidence={"missing": often, "issues": often})
