"""Findings of one publisher added up by rule: how many entries, where, and what they hold back."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from catalogue.profile import RuleText
from catalogue.views import FindingPlace
from oogst.report.texts import finding_text
from oogst.screen import Speech

__all__ = ["FindingTally", "RuleTally"]

LONGEST: Final = 200
"""Characters of a value that a report repeats."""

FOLLOWS: Final = frozenset(
    {"dataset-not-open-data", "dataset-statuut-missing", "service-not-open-data", "service-statuut-missing"},
)
"""Rules that nobody can repair by themselves: they follow from the licence or the access rights."""

NOT_OPEN: Final = frozenset({"dataset-not-open-data", "service-not-open-data"})
KEEPS_CLOSED: Final = frozenset(
    {
        "dataset-not-public",
        "distribution-licence-missing",
        "distribution-licence-not-flemish",
        "licence-unknown",
        "service-licence-missing",
        "service-licence-not-flemish",
        "service-not-public",
    },
)
"""Rules of which an entry that is not Flemish open data breaks at least one."""

GROUPS: Final = ("blocks", "error", "warning", "info")


@dataclass(slots=True, kw_only=True)
class RuleTally:
    """One rule as it is broken: ``places`` in ``entries`` different entries."""

    rule: str
    layer: str
    severity: str
    fault: str
    blocks: bool
    text: RuleText
    template: str = ""
    """What makes nearly all entries break it alike: a defect by name, or ``everywhere``."""
    members: tuple[str, ...] = ()
    """The rules that are told as this one, where a defect makes entries break several."""
    entries: int = 0
    where: list[dict[str, str]] = field(default_factory=list)
    _last: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that this tells of."""
        return self.members or (self.rule,)

    @property
    def follows(self) -> bool:
        return self.rule in FOLLOWS

    @property
    def group(self) -> str:
        """One of ``blocks``, ``error``, ``warning``, ``info``."""
        return "blocks" if self.blocks else self.severity

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Sort key: what holds entries back first, causes before what follows from them, then by spread."""
        return GROUPS.index(self.group), self.follows, -self.entries, self.rule

    def add(self, place: FindingPlace) -> None:
        if place.entry != self._last:
            self.entries += 1
            self._last = place.entry
        named = {"entry": place.entry, "identifier": place.identifier, "title": place.title}
        self.where.append({**named, "path": place.path, "value": place.value[:LONGEST]})

    def document(self) -> dict[str, Any]:
        """Give the rule as it stands in the report."""
        plain = ("rule", "layer", "severity", "fault", "group", "entries")
        return {
            **{name: getattr(self, name) for name in plain},
            "rules": list(self.rules),
            "template": self.template or None,
            "places": len(self.where),
            "holds_back": self.blocks,
            "follows": self.follows,
            "title": self.text.title,
            "remedy": self.text.remedy,
            "where": self.where,
        }


class FindingTally:
    """All findings of a publisher, and which rules together hold how many entries back."""

    def __init__(
        self,
        places: Iterable[FindingPlace],
        gate: Collection[str],
        speech: Speech,
        software: str = "",
    ) -> None:
        self._software = software
        self._rules: dict[tuple[str, str, str, str], RuleTally] = {}
        self._gate = gate
        self._speech = speech
        against: defaultdict[str, set[str]] = defaultdict(set)
        closed: defaultdict[str, set[str]] = defaultdict(set)
        for place in places:
            rule = self._rule(place)
            rule.add(place)
            if rule.blocks and not place.published:
                against[place.entry].add(place.rule)
            if place.rule in NOT_OPEN | KEEPS_CLOSED:
                closed[place.entry].add(place.rule)
        self.blocked = Counter(frozenset(rules) for rules in against.values())
        """How many entries are held back by the same set of rules."""
        self.not_open = sum(not rules.isdisjoint(NOT_OPEN) for rules in closed.values())
        self.closed = Counter(causes for rules in closed.values() if (causes := _causes(rules)))
        """How many entries are no Flemish open data for the same set of rules."""

    @property
    def rules(self) -> list[RuleTally]:
        """Every broken rule, what weighs most first."""
        return sorted(self._rules.values(), key=lambda one: one.rank)

    def tell(self, rules: Iterable[RuleTally]) -> None:
        """Tell these instead: what several rules have in common, as one."""
        self._rules = {(one.rule, one.layer, one.severity, one.fault): one for one in rules}

    @property
    def texts(self) -> dict[str, RuleText]:
        """The words of each broken rule; rules that are told as one have the same."""
        return {rule: one.text for one in self.rules for rule in one.rules}

    def _rule(self, place: FindingPlace) -> RuleTally:
        key = (place.rule, place.layer, place.severity, place.fault)
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = RuleTally(
                rule=place.rule,
                layer=place.layer,
                severity=place.severity,
                fault=place.fault,
                blocks=place.severity == "error" and place.layer in self._gate,
                text=finding_text(place.rule, place.layer, place.fault, self._speech, self._software),
            )
        return found


def _causes(rules: set[str]) -> frozenset[str]:
    """Say why an entry is no Flemish open data; a licence that nobody knows is also told to be missing."""
    if not rules & NOT_OPEN:
        return frozenset()
    twice = (
        {"distribution-licence-missing", "service-licence-missing"} if "licence-unknown" in rules else set()
    )
    return frozenset(rules & KEEPS_CLOSED - twice)
