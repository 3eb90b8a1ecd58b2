"""What to do first: remedies in the order of what they gain.

Pure. A step's gain is what it adds to the steps before it, so that whoever follows the list can count on it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Step", "first_steps"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    remedy: str
    rules: tuple[str, ...]
    """The rules that this remedy satisfies."""
    entries: int
    """Held-back entries that have one of these rules against them."""
    freed: int
    """Entries that become publishable by this step, after the steps before it."""


def first_steps(blocked: Mapping[frozenset[str], int], remedies: Mapping[str, str]) -> list[Step]:
    """Order the remedies of what holds entries back.

    ``blocked`` counts entries by the set of rules that hold them back; ``remedies`` says of each rule what to
    do. Each step is the one that frees most entries after those before it; of equals, the one that most
    entries need.
    """
    waiting = Counter[frozenset[str]]()
    for rules, count in blocked.items():
        waiting[frozenset(remedies[rule] for rule in rules)] += count
    needed = Counter[str]()
    for wanted, count in waiting.items():
        needed.update(dict.fromkeys(wanted, count))
    steps: list[Step] = []
    while waiting:
        alone = {next(iter(wanted)): count for wanted, count in waiting.items() if len(wanted) == 1}
        open_now = {remedy for wanted in waiting for remedy in wanted}
        chosen = min(open_now, key=lambda remedy: (-alone.get(remedy, 0), -needed[remedy], remedy))
        served = sorted(rule for rules in blocked for rule in rules if remedies[rule] == chosen)
        steps.append(
            Step(
                remedy=chosen,
                rules=tuple(dict.fromkeys(served)),
                entries=needed[chosen],
                freed=alone.get(chosen, 0),
            ),
        )
        waiting = _after(chosen, waiting)
    return steps


def _after(done: str, waiting: Counter[frozenset[str]]) -> Counter[frozenset[str]]:
    left = Counter[frozenset[str]]()
    for wanted, count in waiting.items():
        if rest := wanted - {done}:
            left[rest] += count
    return left
