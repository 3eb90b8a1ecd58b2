"""dcat:Catalog: the catalogue of one publisher, with links to all its members."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import RdfFormat, serialize

from catalogue.graph.blocks import Blocks, Member
from catalogue.graph.description import Description, begin
from catalogue.graph.extent import places
from catalogue.graph.parties import agent, contact
from catalogue.graph.stubs import concepts, documents, licence
from catalogue.graph.terms import iri, term
from catalogue.model import Catalog, Kind, Text

__all__ = ["catalogue_blocks", "registrations"]

CATALOGUE: Final = term("dcat:Catalog")
IDENTIFIER: Final = term("dct:identifier")
TITLE: Final = term("dct:title")
DESCRIPTION: Final = term("dct:description")
PUBLISHER: Final = term("dct:publisher")
LANGUAGE: Final = term("dct:language")
LANGUAGE_CLASS: Final = term("dct:LinguisticSystem")
HOMEPAGE: Final = term("foaf:homepage")
TAXONOMY: Final = term("dcat:themeTaxonomy")
THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme"
SCHEME: Final = term("skos:ConceptScheme")
RECORD: Final = term("dcat:record")
LINKS: Final = {Kind.DATASET: term("dcat:dataset"), Kind.SERVICE: term("dcat:service")}
"""A series is reached through its datasets: the profiles know no link of its own for it."""


def catalogue_blocks(catalog: Catalog, members: Iterable[Member]) -> Blocks:
    """Write the catalogue and its links, members in the order given."""
    blocks: Blocks = {}
    about = begin(blocks, catalog.iri, CATALOGUE)
    if about is None:
        return blocks
    about.value(IDENTIFIER, catalog.identifier or catalog.iri)
    about.texts(TITLE, catalog.title).texts(DESCRIPTION, catalog.description)
    agent(about, PUBLISHER, catalog.publisher)
    contact(about, catalog.contact)
    licence(about, catalog.licence)
    concepts(about, LANGUAGE, catalog.languages, LANGUAGE_CLASS)
    documents(about, HOMEPAGE, [catalog.homepage])
    places(about, catalog.spatial)
    about.link(TAXONOMY, THEMES)
    if scheme := begin(blocks, THEMES, SCHEME):
        scheme.texts(TITLE, [Text("Datathema's", "nl")])
    _register(about, members)
    return blocks


def registrations(catalogue: str, members: Iterable[Member]) -> bytes:
    """Write the links of a catalogue to some of its members alone, as canonical N-Triples."""
    about = Description({}, iri(catalogue), [])
    _register(about, members)
    return serialize(about.triples, format=RdfFormat.N_TRIPLES) or b""


def _register(about: Description, members: Iterable[Member]) -> None:
    for member in members:
        if member.kind in LINKS:
            about.link(LINKS[member.kind], member.iri)
        about.link(RECORD, member.record_iri)
