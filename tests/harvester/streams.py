"""Synthetic event streams in both dialects, laid out page by page on a site."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyoxigraph as ox

from tests.harvester.served import Reply

__all__ = [
    "DATASET",
    "DISTRIBUTION",
    "LASTING",
    "activity",
    "as_stream",
    "leaf",
    "node",
    "publisher",
    "version",
]

PREFIXES: Final = """@prefix as: <https://www.w3.org/ns/activitystreams#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ldes: <https://w3id.org/ldes#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix tree: <https://w3id.org/tree#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ACTIVITY: Final = "https://www.w3.org/ns/activitystreams#"
LASTING: Final = {"Cache-Control": "public, max-age=604800, immutable"}


def DATASET(name: str, title: str, *parts: str) -> str:  # noqa: N802 -- reads as what it is
    links = "".join(f" ; dcat:distribution <urn:{part}>" for part in parts)
    contact = '; dcat:contactPoint [ a vcard:Kind ; vcard:fn "Loket" ]'
    return (
        f'<urn:{name}> a dcat:Dataset ; dct:title "{title}"@nl ; dct:publisher <urn:stad> {contact}{links} .'
    )


def DISTRIBUTION(name: str, title: str) -> str:  # noqa: N802 -- idem
    page = f"dcat:accessURL <http://x.example/{name}>"
    return f'<urn:{name}> a dcat:Distribution ; dct:title "{title}"@nl ; {page} .'


def publisher(title: str) -> str:
    return f'<urn:stad> a foaf:Agent ; foaf:name "{title}"@nl .'


def activity(verb: str, name: str, day: int, state: str = "") -> str:
    """Write a member of a DCAT-AP feed: an activity, and what its object is now in the graph of that name."""
    member = f"<#{verb}-{name}-{day}>"
    return (
        f"<stream> tree:member {member} . {member} a as:{verb} ; as:object <urn:{name}> ;"
        f' as:published "2026-01-{day:02}T00:00:00Z"^^xsd:dateTime .\n'
        + (f"{member} {{ {state} }}\n" if state else "")
    )


def version(name: str, day: int, said: str, *, deleted: bool = False) -> str:
    """Write a member as LDES servers do: the object at one moment, under a name of its own."""
    what = " ; a <http://example.org/Deleted>" if deleted else ""
    return (
        f"<stream> tree:member <urn:{name}/{day}> . <urn:{name}/{day}> dct:isVersionOf <urn:{name}>{what} ;"
        f' prov:generatedAtTime "2026-01-{day:02}T00:00:00.000Z"^^xsd:dateTime ; {said} .\n'
    )


def leaf(
    members: Iterable[str], leads: Iterable[str] = (), *, lasting: bool = False, said: str = ""
) -> Reply:
    """Lay out a page with members, leading to others."""
    relations = "".join(
        f"<> tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:node <{each}> ] .\n" for each in leads
    )
    headers: Mapping[str, str] = LASTING if lasting else {}
    text = f"{PREFIXES}<stream> a ldes:EventStream . <> a tree:Node . {said}\n{''.join(members)}{relations}"
    return Reply(text, "application/trig", headers=headers)


def node(leads: Iterable[str], *, said: str = "", lasting: bool = False) -> Reply:
    return leaf((), leads, said=said, lasting=lasting)


def as_stream(turtle: bytes) -> list[str]:
    """Write each named node, with the blank nodes that hang from it, as a created object; last first."""
    about: dict[Any, list[Any]] = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE, lenient=True):
        about.setdefault(quad.subject, []).append(quad)

    def lines(node: Any) -> str:  # noqa: ANN401 -- any node
        inner = [quad.object for quad in about.get(node, ()) if isinstance(quad.object, ox.BlankNode)]
        own = (f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in about.get(node, ()))
        return "".join(own) + "".join(map(lines, inner))

    named = reversed([node for node in about if isinstance(node, ox.NamedNode)])
    return [_created(number, str(node), lines(node)) for number, node in enumerate(named)]


def _created(number: int, node: str, said: str) -> str:
    published = f'<{ACTIVITY}published> "2026-01-01T00:00:00Z"'
    return (
        f"<stream> <https://w3id.org/tree#member> <#m{number}> .\n"
        f"<#m{number}> a <{ACTIVITY}Create>; <{ACTIVITY}object> {node}; {published} .\n"
        f"<#m{number}> {{\n{said}}}\n"
    )
