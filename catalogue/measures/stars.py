"""The five stars of open data for an entry: those of its best distribution, each with why.

A star of which nobody looked whether it holds ends the count of what is known, not of what may be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from catalogue.charter import load_rubric
from catalogue.charter.licences import Globs
from catalogue.measures.described import Described
from catalogue.measures.loading import Page, Version, load
from catalogue.measures.reach import any_answers
from catalogue.testimony import Link, Sample

__all__ = ["Star", "Stars", "stars", "stars_page"]

ALL: Final = 5


class StarsPage(Page):
    rubric: Version
    floor: int
    linked: frozenset[str]
    linked_services: tuple[str, ...]
    outward: int


class Star(NamedTuple):
    number: int
    holds: bool | None
    """``None``: it was not looked at."""
    reason: str
    """Key of a sentence: ``measures.star.<reason>``."""
    observed: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stars:
    version: str
    of: str
    """IRI of the distribution or service that has them; empty: there is none."""
    least: int
    most: int
    """With the stars that nobody looked at."""
    why: tuple[Star, ...]
    """Up to the first that does not hold."""
    floor: int
    but_for_licence: int = 0
    """Where the licence is what is lacking: the stars that the format would then have."""

    @property
    def open(self) -> bool | None:
        """Whether this is open data as the handbook means it."""
        return True if self.least >= self.floor else None if self.most >= self.floor else False


@cache
def stars_page() -> StarsPage:
    return load("stars", StarsPage)


def stars(entry: Described, *, links: Mapping[str, Link]) -> Stars:
    """Count the stars of an entry."""
    page = stars_page()
    offered = dict.fromkeys((*entry.distributions, *entry.services))
    counted = [_counted(entry, iri, links, page) for iri in offered]
    none = Stars(
        version=page.version,
        of="",
        least=0,
        most=0,
        why=(Star(1, False, "nothing-offered", {}),),  # noqa: FBT003  a field of a record
        floor=page.floor,
    )
    return max(counted, key=lambda one: (one.least, one.most, one.but_for_licence), default=none)


def _counted(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Stars:
    found = [
        Star(number, *rule(entry, iri, links, page))
        for number, rule in enumerate((_on_the_web, _structured, _open_format, _linked, _outward), 1)
    ]
    least = next((one.number - 1 for one in found if not one.holds), ALL)
    most = next((one.number - 1 for one in found if one.holds is False), ALL)
    waits = not found[0].holds and found[0].reason != "not-on-the-web"
    return Stars(
        version=page.version,
        of=iri,
        least=least,
        most=most,
        why=tuple(found[: most + 1]),
        floor=page.floor,
        but_for_licence=next((one.number - 1 for one in found[1:] if not one.holds), ALL) if waits else 0,
    )


Found = tuple[bool | None, str, dict[str, Any]]


def _on_the_web(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Found:
    reached = any_answers(entry.addresses(iri), links)
    if reached is False:
        return False, "not-on-the-web", {"addresses": entry.addresses(iri)}
    given = entry.values(iri, "dct:license") or entry.own("dct:license")
    table = load_rubric(page.rubric).licences
    tiers = {row.tier for one in given if (row := table.find(one))}
    if not given:
        return False, "no-licence", {}
    if tiers & {"A", "A'", "B"}:
        return True, "open-licence", {"licence": given[0]}
    if tiers:
        return False, "licence-not-open", {"licence": given[0]}
    return None, "licence-unknown", {"licence": given[0]}


def _structured(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Found:
    kind, code = _format(entry, iri, links, page)
    if kind in {"open", "structured", "linked"}:
        return True, "structured", {"format": code}
    return (False, "for-reading", {"format": code}) if kind == "documents" else (None, "format-unknown", {})


def _open_format(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Found:
    kind, code = _format(entry, iri, links, page)
    if kind in {"open", "linked"}:
        return True, "open-format", {"format": code}
    return (False, "proprietary", {"format": code}) if kind == "structured" else (None, "format-unknown", {})


def _linked(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Found:
    kind, code = _format(entry, iri, links, page)
    samples = list(_samples(entry, iri, links))
    if kind == "linked":
        return True, "linked-format", {"format": code}
    if any(links[url].latest.negotiated for url in entry.addresses(iri) if url in links):
        return True, "linked-when-asked", {}
    if kind == "open":
        return False, "not-linked", {"format": code}
    return (None, "format-unknown", {}) if not samples else (False, "not-linked", {"format": code})


def _outward(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Found:
    seen = [one.facts.outward for one in _samples(entry, iri, links) if one.facts.outward is not None]
    if not seen:
        return None, "links-not-looked-at", {}
    found = [link for each in seen for link in each]
    if len(found) >= page.outward:
        return True, "links-outward", {"links": found[:5]}
    return False, "links-none", {}


def _samples(entry: Described, iri: str, links: Mapping[str, Link]) -> Iterator[Sample]:
    for url in entry.addresses(iri):
        link = links.get(url)
        if link is not None:
            yield from (one for one in (link.latest.rdf, link.latest.sample) if one is not None)


def _format(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> tuple[str, str]:
    """Give the kind of format and its code: as the bytes show where they were seen, else as declared."""
    formats = load_rubric(page.rubric).formats
    standards = [one.rpartition("/")[2].casefold() for one in entry.values(iri, "dct:conformsTo")]
    if any(one in _services(page) for one in standards):
        return "linked", standards[0]
    shown = next((one.format for one in _samples(entry, iri, links) if one.format), "")
    declared = next(iter(entry.values(iri, "dct:format")), "")
    media = next(iter(entry.values(iri, "dcat:mediaType")), "")
    code = shown or formats.code(declared, media)
    if code in page.linked:
        return "linked", code
    kind = formats.kind(code) or formats.service(entry.values(iri, "dct:conformsTo"))
    return kind, code


@cache
def _services(page: StarsPage) -> Globs:
    return Globs(page.linked_services)
