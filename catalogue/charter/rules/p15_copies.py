"""Principle 15, the flow to other portals: whether the entry arrived there, and as it is here."""

from dataclasses import dataclass
from typing import Final

from catalogue.charter.case import Case
from catalogue.charter.licences import plain_iri
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.ages import DAY
from catalogue.charter.rules.fields import missing
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Fault, Outcome, Ruling
from catalogue.testimony import Copy

__all__ = ["automatic", "downstream", "in_flemish_catalogue", "in_sync"]

FLANDERS: Final = "flanders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    sure: frozenset[str]
    """Ways of recognising a copy that leave no doubt."""
    gates: tuple[str, ...]
    """Fields without which the catalogue refuses an entry: one that it lacks is then the source's to add."""


@rule(Level.ENTRY, Recognised, needs=Input.ELSEWHERE)
def in_flemish_catalogue(case: Case, given: Recognised) -> Ruling:
    copies = case.testimony.copies
    if FLANDERS not in copies:
        return Ruling(Outcome.UNKNOWN, "catalogue-not-harvested", {"catalogue": FLANDERS})
    copy = copies[FLANDERS]
    if copy is None:
        return _absent(case, given)
    observed = _shown(copy) | {"manual": copy.manual}
    if copy.manual:
        return Ruling(Outcome.PARTIAL, "arrived-by-hand", observed, fault=Fault.SOURCE)
    if copy.by in given.sure:
        return Ruling(Outcome.PASS, "arrived", observed)
    return Ruling(Outcome.PARTIAL, "arrived-by-likeness", observed, fault=Fault.DOWNSTREAM)


def _absent(case: Case, given: Recognised) -> Ruling:
    """Blame the catalogue only for an entry that has all that it asks for."""
    lacking, _ = missing(case, given.gates)
    observed = {"catalogue": FLANDERS, "missing": lacking}
    if lacking:
        return Ruling(Outcome.FAIL, "refused", observed, tuple(lacking))
    return Ruling(Outcome.FAIL, "not-arrived", observed, fault=Fault.DOWNSTREAM)


def _shown(copy: Copy) -> Evidence:
    return {"copy": copy.iri, "by": copy.by, "seen": copy.seen_at.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    intervals: float
    """Harvest intervals within which a copy may differ and be on its way."""
    unknown: float
    """Days taken for an interval where nobody knows how often it is harvested."""


@rule(Level.ENTRY, Lag, needs=Input.ELSEWHERE)
def in_sync(case: Case, given: Lag) -> Ruling:
    copies = case.testimony.copies
    if FLANDERS not in copies:
        return Ruling(Outcome.UNKNOWN, "catalogue-not-harvested", {"catalogue": FLANDERS})
    copy = copies[FLANDERS]
    if copy is None:
        return Ruling(Outcome.NOT_APPLICABLE, "no-copy", {"catalogue": FLANDERS})
    differs = _differences(case, copy)
    observed = _shown(copy) | {"differs": differs}
    if not differs:
        return Ruling(Outcome.PASS, "copy-same", observed)
    lag = _lag(case, copy)
    history = case.testimony.history
    every = (history.every if history else None) or given.unknown
    observed |= {"lag": lag, "allowed": given.intervals * every}
    if lag is not None and lag <= given.intervals * every:
        return Ruling(Outcome.PARTIAL, "copy-behind", observed, fault=Fault.DOWNSTREAM)
    return Ruling(Outcome.FAIL, "copy-differs", observed, fault=Fault.DOWNSTREAM)


def _differences(case: Case, copy: Copy) -> list[str]:
    resource = case.entry.resource
    titles = {_plain(text.value) for text in resource.title}
    licences = {_licence(case, offer.licence.iri) for offer in case.offers if offer.licence}
    addresses = {_address(offer.url) for offer in case.offers if offer.url}
    modified = resource.modified.lexical[:10] if resource.modified else ""
    pairs = {
        "title": not copy.title or _plain(copy.title) in titles,
        "licence": not licences or licences == {_licence(case, iri) for iri in copy.licences},
        "distributions": addresses <= {_address(url) for url in copy.addresses},
        "modified": not (modified and copy.modified) or modified == copy.modified[:10],
    }
    return [name for name, same in pairs.items() if not same]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _licence(case: Case, iri: str) -> str:
    row = case.rubric.licences.find(iri)
    return row.name if row else plain_iri(iri)


def _address(url: str) -> str:
    return url.partition("://")[2].rstrip("/")


def _lag(case: Case, copy: Copy) -> float | None:
    """Give the days between our last change and the copy; ``None`` where we know of no change."""
    history = case.testimony.history
    if history is None or not history.versions:
        return None
    return round((copy.seen_at - history.versions[-1].at) / DAY, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    catalogues: tuple[str, ...]


@rule(Level.ENTRY, Further, needs=Input.ELSEWHERE)
def downstream(case: Case, given: Further) -> Ruling:
    copies = case.testimony.copies
    there = {name: copies[name].iri for name in given.catalogues if copies.get(name)}  # type: ignore[union-attr]
    unasked = [name for name in given.catalogues if name not in copies]
    absent = [name for name in given.catalogues if name not in there and name not in unasked]
    observed = {"there": there, "absent": absent, "unasked": unasked}
    if unasked:
        return Ruling(Outcome.UNKNOWN, "catalogues-not-harvested", observed)
    if not absent:
        return Ruling(Outcome.PASS, "went-on", observed)
    fault = Fault.DOWNSTREAM if copies.get(FLANDERS, True) else Fault.SOURCE
    if there:
        return Ruling(Outcome.PARTIAL, "went-on-partly", observed, fault=fault)
    return Ruling(Outcome.FAIL, "went-nowhere", observed, fault=fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    check: str
    """The check of entries that tells whether one arrived."""
    enough: float
    half: float


@rule(Level.PUBLISHER, Automatic)
def automatic(case: PublisherCase, given: Automatic) -> Ruling:
    """Count the entries that arrived in the Flemish catalogue without anybody's hand."""
    outcomes = case.outcomes[given.check]
    told = sum(outcomes[one] for one in (Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL))
    arrived, unknown = outcomes[Outcome.PASS], outcomes[Outcome.UNKNOWN]
    observed: Evidence = {"arrived": arrived, "entries": told, "unknown": unknown}
    if not told:
        return Ruling(Outcome.UNKNOWN, "arrivals-unknown", observed)
    share = arrived / told
    observed |= {"share": round(share, 4)}
    if share >= given.enough:
        return Ruling(Outcome.PASS, "arrives-by-itself", observed)
    if share >= given.half:
        return Ruling(Outcome.PARTIAL, "arrives-partly", observed)
    return Ruling(Outcome.FAIL, "arrives-hardly", observed)
