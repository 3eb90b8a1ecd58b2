"""The data pilots of Smart Flanders in what is published now: what is about them, how written, how fresh."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from catalogue.measures.described import Described
from catalogue.measures.loading import Page, load
from catalogue.measures.realtime import RealTime, real_time
from catalogue.measures.recognising import Recognised, Signs, recognised
from catalogue.measures.times import http_date, moment
from catalogue.testimony import Link, Sample

__all__ = ["Freshness", "Pilot", "pilots", "pilots_page", "vocabularies"]

SUREST: Final = ("data", "content", "server", "declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotRule:
    signs: Signs
    live: tuple[str, ...]
    """Words in a title that say that the data are of this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    standards: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Parts of an address, in lower case."""
    words: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    """As a reader of samples calls it, where the bytes themselves say what they are."""


class PilotsPage(Page):
    pilots: dict[str, PilotRule]
    vocabularies: dict[str, Vocabulary]


class Freshness(NamedTuple):
    at: datetime
    """When the data were last renewed, as far as is known."""
    by: str
    """How it is known, the surest first: ``data`` (a time in them), ``content`` (we saw it change),
    ``server`` (its header), ``declared``."""
    seconds: int
    """Their age when we looked, or on the day of asking where only a declared date tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    name: str
    """``parking``, ``accessibility``, ``crowds``."""
    why: tuple[Recognised, ...]
    vocabularies: tuple[str, ...]
    formats: tuple[str, ...]
    """Codes of the EU list, or the last part of the media type; of a service what it conforms to."""
    fresh: Freshness | None
    real_time: RealTime | None
    """``None``: nobody says that it is live."""


@cache
def pilots_page() -> PilotsPage:
    return load("pilots", PilotsPage)


def pilots(entry: Described, *, links: Mapping[str, Link], at: datetime) -> list[Pilot]:
    """List the pilots that an entry is about; ``at`` is the moment of asking."""
    page, terms = pilots_page(), _terms(entry, links)
    found = {name: recognised(entry, rule.signs, terms) for name, rule in page.pilots.items()}
    return [_pilot(name, why, entry, links, at) for name, why in found.items() if why]


def _pilot(
    name: str, why: list[Recognised], entry: Described, links: Mapping[str, Link], at: datetime
) -> Pilot:
    live = recognised(entry, Signs(title=pilots_page().pilots[name].live))
    return Pilot(
        name=name,
        why=tuple(why),
        vocabularies=tuple(_vocabularies(entry, links)),
        formats=tuple(dict.fromkeys(_formats(entry))),
        fresh=min(_freshness(entry, links, at), key=_surest, default=None),
        real_time=real_time(entry, links=links, flagged=bool(live)),
    )


def _surest(one: Freshness) -> tuple[int, int]:
    return SUREST.index(one.by), one.seconds


def _addresses(entry: Described) -> list[str]:
    nodes = dict.fromkeys((*entry.distributions, *entry.services))
    return [url for node in nodes for url in entry.addresses(node)]


def _samples(entry: Described, links: Mapping[str, Link]) -> list[Sample]:
    seen = (links[url].latest for url in _addresses(entry) if url in links)
    return [sample for one in seen for sample in (one.rdf, one.sample) if sample]


def _terms(entry: Described, links: Mapping[str, Link]) -> list[str]:
    return [term for sample in _samples(entry, links) for term in sample.facts.terms or ()]


def vocabularies(entry: Described, links: Mapping[str, Link]) -> list[str]:
    """Name the vocabularies in which an entry is written, as far as it or its data show."""
    return list(_vocabularies(entry, links))


def _vocabularies(entry: Described, links: Mapping[str, Link]) -> Iterator[str]:
    terms, addresses = _terms(entry, links), [url.casefold() for url in _addresses(entry)]
    shown = {sample.facts.more.get("standard") for sample in _samples(entry, links)}
    for name, one in pilots_page().vocabularies.items():
        signs = Signs(title=one.words, keyword=one.words, standards=one.standards, terms=one.terms)
        named = any(part in url for part in one.addresses for url in addresses if url.startswith("http"))
        if named or shown.intersection(one.shown) or recognised(entry, signs, terms):
            yield name


def _formats(entry: Described) -> Iterator[str]:
    for one in entry.distributions:
        told = entry.values(one, "dct:format") or entry.values(one, "dcat:mediaType")
        yield from (value.rpartition("/")[2] for value in told)
    for one in entry.services:
        yield from (value.rpartition("/")[2] for value in entry.values(one, "dct:conformsTo"))


def _freshness(entry: Described, links: Mapping[str, Link], at: datetime) -> Iterator[Freshness]:
    for url in _addresses(entry):
        link = links.get(url)
        if link is not None:
            yield from _seen(link)
    for node in (entry.iri, *entry.distributions):
        for text in entry.values(node, "dct:modified"):
            declared = moment(text)
            if declared is not None:
                yield _aged(declared, "declared", at)


def _seen(link: Link) -> Iterator[Freshness]:
    """Give the moments that one address tells of itself, as seen when we last looked."""
    seen = link.latest
    facts = seen.sample.facts if seen.sample else None
    measured = moment(facts.generated_at or facts.latest) if facts else None
    if measured is not None:
        yield _aged(measured, "data", seen.at)
    if link.changed_at is not None:
        yield _aged(link.changed_at, "content", seen.at)
    served = http_date(seen.headers.get("last-modified", ""))
    if served is not None:
        yield _aged(served, "server", seen.at)


def _aged(when: datetime, by: str, at: datetime) -> Freshness:
    return Freshness(when, by, max(0, int((at - when).total_seconds())))
