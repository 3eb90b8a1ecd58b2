"""Ask one check of one entry, and say what came of it as a verdict."""

from typing import Final, TypeVar

from catalogue.charter.case import Case
from catalogue.charter.planning import Step
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check
from catalogue.charter.verdict import Fault, Outcome, Ruling, Verdict

__all__ = ["ruled", "said"]

_made: Final = tuple.__new__
V = TypeVar("V", bound=Verdict)
PASS: Final = Outcome.PASS
PARTIAL: Final = Outcome.PARTIAL
FAIL: Final = Outcome.FAIL
"""Looked up once: this is done for many checks of every entry."""


def ruled(step: Step, case: Case) -> Ruling:
    """Ask the rule of a step, of the entry or of each thing that it offers."""
    if step.ruling is not None:
        return step.ruling
    function, given, roll_up = step.function, step.check.parameters, step.roll_up
    if roll_up is None:
        return function(case, given)
    return roll([(offer.path, function(case, offer, given)) for offer in case.offers], roll_up)


def said(kind: type[V], check: Check, ruling: Ruling, fault: Fault) -> V:
    """Say a ruling as a verdict of this kind."""
    outcome, reason, observed, _, _ = ruling
    value = 1 if outcome is PASS else 0 if outcome is FAIL else 0.5 if outcome is PARTIAL else None
    evidence = {**check.stamp, **observed}
    # Made as a plain tuple is: the constructor of a named one is called for many checks of each entry.
    return _made(kind, (check.id, check.principle, outcome, value, fault, evidence, reason))
