"""Principle 15, the flow to other portals: what the Flemish portal asks of an entry."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case
from catalogue.charter.rubric import Level
from catalogue.charter.rules.fields import missing, stated
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["portal_gates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    hard: tuple[str, ...]
    """Without these the portal refuses the entry or hides it."""
    soft: tuple[str, ...]
    """Without these it is found less easily."""


def _fields(case: Case, _: Gates) -> Hashable:
    return stated(case)


@rule(Level.ENTRY, Gates, looks_at=_fields)
def portal_gates(case: Case, given: Gates) -> Ruling:
    hard, _ = missing(case, given.hard)
    soft, _ = missing(case, given.soft)
    observed = {"missing": hard + soft, "hard": hard, "soft": soft}
    if hard:
        return Ruling(Outcome.FAIL, "portal-refuses", observed, tuple(hard))
    if soft:
        return Ruling(Outcome.PARTIAL, "portal-finds-less", observed, tuple(soft))
    return Ruling(Outcome.PASS, "portal-ready", observed)
