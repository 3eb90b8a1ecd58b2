"""What a replay comes to over all entries: by property, by rule, by finding, and what is published."""

from collections import Counter
from dataclasses import dataclass, field

from harvester.replay.differences import Change, Difference

__all__ = ["PropertyTotal", "Totals"]


@dataclass(slots=True)
class PropertyTotal:
    """In how many entries a property was gained, lost, or says something else."""

    gained: int = 0
    lost: int = 0
    changed: int = 0


@dataclass(slots=True)
class Totals:
    differing: int = 0
    """Entries in which anything differs; the numbers below are of these."""
    content: int = 0
    """Entries that say something else, and so get another version."""
    properties: dict[str, PropertyTotal] = field(default_factory=dict)
    rules: Counter[str] = field(default_factory=Counter)
    """Entries by the rule that gives a value which was not there."""
    findings_gone: Counter[str] = field(default_factory=Counter)
    findings_new: Counter[str] = field(default_factory=Counter)
    published: int = 0
    """Entries that will be published and were not."""
    held_back: int = 0
    """Entries that were published and will not be."""
    better: int = 0
    worse: int = 0

    def add(self, one: Difference) -> None:
        self.differing += 1
        self.content += one.of_content
        self._add_values(one)
        self.findings_gone.update({finding.rule for finding in one.findings_gone})
        self.findings_new.update({finding.rule for finding in one.findings_new})
        self.published += one.published == (False, True)
        self.held_back += one.published == (True, False)
        before, after = one.score
        if before is not None and after is not None:
            self.better += after > before
            self.worse += after < before

    def _add_values(self, one: Difference) -> None:
        by_name: dict[str, list[Change]] = {}
        for change in one.changes:
            by_name.setdefault(change.name, []).append(change)
        for name, changes in by_name.items():
            total = self.properties.setdefault(name, PropertyTotal())
            if not any(change.before for change in changes):
                total.gained += 1
            elif not any(change.after for change in changes):
                total.lost += 1
            else:
                total.changed += 1
        self.rules.update({why.rule for change in one.changes for why in change.added})
