"""Principle 14, cooperation: how much follows what governments agreed on. A hint only."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["shared_standards"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    by: tuple[str, ...]
    """Checks of which one has to pass."""
    enough: float
    half: float

    def counts(self, outcomes: Mapping[str, Outcome]) -> bool:
        return any(outcomes.get(check) is Outcome.PASS for check in self.by)


@rule(Level.PUBLISHER, Shared)
def shared_standards(case: PublisherCase, given: Shared) -> Ruling:
    found = case.counted[given]
    observed = {"entries": case.entries, "following": found}
    if not case.entries:
        return Ruling(Outcome.NOT_APPLICABLE, "no-entries", observed)
    share = found / case.entries
    observed |= {"percent": round(100 * share)}
    if share >= given.enough:
        return Ruling(Outcome.PASS, "standards-shared", observed)
    return Ruling(Outcome.PARTIAL if share >= given.half else Outcome.FAIL, "standards-rare", observed)
