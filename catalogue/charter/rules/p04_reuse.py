"""Principle 4, transparency and reuse: anyone may use the data, and can understand them."""

from dataclasses import dataclass
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Level
from catalogue.charter.rules.probed import answers
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling

__all__ = ["commercial_reuse", "explained", "understandable"]


SHOWN: Final = 5
PAGE: Final = ("page",)
WITHOUT: Final = Ruling(Outcome.UNKNOWN, "licence-missing", {"licence": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...]


@rule(Level.DISTRIBUTION, Tiers, looks_at="licences")
def commercial_reuse(case: Case, offer: Offer, given: Tiers) -> Ruling:
    if offer.licence is None:
        return WITHOUT
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


@rule(Level.ENTRY, Length)
def explained(case: Case, given: Length) -> Ruling:
    """Look at the pages themselves: one that never answers explains nothing."""
    resource = case.entry.resource
    length = max([len(text.value) for text in resource.description], default=0)
    pages = resource.landing_pages + resource.pages
    reached = {answers(case.link(page)) if case.testimony.links else None for page in pages}
    observed = {"length": length, "minimum": given.minimum_length, "pages": pages[:SHOWN]}
    if True in reached:
        return _with_page(length, given, observed)
    if None in reached:
        return Ruling(Outcome.UNKNOWN, "page-not-asked", observed)
    if length < given.minimum_length:
        return Ruling(Outcome.FAIL, "page-gone-and-short" if pages else "short-and-no-page", observed, PAGE)
    return Ruling(Outcome.PARTIAL, "page-gone" if pages else "no-page", observed, PAGE)


def _with_page(length: int, given: Length, observed: Evidence) -> Ruling:
    if length >= given.minimum_length:
        return Ruling(Outcome.PASS, "described-and-documented", observed)
    return Ruling(Outcome.PARTIAL, "description-short", observed)
