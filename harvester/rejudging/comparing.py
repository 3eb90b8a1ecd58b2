"""What another rubric makes of a publisher: both rubrics asked of the same entries, at the same moment.

So nothing but the rubric can be what differs, also between major versions, whose kept scores are never held
against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.charter import Rubric, Score, Verdict, publisher_score
from catalogue.scores import PresentScore
from catalogue.testimony import PublisherTestimony
from catalogue.views.stood import Stood
from harvester.kept import FindSource
from harvester.rejudging.judging import judged_again, known_then
from harvester.rejudging.reading import Reread, Unread, reread
from harvester.runs.rules import Rules

__all__ = ["Compared", "Mover", "compare_rubrics"]


class Mover(NamedTuple):
    """An entry whose score or label another rubric changes."""

    uuid: str
    title: str
    value: tuple[float | None, float | None]
    coverage: tuple[float, float]
    label: tuple[str, str]


@dataclass(slots=True, kw_only=True)
class Compared:
    """One publisher under two rubrics, the one before and the one after."""

    publisher: str
    at: datetime
    rubrics: tuple[Rubric, Rubric]
    scores: tuple[PresentScore, PresentScore]
    movers: list[Mover] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def new(self) -> list[str]:
        """Checks that only the one after has."""
        before, after = self.rubrics
        return sorted(after.by_id.keys() - before.by_id.keys())

    @property
    def gone(self) -> list[str]:
        before, after = self.rubrics
        return sorted(before.by_id.keys() - after.by_id.keys())

    @property
    def altered(self) -> list[str]:
        """Checks of both that ask something else, or weigh otherwise."""
        before, after = (rubric.by_id for rubric in self.rubrics)
        return sorted(
            name for name in before.keys() & after.keys() if _asks(before[name]) != _asks(after[name])
        )


def _asks(check: object) -> list[object]:
    names = ("version", "rule", "parameters", "weight", "gate", "level", "roll_up", "applies_to")
    return [getattr(check, name) for name in names]


def compare_rubrics(
    connection: Connection,
    publisher: str,
    standing: Iterable[Stood],
    *,
    rules: Rules,
    rubrics: tuple[Rubric, Rubric],
    at: datetime,
    testimony: PublisherTestimony,
    find: FindSource = lambda _: None,
) -> Compared:
    """Judge what stood at a moment by both rubrics, with what was known then."""
    pairs: tuple[list[_Judged], list[_Judged]] = ([], [])
    movers: list[Mover] = []
    unread: list[Unread] = []
    for batch in reread(connection, standing, rules=rules, day=at.date(), find=find):
        read = [one for one in batch if isinstance(one, Reread)]
        unread += [one for one in batch if isinstance(one, Unread)]
        known = known_then(connection, read, at)
        for one in read:
            told = known[one.stood.entry_id]
            before, after = (
                judged_again(one, rubric, at=at, testimony=told, facts=rules.facts) for rubric in rubrics
            )
            for judged, kept in zip((before, after), pairs, strict=True):
                kept.append((judged.score, judged.verdicts))
            if _moves(before.score, after.score):
                movers.append(_mover(one.stood, before.score, after.score))
    first, last = (
        PresentScore(
            publisher=publisher,
            at=at,
            score=publisher_score(judged, rubric, at=at, testimony=testimony),
            testimony=testimony,
            elsewise=0,
        )
        for judged, rubric in zip(pairs, rubrics, strict=True)
    )
    return Compared(
        publisher=publisher, at=at, rubrics=rubrics, scores=(first, last), movers=movers, unread=unread
    )


_Judged = tuple[Score, Sequence[Verdict]]


def _moves(before: Score, after: Score) -> bool:
    return (before.value, before.coverage, before.label) != (after.value, after.coverage, after.label)


def _mover(one: Stood, before: Score, after: Score) -> Mover:
    return Mover(
        one.uuid,
        one.title,
        (before.value, after.value),
        (before.coverage, after.coverage),
        (str(before.label), str(after.label)),
    )
