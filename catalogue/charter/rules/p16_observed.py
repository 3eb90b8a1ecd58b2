"""Principle 16 again: licences that can be looked up, that say the same everywhere."""

from dataclasses import dataclass

from catalogue.charter.case import Case, Offer
from catalogue.charter.licences import plain_iri
from catalogue.charter.rubric import Level
from catalogue.charter.rules.p16_licences import Addresses, licence_iri, licences_told
from catalogue.charter.rules.probed import Reach, reach, sample_of
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Evidence, Fault, Outcome, Ruling

__all__ = ["licence_resolves", "same_licence_everywhere"]

UNSEEN = ["licence-resolves"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolving(Addresses):
    strikes: int


@rule(Level.DISTRIBUTION, Resolving, looks_at=licences_told)
def licence_resolves(case: Case, offer: Offer, given: Resolving) -> Ruling:
    """Ask the address of a licence that is given as one; a licence that we know needs no asking."""
    ruling = licence_iri(case, offer, given)
    if ruling.outcome is not Outcome.PASS or offer.licence is None:
        return ruling
    link = case.link(offer.licence.iri) if case.testimony.links else None
    if link is None:
        ruling.observed["unobserved"] = UNSEEN
    elif reach(link, given.strikes) is Reach.DOWN and not case.rubric.licences.find(offer.licence.iri):
        return Ruling(Outcome.PARTIAL, "licence-leads-nowhere", ruling.observed)
    return ruling


@rule(Level.ENTRY, looks_at="licences")
def same_licence_everywhere(case: Case, _: NoParameters) -> Ruling:
    """Compare the licence of each distribution, of copies in other catalogues, and in the data themselves."""
    own = [_name(case, offer.licence.iri) if offer.licence else "" for offer in case.offers]
    stated = sorted({name for name in own if name})
    copies = _in_copies(case) if case.testimony.copies else {}
    data = _in_data(case) if case.testimony.links else []
    observed: Evidence = {"licences": stated, "without": own.count(""), "of": len(own)}
    if copies or data:
        observed |= {"copies": copies, "data": data}
    if len(stated) > 1:
        return Ruling(Outcome.FAIL, "licences-differ", observed)
    if stated and any(name not in stated for name in data):
        return Ruling(Outcome.FAIL, "licence-differs-in-data", observed, fault=Fault.SOURCE)
    if stated and any(names != stated for names in copies.values()):
        return Ruling(Outcome.FAIL, "licence-differs-in-copy", observed, fault=Fault.DOWNSTREAM)
    if not stated or len(own) + len(copies) + len(data) <= 1:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-to-compare", observed)
    if "" in own:
        return Ruling(Outcome.PARTIAL, "licence-on-some", observed, ("licence",))
    return Ruling(Outcome.PASS, "licence-same", observed)


def _name(case: Case, iri: str) -> str:
    row = case.rubric.licences.find(iri)
    return row.name if row else plain_iri(iri)


def _in_copies(case: Case) -> dict[str, list[str]]:
    held = case.testimony.copies.items()
    return {name: _names(case, copy.licences) for name, copy in held if copy and copy.licences}


def _names(case: Case, iris: frozenset[str]) -> list[str]:
    return sorted({_name(case, iri) for iri in iris})


def _in_data(case: Case) -> list[str]:
    found: set[str] = set()
    for offer in case.offers:
        link = case.link(offer.url)
        latest = link.latest if link else None
        for sample in (sample_of(link), latest.rdf if latest else None):
            if sample and sample.facts.licences:
                found.update(_name(case, iri) for iri in sample.facts.licences)
    return sorted(found)
