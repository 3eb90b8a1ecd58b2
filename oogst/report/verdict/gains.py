"""What an entry would gain by passing one check: the fixes that better it, each tried by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.charter import Rubric
from harvester.fixes import NONE, Fix, Member, Trial
from oogst.report.fixes.words import meanwhile, places_of, software_of, text_of
from oogst.screen import Speech

__all__ = ["Gained"]

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    trial: Trial
    member: Member
    check: str
    rubric: Rubric

    def document(self, software: str, speech: Speech) -> list[Document]:
        """Give the fixes that better the check, what gains most first."""
        found = [self._fix(fix, software, speech) for fix in self._fixes()]
        return sorted(found, key=lambda one: -one["points"])

    def _fixes(self) -> Iterator[Fix]:
        now = self.trial.standing(NONE)
        for fix in self.trial.fixes:
            then = self.trial.standing(frozenset([fix]))
            for before, after in zip(now.verdicts, then.verdicts, strict=True):
                if before.check == self.check and (after.value or 0) > (before.value or 0):
                    yield fix

    def _fix(self, fix: Fix, software: str, speech: Speech) -> Document:
        now, then = self.trial.standing(NONE), self.trial.standing(frozenset([fix]))
        text = text_of(fix, self.rubric, speech)
        known = {self.member.source: software}
        return {
            "title": text.title,
            "do": text.do,
            "computed": not fix.bounded,
            "points": 100 * (then.value - now.value),
            "where": [place.text for place in places_of(fix, [self.member], known, speech) if place.text],
            "software": software_of(self.member, known),
            "meanwhile": meanwhile(fix, self.member),
        }
