"""The account of a score between two days: figures before and after, and parts that add up to the difference.

Figures are rounded to a ten-thousandth before they are compared, so that what is shown adds up to the digit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Self

from catalogue.charter import Verdict

__all__ = ["Account", "Cause", "Figure", "Moved", "Movement", "Part", "Passing", "moved", "parts_of"]

DIGITS: Final = Decimal("0.0001")


class Cause(StrEnum):
    """What made a score move, in the order in which it is worked out."""

    WENT = "went"
    """Entries that no longer stand."""
    MAPPING = "mapping"
    """Our code, tables, profile, and what the publisher's file states or corrects."""
    RUBRIC = "rubric"
    SOURCE = "source"
    """The record says something else."""
    TIME = "time"
    """The same record, later: data age, and a series grows longer."""
    OWN_SIDE = "own-side"
    """We asked nothing, or could reach nothing."""
    LINK = "link"
    """Addresses answered otherwise than before."""
    ELSEWHERE = "elsewhere"
    """Other catalogues, and entries of other publishers."""
    ATTESTATION = "attestation"
    UNREADABLE = "unreadable"
    """It cannot be worked out any more: the bytes are gone."""
    CAME = "came"
    """Entries that are new."""


class Figure(NamedTuple):
    """A score at one point on the way."""

    value: Decimal | None
    """From 0 to 1; ``None``: there is none."""
    coverage: Decimal

    @classmethod
    def of(cls, value: float | None, coverage: float) -> Self:
        return cls(None if value is None else _rounded(value), _rounded(coverage))


def _rounded(value: float) -> Decimal:
    return Decimal(value).quantize(DIGITS)


class Moved(NamedTuple):
    """A check that answers otherwise."""

    check: str
    before: str
    """Outcome; empty: it was not asked."""
    after: str
    reason: str
    """Why it answers as it does now; of before, where it is no longer asked."""


class Movement(NamedTuple):
    """One entry in which a cause made checks answer otherwise."""

    uuid: str
    """Empty: the publisher itself."""
    title: str
    checks: Sequence[Moved]


@dataclass(slots=True, kw_only=True)
class Part:
    cause: Cause
    value: Decimal | None = None
    """What it adds to the score; ``None``: there was none before or after it."""
    coverage: Decimal = Decimal(0)
    movements: list[Movement] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.value or self.coverage or self.movements)


class Passing(NamedTuple):
    """An entry that came or went."""

    uuid: str
    title: str
    score: float | None


@dataclass(slots=True, kw_only=True)
class Account:
    publisher: str
    uuid: str = ""
    """Of the entry that it is about; empty: the publisher as a whole."""
    title: str = ""
    since: datetime
    until: datetime
    rubrics: tuple[str, str]
    before: Figure
    after: Figure
    rebased: Figure
    """Before, worked out by the rubric of after: with another major version only this may be compared."""
    parts: list[Part]
    entries: int
    """That stood at both moments."""
    came: list[Passing] = field(default_factory=list)
    went: list[Passing] = field(default_factory=list)
    unreadable: list[Passing] = field(default_factory=list)

    @property
    def comparable(self) -> bool:
        """Tell whether the score before may stand beside the one after as it is."""
        one, other = (rubric.partition(".")[0] for rubric in self.rubrics)
        return one == other


def moved(before: Iterable[Verdict], after: Iterable[Verdict]) -> list[Moved]:
    """List the checks that answer otherwise."""
    old, new = ({one.check: one for one in verdicts} for verdicts in (before, after))
    return [
        Moved(check, _outcome(old, check), _outcome(new, check), (new.get(check) or old[check]).reason)
        for check in sorted(old.keys() | new.keys())
        if _answer(old, check) != _answer(new, check)
    ]


def _outcome(verdicts: Mapping[str, Verdict], check: str) -> str:
    return str(verdicts[check].outcome) if check in verdicts else ""


def _answer(verdicts: Mapping[str, Verdict], check: str) -> tuple[object, ...] | None:
    one = verdicts.get(check)
    return one and (one.outcome, one.value)


def parts_of(
    steps: Sequence[Cause], figures: Sequence[Figure], movements: Sequence[list[Movement]]
) -> list[Part]:
    """Make the parts: ``figures`` has one more than there are steps, each led to by its cause.

    A cause that stands twice among the steps becomes one part. Where a figure on the way is missing, the
    next one that is there is held against the last that was: the parts still add up.
    """
    found: dict[Cause, Part] = {cause: Part(cause=cause) for cause in Cause if cause in steps}
    last = figures[0].value
    for cause, before, after, moving in zip(steps, figures[:-1], figures[1:], movements, strict=True):
        part = found[cause]
        part.coverage += after.coverage - before.coverage
        if after.value is not None:
            if last is not None:
                part.value = (part.value or Decimal(0)) + after.value - last
            last = after.value
        part.movements += moving
    return [part for part in found.values() if not part.empty]
