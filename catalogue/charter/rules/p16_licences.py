"""Principle 16, a limited set of licences that are open, usable abroad and machine-readable."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case, Offer
from catalogue.charter.licences import plain_iri
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = [
    "charter_licence",
    "consistent_licence",
    "lawful_licence",
    "licence_iri",
    "licences_told",
    "limited_set",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    addresses: frozenset[str]
    """Names under which a record gives the address of its licence beside the text that the mapping read."""


def licences_told(case: Case, given: Addresses) -> Hashable:
    """Look at each licence with how the source told it; None: no licence."""
    licences = case.licences
    if licences.count(None) == len(licences):
        return len(licences)
    told = zip(licences, case.paths(".licence"), strict=True)
    return tuple([None if iri is None else _told(case, iri, path, given) for iri, path in told])


def _told(case: Case, iri: str, path: str, given: Addresses) -> Hashable:
    why = case.reason(path)
    if why is None or (not why.default and "://" in why.original):
        return iri
    if why.default:
        return iri, why.rule
    return iri, why.original, _beside(case, given)


@rule(Level.DISTRIBUTION, Addresses, looks_at=licences_told)
def licence_iri(case: Case, offer: Offer, given: Addresses) -> Ruling:
    if offer.licence is None:
        return Ruling(Outcome.FAIL, "licence-missing", {"licence": None}, ("licence",))
    observed = {"licence": offer.licence.iri}
    why = case.reason(f"{offer.path}.licence" if offer.path else "licence")
    if why is not None and why.default:
        return Ruling(Outcome.PARTIAL, "licence-of-publisher", observed | {"rule": why.rule}, ("licence",))
    if why is None or "://" in why.original or _beside(case, given):
        return Ruling(Outcome.PASS, "licence-by-iri", observed)
    return Ruling(Outcome.PARTIAL, "licence-as-text", observed | {"original": why.original}, ("licence-iri",))


def _beside(case: Case, given: Addresses) -> bool:
    return case.says(given.addresses, parts=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets:
    charter: tuple[str, ...]
    open: tuple[str, ...]
    outside: tuple[str, ...]


@rule(Level.DISTRIBUTION, Sets, looks_at="licences")
def charter_licence(case: Case, offer: Offer, given: Sets) -> Ruling:
    if offer.licence is None:
        return Ruling(
            Outcome.FAIL, "licence-missing", {"licence": None, "name": None, "tier": None}, ("licence",)
        )
    row = case.rubric.licences.find(offer.licence.iri)
    if row is None:
        observed = {"licence": offer.licence.iri, "name": plain_iri(offer.licence.iri), "tier": None}
        return Ruling(Outcome.UNKNOWN, "licence-unrecognised", observed)
    observed = {"licence": offer.licence.iri, "name": row.name, "tier": row.tier}
    if row.tier in given.charter:
        return Ruling(Outcome.PASS, "licence-of-charter", observed)
    if row.tier in given.open:
        return Ruling(Outcome.PARTIAL, "licence-open", observed)
    return Ruling(Outcome.FAIL, "licence-outside", observed)


@rule(Level.ENTRY, looks_at="licences")
def consistent_licence(case: Case, _: NoParameters) -> Ruling:
    names = [_name(case, offer) for offer in case.offers]
    stated = sorted(set(filter(None, names)))
    observed = {"licences": stated, "without": names.count(""), "of": len(names)}
    if len(names) <= 1 or not stated:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-to-compare", observed)
    if len(stated) > 1:
        return Ruling(Outcome.FAIL, "licences-differ", observed)
    if "" in names:
        return Ruling(Outcome.PARTIAL, "licence-on-some", observed, ("licence",))
    return Ruling(Outcome.PASS, "licence-same", observed)


def _name(case: Case, offer: Offer) -> str:
    if offer.licence is None:
        return ""
    row = case.rubric.licences.find(offer.licence.iri)
    return row.name if row else plain_iri(offer.licence.iri)


@rule(Level.ENTRY, looks_at="licences")
def lawful_licence(case: Case, _: NoParameters) -> Ruling:
    """Tell model licences from those that need an approved motivation, which a person has to show."""
    iris = list(dict.fromkeys(offer.licence.iri for offer in case.offers if offer.licence is not None))
    rows = [case.rubric.licences.find(iri) for iri in iris]
    if not case.offers:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-offered", {"licences": []})
    if not iris:
        return Ruling(Outcome.UNKNOWN, "licence-missing", {"licences": []})
    if all(row is not None and row.model for row in rows):
        return Ruling(Outcome.PASS, "licence-model", {"licences": iris})
    return Ruling(Outcome.MANUAL, "licence-needs-motivation", {"licences": iris})


@dataclass(frozen=True, slots=True, kw_only=True)
class Few:
    evidence_of: str
    """The check of entries whose evidence names the licences."""
    few: int
    some: int
    share: float
    minimum_known: float
    """Share of the entries that must state a licence before the set of licences says anything."""


@rule(Level.PUBLISHER, Few)
def limited_set(case: PublisherCase, given: Few) -> Ruling:
    counted = case.licences[given.evidence_of]
    ranked = counted.licences.most_common()
    observed = {"entries": counted.entries, "stated": counted.stated, "licences": dict(ranked[:20])}
    if not counted.entries:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-offered", observed)
    if counted.stated < given.minimum_known * counted.entries or not ranked:
        return Ruling(Outcome.UNKNOWN, "licences-too-few-known", observed)
    wanted = given.share * counted.licences.total()
    for most, outcome in ((given.few, Outcome.PASS), (given.some, Outcome.PARTIAL)):
        if sum(count for _, count in ranked[:most]) >= wanted:
            return Ruling(
                outcome, "licences-limited" if outcome is Outcome.PASS else "licences-many", observed
            )
    return Ruling(Outcome.FAIL, "licences-many", observed)
