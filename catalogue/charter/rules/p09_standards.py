"""Principle 9: whether a standard is named that can be looked up."""

from dataclasses import dataclass

from catalogue.charter.case import Case
from catalogue.charter.licences import plain_iri
from catalogue.charter.rubric import Level
from catalogue.charter.rules import looks
from catalogue.charter.rules.p09_formats import Standards
from catalogue.charter.rules.probed import Reach, reach
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["named_standards", "standard_resolves"]


@dataclass(frozen=True, kw_only=True)
class Resolving(Standards):
    strikes: int


def named_standards(case: Case, given: Standards) -> tuple[list[str], list[str]]:
    """List what the data are said to follow: standards of the rubric's list, and others."""
    named = case.standards
    if not named:
        return [], []
    known, not_data = given.globs
    of_data = {iri: text for iri in named if (text := plain_iri(iri)) not in not_data}
    recognised = [iri for iri, text in of_data.items() if text in known]
    return recognised, [iri for iri in of_data if iri not in recognised]


@rule(Level.ENTRY, Resolving, looks_at=looks.standards)
def standard_resolves(case: Case, given: Resolving) -> Ruling:
    """Know a standard by its name; of a schema of one's own also ask whether it can be read."""
    recognised, own = named_standards(case, given)
    if recognised:
        return Ruling(Outcome.PASS, "standard-known", {"standards": recognised})
    if not own:
        return Ruling(Outcome.FAIL, "standard-missing", {"standards": []}, ("standard",))
    links = {iri: link for iri in own if (link := case.link(iri))}
    gone = [iri for iri, link in links.items() if reach(link, given.strikes) is Reach.DOWN]
    observed = {"standards": own, "asked": sorted(links), "gone": gone}
    if len(gone) == len(own):
        return Ruling(Outcome.FAIL, "standard-gone", observed)
    return Ruling(Outcome.PARTIAL, "standard-own", observed)
