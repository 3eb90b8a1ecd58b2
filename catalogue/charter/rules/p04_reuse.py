"""Principle 4, transparency and reuse: anyone may use the data, and can understand them."""

from dataclasses import dataclass

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Level
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["commercial_reuse", "understandable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]


@rule(Level.DISTRIBUTION, Tiers)
def commercial_reuse(case: Case, offer: Offer, given: Tiers) -> Ruling:
    if offer.licence is None:
        return Ruling(Outcome.UNKNOWN, "licence-missing", {"licence": None})
    row = case.rubric.licences.find(offer.licence.iri)
    observed = {"licence": offer.licence.iri, "tier": row.tier if row else None}
    if row is None:
        return Ruling(Outcome.UNKNOWN, "licence-unrecognised", observed)
    if row.tier in given.allowed:
        return Ruling(Outcome.PASS, "licence-allows-commerce", observed)
    if row.tier in given.forbidden:
        return Ruling(Outcome.FAIL, "licence-not-open", observed)
    return Ruling(Outcome.UNKNOWN, "licence-unrecognised", observed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    minimum_length: int


@rule(Level.ENTRY, Length)
def understandable(case: Case, given: Length) -> Ruling:
    resource = case.entry.resource
    length = max((len(text.value) for text in resource.description), default=0)
    pages = len(resource.landing_pages) + len(resource.pages)
    observed = {"length": length, "minimum": given.minimum_length, "pages": pages}
    match length >= given.minimum_length, pages > 0:
        case True, True:
            return Ruling(Outcome.PASS, "described-and-documented", observed)
        case True, False:
            return Ruling(Outcome.PARTIAL, "no-page", observed, ("page",))
        case False, True:
            return Ruling(Outcome.PARTIAL, "description-short", observed)
        case _:
            return Ruling(Outcome.FAIL, "short-and-no-page", observed, ("page",))
