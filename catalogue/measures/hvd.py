"""The overlay for high-value datasets: what DCAT-AP HVD asks, where a source says that an entry is one.

The law: it is never declared here. A dataset is of high value when a member state reported it; the most that
this says is that somebody should look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from catalogue.charter import Outcome, load_rubric
from catalogue.measures.described import Described
from catalogue.measures.loading import Page, Version, load
from catalogue.measures.reach import any_answers
from catalogue.measures.recognising import Recognised, Signs, recognised
from catalogue.measures.reply import Reply
from catalogue.model import Kind
from catalogue.testimony import Link

__all__ = ["Hvd", "HvdCandidate", "HvdStanding", "hvd", "hvd_page"]

LEGISLATION: Final = "dcatap:applicableLegislation"
CATEGORY: Final = "dcatap:hvdCategory"
PERSISTENT: Final = ("/id/", "/doi/", "doi.org/", "purl.org/", "w3id.org/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    iri: str
    words: tuple[str, ...]
    without: tuple[str, ...]


class HvdPage(Page):
    legislation: str
    rubric: Version
    licences: frozenset[str]
    """Names of rows of the rubric's licences that are CC BY 4.0 or freer."""
    mapped_licences: frozenset[str]
    """Those that ask for a mapping to the European list first."""
    claimed_by_keyword: frozenset[str]
    categories: dict[str, Category]


