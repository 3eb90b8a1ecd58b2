"""What fixes do to the estimate of Europe's quality assessment, which stands beside the charter."""

from typing import Final

from catalogue.graph import entry_blocks, statements
from catalogue.measures import conforms, described, estimate
from harvester.fixes.ranking import Ranked
from harvester.fixes.trials import Done, Trial
from harvester.runs.road import moment

__all__ = ["Beside"]

NOTHING: Final = 0.0


class Beside:
    """Estimates one entry of each class, once for each set of fixes done."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, frozenset[str]], float] = {}

    def change(self, one: Ranked, entries: int) -> float:
        """Give by how many points a fix raises, in its place, the least that entries have on average."""
        rise = (
            each.size * (self._least(each.trial, one.done | {one.fix}) - self._least(each.trial, one.done))
            for each in one.classes
        )
        return sum(rise) / entries if entries else NOTHING

    def _least(self, trial: Trial, done: Done) -> float:
        names = frozenset(fix.kind for fix in done & trial.all)
        key = (id(trial), names)
        if key not in self._known:
            self._known[key] = _estimated(trial, names)
        return self._known[key]


def _estimated(trial: Trial, names: frozenset[str]) -> float:
    after, findings = trial.desk.state(trial.known, names)
    at = moment(trial.desk.terms.at)
    body = statements(entry_blocks(after.entry, issued=moment(after.first_seen), modified=at))
    found = estimate(described(body), ok=conforms(findings), links=after.testimony.links)
    return NOTHING if found is None else float(found.least)
