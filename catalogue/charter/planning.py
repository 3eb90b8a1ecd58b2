"""What each check answers before anything of an entry is looked at: worked out once per rubric.

A check does not concern this kind of entry, or needs what nobody has: observations, a history, other
catalogues, answers of people. Its verdict is then the same for thousands of entries.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from catalogue.charter.rubric import Check, Input, Level, Look, RollUp, Rubric
from catalogue.charter.verdict import VALUES, Fault, Outcome, Ruling, SharedVerdict
from catalogue.model import Kind

__all__ = ["Known", "Step", "plan"]


class Known(NamedTuple):
    """Of an entry: what decides which checks have to be asked at all."""

    kind: Kind
    offers: bool
    """It offers data."""
    findings: bool
    links: bool
    history: bool
    copies: bool
    attestations: bool
    many: bool
    """It offers more than is worth remembering: the evidence is long, and seldom comes again."""


class Step(NamedTuple):
    check: Check
    condition: str
    """Asked before anything else; empty: there is none."""
    ruling: Ruling | None
    """What holds whatever the entry says; ``None``: the rule has to be asked."""
    verdict: SharedVerdict | None
    """The verdict itself, where nothing of the entry but the condition can change it any more."""
    function: Callable[..., Ruling]
    looks_at: Look | None
    """``None`` where its answers are not remembered."""
    roll_up: RollUp | None
    """``None`` for a rule that is asked of the entry, and not of each thing that it offers."""


SILENT: Final[Mapping[Input, Ruling]] = MappingProxyType(
    {
        Input.FINDINGS: Ruling(Outcome.UNKNOWN, "not-validated", {}),
        Input.OBSERVATIONS: Ruling(Outcome.UNKNOWN, "not-asked", {}),
        Input.SAMPLE: Ruling(Outcome.UNKNOWN, "not-asked", {}),
        Input.HISTORY: Ruling(Outcome.UNKNOWN, "no-history", {}),
        Input.ELSEWHERE: Ruling(Outcome.UNKNOWN, "not-looked-elsewhere", {}),
        Input.ATTESTATIONS: Ruling(Outcome.MANUAL, "not-attested", {}),
    }
)
"""The answer of a check that cannot do without, where it is not there."""


def plan(rubric: Rubric, known: Known) -> list[Step]:
    """Give the steps of a rubric for entries of which this is known."""
    steps: list[Step] | None = rubric.plans.get(known)
    if steps is None:
        steps = rubric.plans[known] = [_step(check, known) for check in rubric.entry_checks]
    return steps


def _step(check: Check, known: Known) -> Step:
    concerned = known.kind in check.applies_to
    condition = check.applies_if if concerned else ""
    ruling = _silent(check, known) if concerned else _of_other_kind(known)
    function, roll_up = check.rule.function, None
    if check.level is Level.DISTRIBUTION:
        roll_up = check.roll_up or RollUp.WORST
    answerable = check.asked is not None and known.attestations
    seen = known.links or known.copies
    if ruling is not None:
        settled = not answerable and not (condition and seen)
        verdict = _verdict(check, ruling) if settled else None
        return Step(check, condition, ruling, verdict, function, None, roll_up)
    ruling = _without_offers(check, known)
    looks_at = check.rule.looks_at if ruling is None else "offered"  # of which there is nothing
    if answerable or seen or (known.many and check.level is Level.DISTRIBUTION):
        looks_at = None
    return Step(check, condition, ruling, None, function, looks_at, roll_up)


def _without_offers(check: Check, known: Known) -> Ruling | None:
    """Say what holds of the things that an entry offers where it offers none."""
    if check.level is Level.ENTRY or known.offers:
        return None
    return Ruling(check.nothing_offered, "nothing-offered", {}, ("address",))


def _verdict(check: Check, ruling: Ruling) -> SharedVerdict:
    outcome, evidence = ruling.outcome, {**check.stamp, **ruling.observed}
    value = VALUES[outcome]
    return SharedVerdict(check.id, check.principle, outcome, value, Fault.NONE, evidence, ruling.reason)


def _of_other_kind(known: Known) -> Ruling:
    return Ruling(Outcome.NOT_APPLICABLE, "kind", {"kind": known.kind.value})


def _silent(check: Check, known: Known) -> Ruling | None:
    if Input.FINDINGS in check.inputs and not known.findings:
        return SILENT[Input.FINDINGS]
    if check.level is Level.DISTRIBUTION and not known.offers:
        return None
    need = check.rule.needs
    return SILENT[need] if need and need in _absent(known) else None


def _absent(known: Known) -> frozenset[Input]:
    there = {
        Input.OBSERVATIONS: known.links,
        Input.SAMPLE: known.links,
        Input.HISTORY: known.history,
        Input.ELSEWHERE: known.copies,
        Input.ATTESTATIONS: known.attestations,
    }
    return frozenset(need for need, is_there in there.items() if not is_there)