class HvdStanding(StrEnum):
    CLAIMED = "claimed"
    """The source says so."""
    CANDIDATE = "candidate"
    """It is about a subject of the regulation; nobody said more."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class HvdCandidate:
    category: str
    """``geospatial``, ..."""
    iri: str
    why: tuple[Recognised, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hvd:
    version: str
    standing: HvdStanding
    claims: tuple[str, ...]
    """By what the source says it: ``category``, ``legislation``, ``keyword``."""
    categories: tuple[str, ...]
    """IRIs that the source gives."""
    candidates: tuple[HvdCandidate, ...]
    answers: tuple[Reply, ...]
    """HVD.0 to HVD.7; of what is not claimed none but the first applies."""


@cache
def hvd_page() -> HvdPage:
    return load("hvd", HvdPage)


def hvd(entry: Described, *, links: Mapping[str, Link]) -> Hvd:
    """Say how an entry stands towards the rules for high-value datasets."""
    page = hvd_page()
    claims = tuple(_claims(entry, page))
    candidates = tuple(_candidates(entry, page))
    standing = HvdStanding.CANDIDATE if candidates else HvdStanding.NONE
    standing = HvdStanding.CLAIMED if claims else standing
    return Hvd(
        version=page.version,
        standing=standing,
        claims=claims,
        categories=tuple(entry.own(CATEGORY)),
        candidates=candidates,
        answers=tuple(_answers(entry, links, page, claimed=bool(claims))),
    )


def _claims(entry: Described, page: HvdPage) -> Iterator[str]:
    if entry.own(CATEGORY):
        yield "category"
    if page.legislation in entry.own(LEGISLATION):
        yield "legislation"
    if page.claimed_by_keyword.intersection(one.casefold().strip() for one in entry.own("dcat:keyword")):
        yield "keyword"


def _candidates(entry: Described, page: HvdPage) -> Iterator[HvdCandidate]:
    if not recognised(entry, _any()):  # hardly any entry is about a subject of the regulation
        return
    for name, one in page.categories.items():
        why = recognised(entry, _signs(one))
        if why:
            yield HvdCandidate(category=name, iri=one.iri, why=tuple(why))


def _signs(one: Category) -> Signs:
    return Signs(title=one.words, without=one.without)


@cache
def _any() -> Signs:
    return Signs(title=tuple(word for one in hvd_page().categories.values() for word in one.words))


def _answers(entry: Described, links: Mapping[str, Link], page: HvdPage, *, claimed: bool) -> Iterator[Reply]:
    yield Reply(check="HVD.0", outcome=Outcome.MANUAL, reason="hvd-reported-by-state")
    rules = (_law, _category, _service, _bulk, _licence, _contact, _persistent)
    for number, rule in enumerate(rules, 1):
        check = f"HVD.{number}"
        if claimed:
            yield rule(check, entry, links, page)
        else:
            yield Reply(check=check, outcome=Outcome.NOT_APPLICABLE, reason="hvd-not-claimed")


def _law(check: str, entry: Described, _: Mapping[str, Link], page: HvdPage) -> Reply:
    nodes = (entry.iri, *entry.distributions, *entry.services)
    silent = [one for one in nodes if page.legislation not in entry.values(one, LEGISLATION)]
    outcome = Outcome.PASS if not silent else Outcome.FAIL if entry.iri in silent else Outcome.PARTIAL
    reason = {Outcome.PASS: "hvd-law", Outcome.PARTIAL: "hvd-law-partly", Outcome.FAIL: "hvd-law-missing"}
    return Reply(check=check, outcome=outcome, reason=reason[outcome], observed={"silent": silent})


def _category(check: str, entry: Described, _: Mapping[str, Link], page: HvdPage) -> Reply:
    given = entry.own(CATEGORY)
    broad = {one.iri for one in page.categories.values()}
    if not given:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-category-missing")
    precise = [one for one in given if one not in broad]
    outcome, reason = (Outcome.PASS, "hvd-category") if precise else (Outcome.PARTIAL, "hvd-category-broad")
    return Reply(check=check, outcome=outcome, reason=reason, observed={"categories": given})


def _service(check: str, entry: Described, links: Mapping[str, Link], __: HvdPage) -> Reply:
    if not entry.services:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-service-missing")
    lacking = min((_lacking(entry, one) for one in entry.services), key=len)
    reached = any_answers([url for one in entry.services for url in entry.addresses(one)], links)
    if reached is False:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-service-down")
    outcome = Outcome.PARTIAL if lacking else Outcome.PASS
    reason = "hvd-service-lacks" if lacking else "hvd-service" if reached else "hvd-service-not-asked"
    return Reply(check=check, outcome=outcome, reason=reason, observed={"lacking": lacking})


def _lacking(entry: Described, service: str) -> list[str]:
    wanted = ("dcat:endpointURL", "foaf:page", "dcat:endpointDescription")
    return [one for one in wanted if not entry.values(service, one)]


def _bulk(check: str, entry: Described, links: Mapping[str, Link], __: HvdPage) -> Reply:
    if entry.kind is not Kind.DATASET:
        return Reply(check=check, outcome=Outcome.NOT_APPLICABLE, reason="hvd-a-service")
    files = [url for one in entry.distributions for url in entry.values(one, "dcat:downloadURL")]
    if not files:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-bulk-missing")
    reached = any_answers(files, links)
    if reached is None:
        return Reply(check=check, outcome=Outcome.UNKNOWN, reason="hvd-bulk-not-asked")
    outcome, reason = (Outcome.PASS, "hvd-bulk") if reached else (Outcome.FAIL, "hvd-bulk-down")
    return Reply(check=check, outcome=outcome, reason=reason)


def _licence(check: str, entry: Described, _: Mapping[str, Link], page: HvdPage) -> Reply:
    table = load_rubric(page.rubric).licences
    nodes = (*entry.distributions, *entry.services)
    given = [one for node in nodes for one in entry.values(node, "dct:license")]
    if not given:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-licence-missing")
    names = {row.name if (row := table.find(one)) else "" for one in given}
    observed = {"licences": sorted(set(given))}
    if names <= page.licences:
        return Reply(check=check, outcome=Outcome.PASS, reason="hvd-licence", observed=observed)
    if names <= page.licences | page.mapped_licences:
        return Reply(check=check, outcome=Outcome.PARTIAL, reason="hvd-licence-to-map", observed=observed)
    if "" in names:
        return Reply(check=check, outcome=Outcome.UNKNOWN, reason="hvd-licence-unknown", observed=observed)
    return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-licence-narrower", observed=observed)


def _contact(check: str, entry: Described, _: Mapping[str, Link], __: HvdPage) -> Reply:
    reached = [one for one in entry.services if _may_be_reached(entry, one)]
    if entry.services and len(reached) == len(entry.services):
        return Reply(check=check, outcome=Outcome.PASS, reason="hvd-contact")
    if _may_be_reached(entry, entry.iri):
        return Reply(check=check, outcome=Outcome.PARTIAL, reason="hvd-contact-of-dataset-only")
    return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-contact-missing")


def _may_be_reached(entry: Described, node: str) -> bool:
    cards = entry.values(node, "dcat:contactPoint")
    return any(entry.values(card, "vcard:hasEmail", "vcard:hasURL") for card in cards)


def _persistent(check: str, entry: Described, links: Mapping[str, Link], __: HvdPage) -> Reply:
    """Look at the form of the IRI and, where a service was ever asked, at whether it still answers there."""
    own = any(part in entry.iri for part in PERSISTENT)
    endpoints = [url for one in entry.services for url in entry.values(one, "dcat:endpointURL")]
    if not own:
        return Reply(check=check, outcome=Outcome.FAIL, reason="hvd-iri-not-persistent")
    if not endpoints:
        return Reply(check=check, outcome=Outcome.PARTIAL, reason="hvd-iri-only")
    reached = any_answers(endpoints, links)
    if reached is None:
        return Reply(check=check, outcome=Outcome.UNKNOWN, reason="hvd-endpoint-not-asked")
    outcome, reason = (Outcome.PASS, "hvd-persistent") if reached else (Outcome.FAIL, "hvd-endpoint-gone")
    return Reply(check=check, outcome=outcome, reason=reason, observed={"since": _since(endpoints, links)})


def _since(urls: list[str], links: Mapping[str, Link]) -> str:
    moments = [links[one].first_at for one in urls if one in links]
    return min(moments).date().isoformat() if moments else ""
