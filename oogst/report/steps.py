"""What to do first: remedies in the order of what they gain.

Law: a step's gain is what it adds to the steps before it, so that whoever follows the list can count on it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harvester.runs.road import FACTS_OF_PUBLISHER
from oogst.report.tally import FindingTally

__all__ = ["Step", "charter_step", "in_order", "opening_steps", "publishing_steps"]

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    remedy: str
    rules: tuple[str, ...]
    """The rules that this remedy satisfies."""
    entries: int
    """Entries that have one of these rules against them."""
    freed: int
    """Entries that have nothing left against them by this step, after the steps before it."""


def publishing_steps(findings: FindingTally, published: int, facts_remedy: str) -> Iterator[JsonObject]:
    """Say what makes entries publishable; ``facts_remedy`` replaces what a publisher's file would repair."""
    remedies = {rule: text.remedy for rule, text in findings.texts.items()}
    if facts_remedy:
        remedies |= {rule: facts_remedy for rule in remedies if rule.endswith(FACTS_OF_PUBLISHER)}
    for step in in_order(findings.blocked, remedies):
        published += step.freed
        yield _document("publishable", step, findings, published, whole=step.remedy == facts_remedy)


def opening_steps(findings: FindingTally, entries: int) -> Iterator[JsonObject]:
    """Say what makes entries Flemish open data, which visitors filter on."""
    remedies = {rule: text.remedy for rule, text in findings.texts.items()}
    is_open = entries - findings.not_open
    for step in in_order(findings.closed, remedies):
        is_open += step.freed
        yield _document("open-data", step, findings, is_open, whole=False)


def charter_step(fix: JsonObject) -> JsonObject:
    """Say what raises the charter's score, from a fix as :func:`fixes_document` gives it."""
    where = [place["text"] for place in fix["where"] if place["text"]]
    return {
        "gain": "charter",
        "do": " ".join([f"{fix['title']}.", fix["do"], *dict.fromkeys(where)]),
        "checks": fix["checks"],
        "principles": sorted({int(check[1:3]) for check in fix["checks"]}),
        "entries": fix["entries"],
        "computed": fix["computed"],
        "fault": fix["fault"],
        "points": round(fix["in_order"]["score"], 1),
    }


def _document(gain: str, step: Step, findings: FindingTally, after: int, *, whole: bool) -> JsonObject:
    titles = {rule: text.title for rule, text in findings.texts.items()}
    one = len({titles[rule] for rule in step.rules}) == 1 and not whole
    return {
        "gain": gain,
        "do": f"{titles[step.rules[0]]} {step.remedy}" if one else step.remedy,
        "rules": step.rules,
        "entries": step.entries,
        "freed": step.freed,
        "after": after,
    }


def in_order(blocked: Mapping[frozenset[str], int], remedies: Mapping[str, str]) -> list[Step]:
    """Order the remedies of what stands in the way of entries.

    ``blocked`` counts entries by the set of rules against them; ``remedies`` says of each rule what to do.
    Each step is the one that frees most entries after those before it; of equals, the one that most need.
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
