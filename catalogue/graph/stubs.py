"""Short descriptions of what entries point to, written along in the feed.

Neither the platform nor a validator fetches an IRI: what is not typed and named inline does not exist
to them. A stub holds the type, the name and the scheme, and no more.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from catalogue.graph.codes import licence_title, look_up
from catalogue.graph.description import Description, begin
from catalogue.graph.terms import TYPE, shared, term
from catalogue.model import Licence, Standard, Text

__all__ = ["concepts", "documents", "licence", "standards", "types"]

CONCEPT: Final = term("skos:Concept")
SCHEME: Final = term("skos:ConceptScheme")
DOCUMENT: Final = term("foaf:Document")
LICENCE: Final = term("dct:LicenseDocument")
STANDARD: Final = term("dct:Standard")
LABEL: Final = term("skos:prefLabel")
IN_SCHEME: Final = term("skos:inScheme")
TITLE: Final = term("dct:title")
KIND: Final = term("dct:type")
DCT_LICENCE: Final = term("dct:license")
CONFORMS: Final = term("dct:conformsTo")
VERSION: Final = term("owl:versionInfo")
DESCRIPTION: Final = term("dct:description")
ISSUED: Final = term("dct:issued")
SEE_ALSO: Final = term("rdfs:seeAlso")
PROTOCOLS: Final = "https://data.vlaanderen.be/id/concept/dataserviceprotocol/"


def concepts(
    about: Description, predicate: NamedNode, iris: Iterable[str], kind: NamedNode = CONCEPT
) -> None:
    """Point to codes of a list; ``kind`` is the class that DCAT-AP expects them to be in besides."""
    for iri in iris:
        if iri:
            about.node(predicate, shared(iri))
            stub = _concept(iri, kind)
            known = about.blocks.setdefault(iri, [])
            if stub[0] not in known:
                known[1:1] = stub


@lru_cache(maxsize=4096)
def _concept(iri: str, kind: NamedNode) -> tuple[Triple, ...]:
    node, code = shared(iri), look_up(iri)
    types = (CONCEPT,) if kind == CONCEPT else (CONCEPT, kind)
    return (
        *(Triple(node, TYPE, each) for each in types),
        Triple(node, LABEL, Literal(code.label, language=code.language)),
        *(Triple(node, IN_SCHEME, shared(scheme)) for scheme in code.schemes),
    )


def documents(about: Description, predicate: NamedNode, pages: Iterable[str]) -> None:
    """Point to web pages."""
    types(about, predicate, pages, DOCUMENT)


def types(about: Description, predicate: NamedNode, iris: Iterable[str], kind: NamedNode) -> None:
    """Point to nodes of which nothing but the class is known."""
    for iri in iris:
        if iri:
            about.link(predicate, iri)
            begin(about.blocks, iri, kind)


def licence(about: Description, value: Licence | None) -> None:
    """Point to a licence. Its title makes the platform's licence facet, so a known licence gets one."""
    if value is None:
        return
    about.node(DCT_LICENCE, shared(value.iri))
    if page := begin(about.blocks, value.iri, LICENCE):
        known = licence_title(value.iri)
        page.texts(TITLE, value.title or ([Text(known, "nl")] if known else ()))
        concepts(page, KIND, value.kind)


def standards(about: Description, values: Iterable[Standard]) -> None:
    """Point to what it conforms to; a protocol of the Flemish list is told to be in it."""
    for value in values:
        about.node(CONFORMS, shared(value.iri))
        if page := begin(about.blocks, value.iri, STANDARD):
            page.texts(TITLE, value.title).value(VERSION, value.version)
            page.texts(DESCRIPTION, value.description).moment(ISSUED, value.issued)
            page.link(SEE_ALSO, value.page).value(LABEL, value.label)
            if value.iri.startswith(PROTOCOLS):
                _protocol(page, value.iri)


def _protocol(page: Description, iri: str) -> None:
    code = look_up(iri)
    for scheme in code.schemes:
        page.node(IN_SCHEME, shared(scheme))
        if described := begin(page.blocks, scheme, SCHEME):
            described.texts(TITLE, [Text(code.scheme_title, "nl")])
