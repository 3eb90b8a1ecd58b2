"""Principle 18, sustainability: data that stay up, keep their names, are not dropped and not abandoned."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case, Offer
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules import looks
from catalogue.charter.rules.ages import DAY, due
from catalogue.charter.rules.probed import UNASKED, Reach, blamed, reach
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import DataService, Dataset, Resource
from catalogue.testimony import Departure

__all__ = ["no_silent_removal", "not_abandoned", "stable_identity", "uptime"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    probes: int
    """Fewer probes say nothing."""
    enough: float
    half: float


@rule(Level.DISTRIBUTION, Share, needs=Input.OBSERVATIONS)
def uptime(case: Case, offer: Offer, given: Share) -> Ruling:
    link = case.link(offer.url)
    if link is None:
        return UNASKED
    observed = {"probes": link.probes, "answered": link.answered, "since": link.first_at.isoformat()}
    if link.probes < given.probes:
        return Ruling(Outcome.UNKNOWN, "too-few-probes", observed | {"needed": given.probes})
    share = link.answered / link.probes
    observed |= {"share": round(share, 4)}
    if share >= given.enough:
        return Ruling(Outcome.PASS, "stays-up", observed)
    reason, outcome = ("mostly-up", Outcome.PARTIAL) if share >= given.half else ("often-down", Outcome.FAIL)
    return Ruling(outcome, reason, observed, fault=blamed(case, offer))


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    days: int
    """Days before an unchanged name tells anything."""
    runs: int
    """Whole harvests before it does."""


@rule(Level.ENTRY, Watch, needs=Input.HISTORY)
def stable_identity(case: Case, given: Watch) -> Ruling:
    history = case.testimony.history
    if history is None:
        return Ruling(Outcome.UNKNOWN, "no-history", {})
    days = round((case.at - history.first_seen) / DAY, 1)
    observed = {"identifiers": list(history.identifiers)[:20], "watched": days, "runs": history.runs}
    if len(set(history.identifiers)) > 1:
        return Ruling(Outcome.FAIL, "identifier-changed", observed)
    if moved := _moved(case):
        return Ruling(Outcome.PARTIAL, "page-moved", observed | {"moved": moved})
    if days < given.days or history.runs < given.runs:
        return Ruling(Outcome.UNKNOWN, "watched-too-short", observed)
    return Ruling(Outcome.PASS, "identity-stable", observed)


def _moved(case: Case) -> list[str]:
    """List the pages that send on for good: their address changed, and the old one still leads there."""
    if not case.testimony.links:
        return []
    pages = case.entry.resource.landing_pages
    links = {page: link for page in pages if (link := case.link(page))}
    return [page for page, link in links.items() if PERMANENT & {one.status for one in link.latest.redirects}]


PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    irregular: frozenset[str]
    """Codes of frequencies that promise nothing."""
    periods: float
    grace: float
    """Days."""
    ended: frozenset[str]
    """Last parts of the IRI of a status by which something is marked as ended."""


def _ends(case: Case, given: Patience) -> Hashable:
    marks = _marks(case.entry.resource) & given.ended
    return frozenset(marks) if marks else looks.without_period(case, given)


@rule(Level.ENTRY, Patience, looks_at=_ends)
def not_abandoned(case: Case, given: Patience) -> Ruling:
    resource = case.entry.resource
    if marks := sorted(_marks(resource) & given.ended):
        return Ruling(Outcome.PASS, "marked-as-ended", {"marks": marks})
    measured = due(case, given.irregular)
    if isinstance(measured, Ruling):
        return measured
    _, period, seen = measured
    observed = measured.shown | {"periods": given.periods}
    if seen.days > period * given.periods + given.grace:
        return Ruling(Outcome.FAIL, "abandoned", observed)
    if seen.by == "watched":  # it may be older than we have been looking
        return Ruling(Outcome.UNKNOWN, "watched-too-short", observed)
    return Ruling(Outcome.PASS, "kept-up", observed)


def _marks(resource: Resource) -> set[str]:
    marks = list(resource.statuut)
    if isinstance(resource, DataService):
        marks += [resource.lifecycle, resource.development]
    if isinstance(resource, Dataset):
        states = {part.status for part in resource.distributions}
        marks += states if len(states) == 1 else ()
    return {mark.rpartition("/")[2].upper() for mark in marks if mark}


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    told: frozenset[str]
    """Reasons of a departure by which the source itself said that it ended."""
    strikes: int
    enough: float
    half: float


@rule(Level.PUBLISHER, Farewell)
def no_silent_removal(case: PublisherCase, given: Farewell) -> Ruling:
    """Ask of what left whether it says so: by a tombstone, a successor, a page or file that remains."""
    departures = case.testimony.departures
    if departures is None:
        return Ruling(Outcome.UNKNOWN, "departures-not-known", {})
    if not departures:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-departed", {"departed": 0})
    ends = [_ended(case, one, given) for one in departures]
    told, remains, vanished = (ends.count(word) for word in ("told", "remains", "vanished"))
    known = told + remains + vanished
    observed = {
        "departed": len(departures),
        "told": told,
        "remains": remains,
        "vanished": vanished,
        "entries": [one.entry for one, end in zip(departures, ends, strict=True) if end == "vanished"][:20],
    }
    if not known:
        return Ruling(Outcome.UNKNOWN, "departures-not-asked", observed)
    value = (told + remains / 2) / known
    if value >= given.enough:
        return Ruling(Outcome.PASS, "leaves-word", observed)
    if value >= given.half:
        return Ruling(Outcome.PARTIAL, "leaves-some-word", observed)
    return Ruling(Outcome.FAIL, "leaves-silently", observed)


def _ended(case: PublisherCase, one: Departure, given: Farewell) -> str:
    """Tell how one left: ``told``, ``remains``, ``vanished``; empty where nobody looked."""
    if one.replaced_by or one.why in given.told:
        return "told"
    links = [link for url in one.addresses if (link := case.link(url))]
    seen = {reach(link, given.strikes) for link in links}
    if any(link.latest.status == 410 for link in links):  # noqa: PLR2004  # Gone: the tombstone of HTTP
        return "told"
    if Reach.OPEN in seen:
        moved = any(link.latest.redirects for link in links if reach(link, given.strikes) is Reach.OPEN)
        return "told" if moved else "remains"
    return "vanished" if seen and seen <= {Reach.DOWN, Reach.STRAY} else ""
