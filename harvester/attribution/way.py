"""The way of a whole publisher from then to now: its score at each state that its entries pass through."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from typing import Final, NamedTuple

from catalogue.charter import PublisherScore, Rubric, Score, Verdict, publisher_score
from catalogue.testimony import PublisherTestimony
from catalogue.views.stood import Stood
from harvester.attribution.account import Cause, Figure, Movement, moved
from harvester.attribution.steps import STEPS, Between, State, kept_state

__all__ = ["Way", "movements_of"]

RUBRIC: Final = STEPS.index(Cause.RUBRIC)
SOURCE: Final = STEPS.index(Cause.SOURCE)
TIME: Final = STEPS.index(Cause.TIME)
LINK: Final = STEPS.index(Cause.LINK, TIME)
ATTESTATION: Final = STEPS.index(Cause.ATTESTATION)


class _Circumstance(NamedTuple):
    """By what and when a publisher is scored at one state."""

    rubric: Rubric
    at: datetime
    testimony: PublisherTestimony


@dataclass(slots=True)
class Way:
    rubrics: tuple[Rubric, Rubric]
    testimonies: tuple[PublisherTestimony, PublisherTestimony]
    since: datetime
    until: datetime
    _columns: list[list[State]] = field(init=False)
    _movements: list[list[Movement]] = field(init=False)
    _named: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._columns = [[] for _ in range(len(STEPS) + 1)]
        self._movements = [[] for _ in STEPS]
        checks = (check for rubric in self.rubrics for check in rubric.publisher_checks)
        self._named = frozenset(getattr(check.parameters, "evidence_of", "") for check in checks)

    def add(self, one: Between, states: Sequence[State]) -> None:
        """Add an entry with all its states."""
        slim: State | None = None
        for number, state in enumerate(states):
            if slim is None or state is not states[number - 1]:
                slim = self._slim(state)
            self._columns[number].append(slim)
        for moving, found in zip(self._movements, movements_of(one, states), strict=True):
            moving.extend(found)

    def _slim(self, state: State) -> State:
        """Keep of the evidence only what the checks of a publisher read: there may be thousands of these."""
        verdicts = [
            one if one.check in self._named else one._replace(evidence=_NONE) for one in state.verdicts
        ]
        return State(state.score, verdicts)

    def ends(self, went: Sequence[Stood], came: Sequence[Stood]) -> tuple[list[Figure], list[list[Movement]]]:
        """Give the figures from the first state to the last, and what moved at each step between.

        Before the first step of all stand those that went since, after the last those that came.
        """
        first = [*self._columns[0], *self._states(went, self.rubrics[0])]
        last = [*self._columns[-1], *self._states(came, self.rubrics[1])]
        columns = [first, *self._columns, last]
        circumstances = [self._circumstance(number) for number in range(len(STEPS) + 1)]
        circumstances = [circumstances[0], *circumstances, circumstances[-1]]
        scores: list[PublisherScore] = []
        for number, (column, circumstance) in enumerate(zip(columns, circumstances, strict=True)):
            same = number and circumstance == circumstances[number - 1] and _same(column, columns[number - 1])
            scores.append(scores[-1] if same else _scored(column, circumstance))
        movements: list[list[Movement]] = [[], *self._movements, []]
        for moving, before, after in zip(movements, scores[:-1], scores[1:], strict=True):
            if before is not after and (own := moved(before.verdicts, after.verdicts)):
                moving.insert(0, Movement("", "", own))
        return [Figure.of(one.value, one.coverage) for one in scores], movements

    def rebased(self) -> Figure:
        """Give the first figure by the last rubric, of the entries that stood at both moments."""
        one = _scored(self._columns[RUBRIC + 1], self._circumstance(RUBRIC + 1))
        return Figure.of(one.value, one.coverage)

    def _states(self, some: Sequence[Stood], rubric: Rubric) -> list[State]:
        found = (kept_state(one, rubric) for one in some)
        return [self._slim(one) for one in found if one is not None]

    def _circumstance(self, number: int) -> _Circumstance:
        """Say how a publisher is scored after so many steps."""
        then, now = self.testimonies
        testimony = replace(
            then,
            facts=now.facts,
            channels=(now if number > SOURCE else then).channels,
            departures=(now if number > SOURCE else then).departures,
            links=(now if number > LINK else then).links,
            attestations=(now if number > ATTESTATION else then).attestations,
        )
        rubric = self.rubrics[number > RUBRIC]
        return _Circumstance(rubric, self.until if number > TIME else self.since, testimony)


_NONE: Final[dict[str, object]] = {}


def _scored(column: Sequence[State], circumstance: _Circumstance) -> PublisherScore:
    rubric, at, testimony = circumstance
    judged: list[tuple[Score, Sequence[Verdict]]] = [(one.score, one.verdicts) for one in column]
    return publisher_score(judged, rubric, at=at, testimony=testimony)


def _same(one: Sequence[State], other: Sequence[State]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


def movements_of(one: Between, states: Sequence[State]) -> list[list[Movement]]:
    """Give, for each step, what moved in an entry."""
    found = []
    for before, after in pairwise(states):
        checks = [] if before is after else moved(before.verdicts, after.verdicts)
        found.append([Movement(one.after.uuid, one.after.title, checks)] if checks else [])
    return found
