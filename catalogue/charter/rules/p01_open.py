"""Principle 1, open by default: public, without a barrier, and as much as the city has."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Final

from catalogue.charter.answering import months_before
from catalogue.charter.case import Case, Offer
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.probed import answers, tried
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import DataService
from catalogue.testimony import Answer, Link

__all__ = ["access_public", "inventory_coverage", "no_barrier"]

NO_OFFER: Final = Ruling(Outcome.FAIL, "public-without-data", {"rights": "PUBLIC"}, ("address",))
PUBLIC: Final = Ruling(Outcome.PASS, "access-public", {"rights": "PUBLIC"})
NOT_ASKED: Final = Ruling(Outcome.UNKNOWN, "not-asked", {})
NO_ADDRESS: Final = Ruling(Outcome.UNKNOWN, "no-address", {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    closed: frozenset[str]
    """Codes of the EU list under which data are not public."""
    open_tiers: frozenset[str]
    """Tiers of licences that show, where the access is not stated, that anyone may use the data."""


def _access(case: Case, _: Access) -> Hashable:
    return (case.rights, bool(case.offered)) if case.rights else ("", case.licences)


@rule(Level.ENTRY, Access, looks_at=_access)
def access_public(case: Case, given: Access) -> Ruling:
    rights = case.rights
    if rights == "PUBLIC":
        return PUBLIC if case.offered else NO_OFFER
    if rights in given.closed:
        return Ruling(Outcome.FAIL, "access-closed", {"rights": rights})
    if rights:
        return Ruling(Outcome.UNKNOWN, "access-unrecognised", {"rights": rights})
    return _unstated(case, given)


def _unstated(case: Case, given: Access) -> Ruling:
    """Judge by what can be seen: data that answer, under an open licence."""
    if not case.offers:
        return Ruling(Outcome.FAIL, "access-unstated-without-data", {"rights": None}, ("access_rights",))
    if not any(_is_open(case, offer, given) for offer in case.offers):
        return Ruling(Outcome.UNKNOWN, "access-unstated-licence-unknown", {"rights": None})
    reached = [answers(case.link(offer.url)) for offer in case.offers]
    if True in reached:
        return Ruling(Outcome.PARTIAL, "access-unstated", {"rights": None}, ("access_rights",))
    if None in reached:
        return Ruling(Outcome.UNKNOWN, "access-unstated-not-asked", {"rights": None})
    return Ruling(Outcome.FAIL, "access-unstated-unreachable", {"rights": None}, ("access_rights",))


def _is_open(case: Case, offer: Offer, given: Access) -> bool:
    row = case.rubric.licences.find(offer.licence.iri) if offer.licence else None
    return row is not None and row.tier in given.open_tiers


@dataclass(frozen=True, kw_only=True)
class Barriers:
    keys: frozenset[str]
    """Names of the parameters of an address that carry a key, in lower case."""
    days: int
    """For so long access has to be refused, without a word on how to get in."""

    @cached_property
    def key(self) -> re.Pattern[str]:
        return re.compile(rf"[?&]({'|'.join(map(re.escape, sorted(self.keys)))})=[^&#]", re.IGNORECASE)


def _keys(case: Case, given: Barriers) -> Hashable:
    return tuple([_key(url, given) if "=" in url else bool(url) for url in case.urls])


def _key(url: str, given: Barriers) -> str | bool:
    """Give the name under which an address carries a key; true: it carries none."""
    key = given.key.search(url)
    return True if key is None else key[1]


@rule(Level.DISTRIBUTION, Barriers, looks_at=_keys)
def no_barrier(case: Case, offer: Offer, given: Barriers) -> Ruling:
    if "=" in offer.url and (key := given.key.search(offer.url)):
        return Ruling(Outcome.FAIL, "key-in-address", {"parameter": key[1]})
    link = case.testimony.links.get(offer.url)
    if link is None:
        return NOT_ASKED if offer.url else NO_ADDRESS
    if link.latest.answer is Answer.BARRED and link.latest.status != HTTPStatus.TOO_MANY_REQUESTS:
        return _barred(case, offer, link, given)
    if answers(link):
        return Ruling(Outcome.PASS, "no-barrier", tried(link))
    return Ruling(Outcome.UNKNOWN, "no-answer-to-judge", tried(link))


def _barred(case: Case, offer: Offer, link: Link, given: Barriers) -> Ruling:
    unsaid = "login" if link.latest.status == HTTPStatus.UNAUTHORIZED else "forbidden"
    barrier = link.latest.barrier or unsaid
    days = (case.at - (link.answered_at or link.first_at)).days
    observed: Evidence = tried(link) | {"barrier": barrier, "days": days}
    if barrier == "forbidden" and days < given.days:
        return Ruling(Outcome.UNKNOWN, "barrier-unsure", observed)
    if barrier == "api-key" and isinstance(offer.thing, DataService) and _files_are_free(case):
        return Ruling(Outcome.PARTIAL, "key-for-service-only", observed)
    return Ruling(Outcome.FAIL, "barrier", observed)


def _files_are_free(case: Case) -> bool:
    files = (offer for offer in case.offers if not isinstance(offer.thing, DataService))
    return any(answers(case.link(offer.url)) for offer in files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventoried:
    enough: float
    half: float
    months: int
    """How old the count may be."""
    public: str
    """The check that fails where an entry is closed."""
    licence: str
    """The check that passes where its licence is open."""

    def counts(self, outcomes: Mapping[str, Outcome]) -> bool:
        closed = outcomes.get(self.public) is Outcome.FAIL
        return not closed and outcomes.get(self.licence) is Outcome.PASS


@rule(Level.PUBLISHER, Inventoried)
def inventory_coverage(case: PublisherCase, given: Inventoried) -> Ruling:
    """Set what is open against what the city counted itself: there is no other honest denominator."""
    inventory, found = case.charter.inventory, case.counted[given]
    if inventory is None:
        return Ruling(Outcome.MANUAL, "no-inventory", {"open": found})
    observed: Evidence = {
        "open": found,
        "listed": case.entries,
        "known": inventory.datasets,
        "page": inventory.page,
        "counted": inventory.counted_on.isoformat(),
    }
    if inventory.counted_on < months_before(case.at, given.months):
        return Ruling(Outcome.MANUAL, "inventory-old", observed | {"months": given.months})
    if case.entries > inventory.datasets:
        return Ruling(Outcome.MANUAL, "inventory-too-small", observed)
    share = found / inventory.datasets
    observed["share"] = round(share, 4)
    if share >= given.enough:
        return Ruling(Outcome.PASS, "inventory-mostly-open", observed)
    return Ruling(Outcome.PARTIAL if share >= given.half else Outcome.FAIL, "inventory-partly-open", observed)
