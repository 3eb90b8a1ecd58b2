"""The five stars of open data for an entry: those of its best distribution, each with why.

A star of which nobody looked whether it holds ends the count of what is known, not of what may be.
"""

from collections.abc import Mapping
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


class _Offered(NamedTuple):
    """A distribution or a service, with what its rules look at."""

    addresses: list[str]
    reached: bool | None
    licences: list[str]
    samples: list[Sample]
    kind: str
    """Of its format: ``open``, ``structured``, ``documents``, ``linked``, or empty."""
    code: str
    on_request: bool
    """Whether RDF came where it was asked for."""
    page: StarsPage


def _offered(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> _Offered:
    addresses = entry.addresses(iri)
    seen = [links[url].latest for url in addresses if url in links]
    samples = [sample for one in seen for sample in (one.rdf, one.sample) if sample is not None]
    return _Offered(
        addresses,
        any_answers(addresses, links),
        entry.values(iri, "dct:license") or entry.own("dct:license"),
        samples,
        *_format(entry, iri, samples, page),
        any(bool(one.rdf and one.rdf.facts.triples) for one in seen),
        page,
    )


def _counted(entry: Described, iri: str, links: Mapping[str, Link], page: StarsPage) -> Stars:
    offered = _offered(entry, iri, links, page)
    found = [Star(number, *rule(offered)) for number, rule in enumerate(RULES, 1)]
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


def _on_the_web(one: _Offered) -> Found:
    if one.reached is False:
        return False, "not-on-the-web", {"addresses": one.addresses}
    if not one.licences:
        return False, "no-licence", {}
    table = load_rubric(one.page.rubric).licences
    tiers = {row.tier for given in one.licences if (row := table.find(given))}
    observed = {"licence": one.licences[0]}
    if tiers & {"A", "A'", "B"}:
        return True, "open-licence", observed
    if tiers:
        return False, "licence-not-open", observed
    return None, "licence-unknown", observed


def _structured(one: _Offered) -> Found:
    match one.kind:
        case "open" | "structured" | "linked":
            return True, "structured", {"format": one.code}
        case "documents":
            return False, "for-reading", {"format": one.code}
    return None, "format-unknown", {}


def _open_format(one: _Offered) -> Found:
    match one.kind:
        case "open" | "linked":
            return True, "open-format", {"format": one.code}
        case "structured" | "documents":
            return False, "proprietary", {"format": one.code}
    return None, "format-unknown", {}


def _linked(one: _Offered) -> Found:
    if one.kind == "linked":
        return True, "linked-format", {"format": one.code}
    if one.on_request:
        return True, "linked-when-asked", {}
    if one.kind:
        return False, "not-linked", {"format": one.code}
    return None, "format-unknown", {}


def _outward(one: _Offered) -> Found:
    seen = [sample.facts.outward for sample in one.samples if sample.facts.outward is not None]
    if not seen:
        return None, "links-not-looked-at", {}
    found = [link for each in seen for link in each]
    if len(found) >= one.page.outward:
        return True, "links-outward", {"links": found[:5]}
    return False, "links-none", {}


RULES: Final = (_on_the_web, _structured, _open_format, _linked, _outward)


def _format(entry: Described, iri: str, samples: list[Sample], page: StarsPage) -> tuple[str, str]:
    """Give the kind of format and its code: as the bytes show where they were seen, else as declared."""
    formats = load_rubric(page.rubric).formats
    standards = entry.values(iri, "dct:conformsTo")
    names = [one.rpartition("/")[2].casefold() for one in standards]
    if any(one in _services(page.linked_services) for one in names):
        return "linked", names[0]
    shown = next((one.format for one in samples if one.format), "")
    declared = next(iter(entry.values(iri, "dct:format")), "")
    media = next(iter(entry.values(iri, "dcat:mediaType")), "")
    code = shown or formats.code(declared, media)
    if code in page.linked:
        return "linked", code
    kind = formats.kind(code) or formats.service(standards)
    return ("" if kind == "undecided" else kind), code


@cache
def _services(patterns: tuple[str, ...]) -> Globs:
    return Globs(patterns)
