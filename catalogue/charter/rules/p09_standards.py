"""Principle 9: whether a standard is named that can be looked up."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case
from catalogue.charter.rubric import Level
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
    known, not_data = given.globs
    named = dict.fromkeys(case.standards)
    for iri in not_data.among(named):
        del named[iri]
    recognised = known.among(named)
    return recognised, [iri for iri in named if iri not in recognised]


def _named(case: Case, given: Resolving) -> Hashable:
    if not case.standards:
        return ()
    recognised, own = named_standards(case, given)
    return tuple(recognised), () if recognised else tuple(own)


@rule(Level.ENTRY, Resolving, looks_at=_named, various=True)
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
