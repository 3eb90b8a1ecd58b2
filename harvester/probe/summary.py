"""What a round of the prober came to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from catalogue.store.observed import links_of
from catalogue.testimony import Answer, Discount, Observation

__all__ = ["DEAD", "Failing", "ProbeSummary", "Tally"]

DEAD: Final = 3
"""Different days on which an address must have failed before it is called dead."""


@dataclass(frozen=True, slots=True)
class Failing:
    url: str
    why: str
    """A failure, ``astray``, or a status."""
    days: int
    """On which it failed since it last answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeSummary:
    asked: int
    given: int
    barred: int
    failed: int
    not_asked: int
    """Left alone, with a reason: no web address, forbidden by robots.txt, a private place."""
    discounted: int
    """Seen while our own side could reach nothing."""
    reasons: dict[str, int]
    """Why: failures, barriers and statuses, with how often."""
    failing: tuple[Failing, ...]
    postponed: int
    """Left for another round: their host asked for it, or had its share."""
    left: tuple[str, ...]
    """Hosts that asked to be left alone."""
    outage: bool
    urls: frozenset[str] = frozenset()
    """Addresses of which something was seen that counts."""

    @property
    def dead(self) -> int:
        return sum(1 for one in self.failing if one.days >= DEAD)


@dataclass(slots=True)
class Tally:
    answers: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failing: dict[str, str] = field(default_factory=dict)
    urls: set[str] = field(default_factory=set)
    discounted: int = 0
    postponed: int = 0
    left: set[str] = field(default_factory=set)
    outage: bool = False

    def count(self, observations: Iterable[Observation]) -> None:
        for one in observations:
            if one.discount is not Discount.NONE:
                self.discounted += 1
                continue
            self.urls.add(one.url)
            self.answers[one.answer] += 1
            if one.answer is not Answer.GIVEN:
                self.reasons[why(one)] += 1
            if one.answer is Answer.FAILED:
                self.failing[one.url] = why(one)

    def summary(self, connection: Connection, at: datetime) -> ProbeSummary:
        links = links_of(connection, self.failing, at)
        failing = [
            Failing(url, reason, links[url].failed_days if url in links else 1)
            for url, reason in self.failing.items()
        ]
        return ProbeSummary(
            asked=self.answers.total() + self.discounted,
            given=self.answers[Answer.GIVEN],
            barred=self.answers[Answer.BARRED],
            failed=self.answers[Answer.FAILED],
            not_asked=self.answers[Answer.NONE],
            discounted=self.discounted,
            reasons=dict(self.reasons.most_common()),
            failing=tuple(sorted(failing, key=lambda one: (-one.days, one.url))),
            postponed=self.postponed,
            left=tuple(sorted(self.left)),
            outage=self.outage,
            urls=frozenset(self.urls),
        )


def why(one: Observation) -> str:
    """Say in one word why there is no answer."""
    return one.failure or one.barrier or one.astray or str(one.status)
