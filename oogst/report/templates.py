"""What nearly all entries of a source break alike: one cause, told as one finding.

A defect of the portal's software that is known by name is told by that name, whatever the rules it breaks.
Otherwise what all entries share is told as such; and it is the portal's fault where the publisher cannot help
it: its software has no field for what is missing, or gives every entry the same useless value.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

import mappings
from catalogue.profile import RuleText
from oogst.report.tally import RuleTally
from oogst.report.texts import field_of, topic_of_finding
from oogst.screen import Speech

__all__ = ["told_once"]

NEARLY_ALL: Final = 0.9
FEWEST: Final = 10
"""Entries below which nothing can be told to be a pattern."""

CHOSEN: Final = frozenset({"access-rights", "contact", "file-licence", "licence", "publisher"})
"""What a publisher may well choose alike for all entries; that it is the same is nobody's defect."""
UNKNOWN: Final = frozenset({"", "html-page", "rdf"})
"""Software of which we cannot say that it has no field for something."""
EVERYWHERE: Final = "everywhere"


def told_once(rules: Iterable[RuleTally], entries: int, software: str, speech: Speech) -> Iterator[RuleTally]:
    """Give the rules again, those of one defect as one; ``entries`` is how many the publisher has."""
    named: dict[str, list[RuleTally]] = {}
    for rule in rules:
        if rule.follows or entries < FEWEST or rule.entries < NEARLY_ALL * entries:
            yield rule
        elif name := mappings.known_defect(software, rule.rule, _usual(rule)):
            named.setdefault(name, []).append(rule)
        else:
            yield _everywhere(rule, entries, software, speech)
    for name, members in named.items():
        yield _as_one(name, members, software, speech)


def _usual(rule: RuleTally) -> str:
    """Give the value in nearly all places; empty where values differ or are missing."""
    ((value, count),) = Counter(place["value"] for place in rule.where).most_common(1)
    return value if count >= NEARLY_ALL * len(rule.where) else ""


def _everywhere(rule: RuleTally, entries: int, software: str, speech: Speech) -> RuleTally:
    fault = "portal" if rule.fault == "source" and _helpless(rule, software, speech) else rule.fault
    said = speech.say("template.everywhere", count=rule.entries, entries=entries)
    remedy = speech.say("template.ask-supplier") if fault != rule.fault else rule.text.remedy
    return replace(rule, fault=fault, template=EVERYWHERE, text=RuleText(f"{rule.text.title} {said}", remedy))


def _helpless(rule: RuleTally, software: str, speech: Speech) -> bool:
    """Say whether the publisher has no way to mend it."""
    topic = topic_of_finding(rule.rule, rule.layer)
    if rule.layer == "mapping":
        return bool(_usual(rule)) and topic not in CHOSEN
    missing = not any(place["value"] for place in rule.where)
    known = bool(topic) and software not in UNKNOWN
    return missing and known and not field_of(rule.rule, rule.layer, software, speech)


def _as_one(name: str, members: list[RuleTally], software: str, speech: Speech) -> RuleTally:
    """Make one finding of the rules that one defect makes entries break."""
    heaviest = min(members, key=lambda one: one.rank)
    title, remedy = mappings.defect_text(name, speech.language)
    where = field_of(heaviest.rule, heaviest.layer, software, speech)
    places = list(chain.from_iterable(one.where for one in members))
    return replace(
        heaviest,
        rule=name,
        fault="portal",
        text=RuleText(title, f"{remedy} {where}".strip()),
        template=name,
        members=tuple(sorted({one.rule for one in members})),
        entries=len({place["entry"] for place in places}),
        where=places,
    )
