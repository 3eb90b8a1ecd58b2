"""Fixes in the order in which they gain most, each alone and each after those before it.

Gains do not add up: two fixes may mend one check together. So the order is made greedily, and what a fix
gains in its place is worked out with all before it done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from catalogue.charter import Fault, Label, PublisherScore, Rubric, publisher_score
from catalogue.testimony import NOTHING_OF_PUBLISHER, PublisherTestimony
from harvester.fixes.classes import Class
from harvester.fixes.standing import Broken, Standing
from harvester.fixes.trials import NONE, Done, Fix

__all__ = ["Looked", "Ranked", "Totals", "rank"]


@dataclass(frozen=True, slots=True)
class Looked:
    """A publisher whose entries were tried."""

    classes: Sequence[Class]
    rubric: Rubric
    at: datetime
    testimony: PublisherTestimony = NOTHING_OF_PUBLISHER
    _known: dict[Done, "Totals"] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        return sum(one.size for one in self.classes)

    def totals(self, done: Done) -> "Totals":
        """Tell how all its entries together would stand with these done, and the publisher by that."""
        found = self._known.get(done)
        if found is None:
            found = self._known[done] = self.sums(done)._replace(publisher=self._publisher(done))
        return found

    def sums(self, done: Done) -> "Totals":
        """Tell how all its entries together would stand, without the score of the publisher."""
        labels: Counter[Label] = Counter()
        gates: Counter[str] = Counter()
        points, published, open_data, errors, warnings = 0.0, 0, 0, 0, 0
        for one in self.classes:
            stands, size = one.trial.standing(done), one.size
            labels[stands.score.label] += size
            gates.update(dict.fromkeys(stands.score.gates, size))
            points += stands.value * size
            published += stands.published * size
            open_data += stands.open_data * size
            errors += sum(severity == "error" for _, _, severity in stands.broken) * size
            warnings += sum(severity == "warning" for _, _, severity in stands.broken) * size
        return Totals(points, published, open_data, errors, warnings, labels, gates)

    def _publisher(self, done: Done) -> PublisherScore:
        stands = ((one.trial.standing(done), one.size) for one in self.classes)
        judged = ((each.score, each.verdicts) for each, size in stands for _ in range(size))
        return publisher_score(judged, self.rubric, at=self.at, testimony=self.testimony)


class Totals(NamedTuple):
    points: float
    """Sum of the scores of its entries, each 0 to 1."""
    published: int
    open_data: int
    errors: int
    """Rules of the profile broken, counted once per entry."""
    warnings: int
    labels: Mapping[Label, int]
    gates: Mapping[str, int]
    """How many entries fail each gate."""
    publisher: PublisherScore | None = None
    """``None`` where only the entries were looked at: adding thousands up takes its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One fix in its place."""

    fix: Fix
    classes: Sequence[Class]
    """Those that it touches."""
    done: Done
    """All before it."""
    alone: Totals
    """With this one done and no other."""
    before: Totals
    after: Totals
    """With this one and all before it done."""

    @property
    def entries(self) -> int:
        return sum(one.size for one in self.classes)

    @property
    def checks(self) -> list[str]:
        """Name the checks that it betters anywhere, in its place."""
        return sorted({check for one in self.classes for check in self._bettered(one)})

    @property
    def rules(self) -> list[str]:
        """Name the rules of the profile that it ends anywhere, in its place."""
        return sorted({rule for one in self.classes for rule, _, _ in self._ended(one)})

    def _bettered(self, one: Class) -> Iterator[str]:
        now, then = self._pair(one)
        for before, after in zip(now.verdicts, then.verdicts, strict=True):
            if (after.value or 0) > (before.value or 0):
                yield before.check

    def _ended(self, one: Class) -> frozenset[Broken]:
        now, then = self._pair(one)
        return now.broken - then.broken

    def _pair(self, one: Class) -> tuple[Standing, Standing]:
        return one.trial.standing(self.done), one.trial.standing(self.done | {self.fix})


def rank(looked: Looked) -> list[Ranked]:
    """Order the fixes: of those that are left always the one that now gains most; ours come last."""
    touched: dict[Fix, list[Class]] = {}
    for one in looked.classes:
        for fix in one.trial.fixes:
            touched.setdefault(fix, []).append(one)
    ours = {fix for fix in touched if fix.fault is Fault.MAPPING}
    ranked: list[Ranked] = []
    done, before = NONE, looked.totals(NONE)
    for fix in _ordered(touched, set(touched) - ours, ours):
        alone = looked.sums(frozenset([fix]))
        after = looked.totals(done | {fix})
        ranked.append(
            Ranked(fix=fix, classes=touched[fix], done=done, alone=alone, before=before, after=after)
        )
        done, before = done | {fix}, after
    return ranked


def _ordered(touched: Mapping[Fix, Sequence[Class]], *groups: set[Fix]) -> Iterable[Fix]:
    done = NONE
    for group in groups:
        left = set(group)
        gains = {fix: _gain(fix, touched[fix], done) for fix in left}
        while left:
            best = max(left, key=lambda fix: (*gains[fix], fix))
            yield best
            done |= {best}
            left.discard(best)
            near = {id(one) for one in touched[best]}
            for fix in left:
                if any(id(one) in near for one in touched[fix]):
                    gains[fix] = _gain(fix, touched[fix], done)


def _gain(fix: Fix, classes: Iterable[Class], done: Done) -> tuple[float, int, int, int]:
    """Weigh a fix: points, then entries that come into the feed, become open data, are touched."""
    points, published, open_data, entries = 0.0, 0, 0, 0
    for one in classes:
        now, then = one.trial.standing(done), one.trial.standing(done | {fix})
        points += (then.value - now.value) * one.size
        published += (then.published - now.published) * one.size
        open_data += (then.open_data - now.open_data) * one.size
        entries += one.size
    return (round(points, 9), published, open_data, entries)
