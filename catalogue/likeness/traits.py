"""What an entry can be recognised by when its identifier changed: addresses, names, titles, moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from pyoxigraph import Literal, Triple

from catalogue.graph import Blocks, from_ntriples, members
from catalogue.graph.record import AT_SOURCE
from catalogue.likeness.addresses import address, is_layer, local_names, names_at, slug, world_names
from catalogue.likeness.words import words
from catalogue.model import Kind
from catalogue.model.namespaces import expand

__all__ = ["EntryId", "Stamps", "Title", "Traits", "gathered", "traits_of"]

EntryId: TypeAlias = str
MOST: Final = 200
"""Addresses of one entry that are looked at; the dataset with 8,000 files is recognised by some of them."""
FEWEST_WORDS: Final = 8
"""A shorter description says too little to be this dataset's own."""
GIST: Final = 300
SHORTEST_NAME: Final = 5


class Title(NamedTuple):
    language: str
    """Primary subtag; empty when nobody said."""
    words: str


class Stamps(NamedTuple):
    """Moments as the source writes them."""

    created: str = ""
    issued: str = ""
    modified: str = ""


NEVER: Final = Stamps()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    kind: Kind
    publisher: str = ""
    """IRI of the publisher, or its name."""
    titles: frozenset[Title] = frozenset()
    gist: str = ""
    """The words that the description begins with, where there are enough of them."""
    pages: frozenset[str] = frozenset()
    """Pages about it, as :func:`address` writes them."""
    files: frozenset[str] = frozenset()
    """Where its data are had: files, services."""
    layers: frozenset[str] = frozenset()
    """Numbered layers of map services among them, kept apart: a number is handed out again."""
    keys: frozenset[str] = frozenset()
    """Names that are its own in all the world: UUIDs, items of ArcGIS, names with the host of their portal,
    identifiers that are addresses."""
    names: frozenset[str] = frozenset()
    """Names that its portal gave it, and that say something within one publisher only."""
    slugs: frozenset[str] = frozenset()
    stamps: Stamps = NEVER
    said: frozenset[str] = frozenset()
    """Its identifiers and the addresses of pages about it, as they were written."""

    @property
    def title_words(self) -> frozenset[str]:
        return frozenset(title.words for title in self.titles)

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(title.language for title in self.titles if title.language)


def traits_of(body: bytes) -> Traits:
    """Read the traits from a kept version: N-Triples of one entry with its catalogue record.

    Raises ValueError or SyntaxError on what is no such thing.
    """
    blocks = from_ntriples(body)
    about = members(blocks)[0]
    own = blocks[about.iri]
    topics = {member.iri for member in members(blocks)} | {member.record_iri for member in members(blocks)}
    return gathered(
        kind=about.kind,
        publisher=next(iter(_values(own, PUBLISHER)), ""),
        titles=_titles(own),
        description=" ".join(sorted(_values(own, DESCRIPTION))[:1]),
        pages=[*_values(own, *PAGES), *_values(blocks[about.record_iri], SOURCE_PAGE)],
        files=[value for triples in blocks.values() for value in _values(triples, *FILES)],
        identifiers=_identifiers(blocks, topics),
        stamps=Stamps(*(next(iter(_values(own, one)), "") for one in STAMPS)),
    )


def gathered(
    *,
    kind: Kind,
    publisher: str = "",
    titles: Iterable[tuple[str, str]] = (),
    description: str = "",
    pages: Iterable[str] = (),
    files: Iterable[str] = (),
    identifiers: Iterable[str] = (),
    stamps: Stamps = NEVER,
) -> Traits:
    """Make traits of what a source says, as it says it; titles come with the tag of their language."""
    told, had, called = (sorted(set(each))[:MOST] for each in (pages, files, identifiers))
    every = [*told, *had, *called]
    own, at, places = _addresses(called), _addresses(told), _addresses(had)
    layers = frozenset(filter(is_layer, places))
    plain = words(description)
    return Traits(
        kind=kind,
        publisher=publisher,
        titles=frozenset(
            Title(tag.partition("-")[0].lower(), said) for tag, text in titles if (said := words(text))
        ),
        gist=plain[:GIST] if plain.count(" ") + 1 >= FEWEST_WORDS else "",
        pages=at,
        files=places - layers,
        layers=layers,
        keys=frozenset(name for one in every for name in (*world_names(one), *names_at(one))) | own,
        names=frozenset(name for one in every for name in local_names(one)) | _short(called),
        slugs=frozenset(filter(None, map(slug, [*told, *called]))),
        stamps=stamps,
        said=frozenset([*told, *called]),
    )


def _addresses(urls: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(address, urls)))


def _short(identifiers: Iterable[str]) -> frozenset[str]:
    """Keep identifiers that are neither an address nor a mere number: two portals both count from one."""
    return frozenset(
        one.casefold()
        for one in identifiers
        if "://" not in one and len(one) >= SHORTEST_NAME and any(map(str.isalpha, one))
    )


TITLE: Final = expand("dct:title")
DESCRIPTION: Final = expand("dct:description")
PUBLISHER: Final = expand("dct:publisher")
IDENTIFIER: Final = expand("dct:identifier")
NOTATION: Final = expand("skos:notation")
PAGES: Final = (expand("dcat:landingPage"), expand("foaf:page"))
SOURCE_PAGE: Final = expand("mdcat:bronMetadataRecordLandingspagina")
FILES: Final = (expand("dcat:accessURL"), expand("dcat:downloadURL"), expand("dcat:endpointURL"))
STAMPS: Final = (expand("dct:created"), expand("dct:issued"), expand("dct:modified"))


def _values(triples: Iterable[Triple], *predicates: str) -> list[str]:
    return [one.object.value for one in triples if one.predicate.value in predicates]  # type: ignore[union-attr]


def _titles(triples: Iterable[Triple]) -> list[tuple[str, str]]:
    return [
        (one.object.language or "", one.object.value)
        for one in triples
        if one.predicate.value == TITLE and isinstance(one.object, Literal)
    ]


def _identifiers(blocks: Blocks, registered: set[str]) -> list[str]:
    """List the identifiers that the source gave; those that we gave are the subject's own IRI, or a UUID.

    One that only says again where the record comes from is none: a page may be that of many records.
    """
    return [
        value
        for subject, triples in blocks.items()
        if f"/id/{AT_SOURCE}/" not in subject
        for value in _values(triples, NOTATION, *(() if subject in registered else (IDENTIFIER,)))
        if value != subject
    ]
