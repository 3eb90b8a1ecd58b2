"""Bring the rulings on an entry's distributions together to one, keeping what was seen on each.

The law: what one distribution leaves open never decides, unless the others decide already.
"""

from collections.abc import Sequence
from typing import Final

from catalogue.charter.rubric import RollUp
from catalogue.charter.verdict import VALUES, Evidence, Outcome, Ruling

__all__ = ["roll"]

SHOWN: Final = 20
"""Places and groups shown at most in the evidence."""

OPEN: Final = frozenset({Outcome.UNKNOWN, Outcome.MANUAL})
NOT_APPLICABLE: Final = frozenset({Outcome.NOT_APPLICABLE})


def roll(rulings: Sequence[tuple[str, Ruling]], way: RollUp) -> Ruling:
    """Roll up the rulings, each with the path of its distribution; there is at least one."""
    first = rulings[0][1]
    if len(rulings) == 1:
        return _same(first, [rulings[0][0]])
    groups = _grouped(rulings)
    if len(groups) == 1:
        return _same(*groups[0])
    seen: Evidence = {"of": len(rulings), "groups": [_shown(*group) for group in groups[:SHOWN]]}
    found = [ruling for ruling, _ in groups]
    halves, lacking = set(), {}
    for outcome, _, observed, topics, _ in found:
        halves.update(observed.get("unobserved", ()))
        if outcome is not Outcome.PASS:
            lacking.update(dict.fromkeys(topics))
    if halves:
        seen["unobserved"] = sorted(halves)
    outcome = _outcome({ruling.outcome for ruling in found} - NOT_APPLICABLE, way)
    if way is RollUp.SHARE and outcome is Outcome.PARTIAL:  # a mix is explained by what pulls it down
        telling = min([ruling for ruling in found if ruling.outcome in _DECIDED], key=_value)
    else:
        telling = next(ruling for ruling in found if ruling.outcome is outcome)
    return Ruling(outcome, telling.reason, seen, tuple(lacking))


_DECIDED: Final = frozenset(outcome for outcome, value in VALUES.items() if value is not None)


def _same(ruling: Ruling, where: list[str]) -> Ruling:
    """Roll up rulings that are alike: most entries have one distribution, or several of one kind."""
    outcome, reason, observed, topics, fault = ruling
    whole: Evidence = {"of": len(where), "groups": [_shown(ruling, where)]}
    if "unobserved" in observed:
        whole["unobserved"] = sorted(set(observed["unobserved"]))
    return Ruling(outcome, reason, whole, topics, fault)


def _value(ruling: Ruling) -> float:
    return VALUES[ruling.outcome] or 0


def _outcome(outcomes: set[Outcome], way: RollUp) -> Outcome:
    if not outcomes:
        return Outcome.NOT_APPLICABLE
    decided = outcomes & _DECIDED
    match way:
        case RollUp.BEST if Outcome.PASS in decided:
            return Outcome.PASS
        case RollUp.WORST if Outcome.FAIL in decided:
            return Outcome.FAIL
        case RollUp.SHARE if len(decided) > 1 or Outcome.PARTIAL in decided:
            return Outcome.PARTIAL
    if outcomes & OPEN:
        return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else Outcome.MANUAL
    order = (Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL)
    return next(one for one in (order if way is RollUp.BEST else order[::-1]) if one in decided)


def _grouped(rulings: Sequence[tuple[str, Ruling]]) -> list[tuple[Ruling, list[str]]]:
    """Put distributions on which the same was seen together, so that evidence stays small."""
    groups: list[tuple[Ruling, list[str]]] = []
    for path, ruling in rulings:
        for seen, where in groups[:SHOWN]:  # bounded: a source may have thousands, each of its own kind
            if seen is ruling or seen == ruling:
                where.append(path)
                break
        else:
            groups.append((ruling, [path]))
    return groups


def _shown(ruling: Ruling, where: list[str]) -> Evidence:
    return {
        "outcome": str(ruling.outcome),
        "reason": ruling.reason,
        **ruling.observed,
        "count": len(where),
        "where": where[:SHOWN],
    }
