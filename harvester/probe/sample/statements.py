"""RDF, whole or cut off: how many triples, of what, in which words, under which licence, from when."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urldefrag, urlsplit

import orjson
import pyoxigraph as ox

from catalogue.errors import SourceError
from harvester.probe.sample.found import Bytes, Found
from harvester.probe.sample.moments import moment
from harvester.probe.sample.places_on_earth import spread
from harvester.rdf.contexts import inlined
from harvester.rdf.formats import RdfFormat, sniff

__all__ = ["read_json_ld", "read_rdf", "tell_statements"]

CODES: Final = {
    RdfFormat.TURTLE: "RDF_TURTLE",
    RdfFormat.N_TRIPLES: "RDF_N_TRIPLES",
    RdfFormat.TRIG: "RDF_TRIG",
    RdfFormat.N_QUADS: "RDF_N_QUADS",
    RdfFormat.RDF_XML: "RDF_XML",
}
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATASETS: Final = frozenset({"http://www.w3.org/ns/dcat#Dataset", "http://rdfs.org/ns/void#Dataset"})
LICENCES: Final = frozenset(
    {
        "http://purl.org/dc/terms/license",
        "http://creativecommons.org/ns#license",
        "http://schema.org/license",
        "https://schema.org/license",
        "http://www.w3.org/1999/xhtml/vocab#license",
    }
)
TIMES: Final = (
    "http://www.w3.org/ns/prov#generatedAtTime",
    "http://www.w3.org/ns/sosa/resultTime",
    "http://www.w3.org/ns/sosa/phenomenonTime",
    "https://data.vlaanderen.be/ns/observatie#resultaattijd",
    "http://purl.org/dc/terms/modified",
)
LINKS: Final = {
    "http://www.w3.org/ns/hydra/core#previous": "prev",
    "http://www.w3.org/ns/hydra/core#next": "next",
    "http://www.w3.org/ns/hydra/core#first": "first",
    "http://www.w3.org/ns/hydra/core#last": "last",
    "https://w3id.org/tree#node": "relation",
    "https://w3id.org/tree#view": "view",
    "http://mementoweb.org/ns#timemap": "timemap",
}
OWN: Final = "https://data.vlaanderen.be/id/"
SUBJECTS: Final = 20
TERMS: Final = 200
OUTWARD: Final = 50
LONGEST: Final = 2000
MOST: Final = 20_000
"""Triples: a sample can hold no more that matter."""


def read_rdf(given: Bytes, text: str) -> Found:
    kind = sniff(given.body[:4096], given.content_type, given.url) or RdfFormat.TURTLE
    if given.content_type.startswith("application/n-quads"):
        kind = RdfFormat.N_QUADS  # they begin as Turtle does
    found = Found(CODES.get(kind, "RDF_TURTLE"))
    quads, broken = _parsed(text.encode(), kind, given)
    found.parses = bool(quads) if not given.whole else not broken
    if quads:
        tell_statements(quads, given.url, found)
    return found


def read_json_ld(given: Bytes, value: Any, found: Found) -> None:  # noqa: ANN401  a JSON value
    """Add what the statements of JSON-LD tell; a context that nobody here knows leaves it plain JSON."""
    try:
        text = orjson.dumps(inlined(value, given.url))
    except (SourceError, orjson.JSONEncodeError):
        return
    quads, _ = _parsed(text, RdfFormat.JSON_LD, given)
    if quads:
        tell_statements(quads, given.url, found)


class _Said(NamedTuple):
    """A statement by its names alone; what is no IRI is empty."""

    subject: str
    predicate: str
    object: str
    literal: str
    graph: str


def _parsed(text: bytes, kind: RdfFormat, given: Bytes) -> tuple[list[_Said], bool]:
    """Give what can be read, and whether that is not all."""
    said: list[_Said] = []
    try:
        for quad in ox.parse(text, format=kind, base_iri=_base(given.url), lenient=True):
            said.append(_plain(quad))
            if len(said) >= MOST:
                break
    except (SyntaxError, ValueError, OSError):
        return said, True
    return said, False


def _plain(quad: ox.Quad) -> _Said:
    literal = quad.object.value if isinstance(quad.object, ox.Literal) else ""
    return _Said(_iri(quad.subject), quad.predicate.value, _iri(quad.object), literal, _iri(quad.graph_name))


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


def _base(url: str) -> str | None:
    try:
        ox.NamedNode(url)
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def tell_statements(said: Sequence[_Said], url: str, found: Found) -> None:
    """Write down what statements are about."""
    about = _about(said, url)
    things = dict.fromkeys(one.subject for one in said if one.subject.startswith("http"))
    links = {
        LINKS[one.predicate]: one.object[:LONGEST] for one in said if one.predicate in LINKS and one.object
    }
    if found.records is None:
        found.records = len(dict.fromkeys(one.subject for one in said))
    found.facts |= {
        "triples": len(said),
        "about": sum(1 for one in said if one.subject in about or one.graph in about),
        "subjects": tuple(spread([one for one in things if one not in about], SUBJECTS)),
        "terms": tuple(_terms(said))[:TERMS],
        "outward": tuple(_outward(said, url))[:OUTWARD],
        "licences": tuple(dict.fromkeys(_licences(said, about))),
        "links": {**(found.facts.get("links") or {}), **links},
        **_times(said),
    }


def _about(said: Iterable[_Said], url: str) -> set[str]:
    """Give the names of the document itself, of graphs in it, and of datasets that it describes."""
    own = _bare(url)
    names = {name for one in said for name in (one.subject, one.graph) if name and own and _bare(name) == own}
    return names | {one.subject for one in said if one.predicate == TYPE and one.object in DATASETS}


def _bare(url: str) -> str:
    """Write an address so that scheme, query, fragment and last stroke make no difference."""
    try:
        return urldefrag(url).url.partition("://")[2].partition("?")[0].rstrip("/")
    except ValueError:
        return url


def _terms(said: Iterable[_Said]) -> dict[str, None]:
    terms: dict[str, None] = {}
    for one in said:
        terms[one.predicate] = None
        if one.predicate == TYPE and one.object:
            terms[one.object] = None
    return terms


def _outward(said: Iterable[_Said], url: str) -> list[str]:
    """Give IRIs of things elsewhere, those of base registers first."""
    here = {_host(url), ""}
    seen = dict.fromkeys(
        one.object for one in said if one.predicate != TYPE and _host(one.object) not in here
    )
    return sorted(seen, key=lambda iri: not iri.replace("http:", "https:", 1).startswith(OWN))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _licences(said: Iterable[_Said], about: set[str]) -> Iterator[str]:
    for one in said:
        if one.predicate in LICENCES and (not about or one.subject in about or one.graph in about):
            yield (one.object or one.literal)[:LONGEST]


def _times(said: Iterable[_Said]) -> dict[str, str]:
    """Give the newest time by the property that says most clearly when something was made."""
    found: dict[str, str] = {}
    for one in said:
        if one.predicate in TIMES:
            found[one.predicate] = max(found.get(one.predicate, ""), moment(one.literal))
    named = next((name for name in TIMES if found.get(name)), "")
    return {"generated_at": found[named], "timed_by": named} if named else {}
