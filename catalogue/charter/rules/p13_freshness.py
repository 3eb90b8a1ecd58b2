"""Principle 13, a small delay: how often the data are said to change, and whether they do."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case
from catalogue.charter.rubric import Level
from catalogue.charter.rules import looks
from catalogue.charter.rules.ages import due
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["fresh", "periodicity_declared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    codes: tuple[str, ...]
    """Parts of a text by which it is a code of some list, no words."""
    silent: frozenset[str]
    """Codes that say nothing."""


def _frequency(case: Case, _: Told) -> Hashable:
    why = case.reason("frequency")
    return case.frequency, why.original if why is not None else None


@rule(Level.ENTRY, Told, looks_at=_frequency)
def periodicity_declared(case: Case, given: Told) -> Ruling:
    code = case.frequency
    if not code:
        return Ruling(Outcome.FAIL, "frequency-missing", {"frequency": None}, ("frequency",))
    if code in given.silent:
        return Ruling(Outcome.FAIL, "frequency-unknown", {"frequency": code})
    why = case.reason("frequency")
    if why is None or not why.original or any(part in why.original for part in given.codes):
        return Ruling(Outcome.PASS, "frequency-by-code", {"frequency": code})
    return Ruling(Outcome.PARTIAL, "frequency-as-text", {"frequency": code, "original": why.original})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    irregular: frozenset[str]
    """Codes of frequencies that promise nothing."""
    grace: float
    """Days that nobody is late, at the least: more where we ourselves look less often."""
    enough: float
    """Periods within which the data are fresh."""
    half: float
    """Periods within which they are late; beyond, they are stale."""


@rule(Level.ENTRY, Lateness, looks_at=looks.without_period)
def fresh(case: Case, given: Lateness) -> Ruling:
    """Measure the age by its most trusted sign against the period that the source declares."""
    measured = due(case, given.irregular)
    if isinstance(measured, Ruling):
        return measured
    _, period, seen = measured
    grace = _grace(case, given)
    observed = measured.shown | {"grace": grace}
    if seen.days > period * given.half + grace:
        return Ruling(Outcome.FAIL, "stale", observed)
    if seen.by == "watched":  # it may be older than we have been looking
        return Ruling(Outcome.UNKNOWN, "watched-too-short", observed)
    if seen.days > period * given.enough + grace:
        return Ruling(Outcome.PARTIAL, "late", observed)
    return Ruling(Outcome.PASS, "fresh", observed)


def _grace(case: Case, given: Lateness) -> float:
    history = case.testimony.history
    return max(given.grace, history.every or 0.0) if history else given.grace
