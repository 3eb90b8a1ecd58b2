"""A catalogue as triples, before (as it was recorded) and after (as we publish it), for the comparisons."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from catalogue.model.namespaces import expand

__all__ = ["Graph", "Node", "datasets_of", "described", "iri", "recorded", "values"]

Node = ox.NamedNode | ox.BlankNode
Graph = dict[Node, list[ox.Triple]]
"""Triples by subject, each subject once."""

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".json": ox.RdfFormat.JSON_LD,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
FAR: Final = 400
"""Nodes that one dataset can lead to; more is no description."""


def iri(curie: str) -> ox.NamedNode:
    return ox.NamedNode(expand(curie))


def recorded(file: Path) -> Graph | None:
    """Read a document as any RDF reader would; None where it is no RDF, or not well-formed."""
    suffixes = [suffix for suffix in file.suffixes if suffix != ".gz"]
    syntax = FORMATS.get(suffixes[-1]) if suffixes else None
    if syntax is None:
        return None
    body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    graph: Graph = {}
    try:
        for quad in ox.parse(body, format=syntax, base_iri="https://recorded.example/", lenient=True):
            if not isinstance(quad.subject, ox.Triple):
                graph.setdefault(quad.subject, []).append(quad.triple)
    except (SyntaxError, ValueError):
        return None
    return graph


def datasets_of(graph: Graph) -> list[Node]:
    return _of_class(graph, "dcat:Dataset")


def _of_class(graph: Graph, name: str) -> list[Node]:
    kind, wanted = iri("rdf:type"), iri(name)
    return [node for node in graph if any(wanted == value for value in values(graph, node, kind))]


def values(graph: Graph, node: object, predicate: ox.NamedNode) -> list[object]:
    """List what a node has for a property; nothing for what is no node of the graph."""
    if not isinstance(node, ox.NamedNode | ox.BlankNode):
        return []
    return [one.object for one in graph.get(node, ()) if one.predicate == predicate]


def described(graph: Graph, start: Node) -> Iterator[ox.Triple]:
    """Give a dataset and all that describes it, without other datasets and catalogues."""
    kind = iri("rdf:type")
    others = {iri("dcat:Dataset"), iri("dcat:Catalog"), iri("dcat:CatalogRecord")}
    seen, waiting = {start}, [start]
    while waiting and len(seen) < FAR:
        for triple in graph.get(waiting.pop(), ()):
            yield triple
            found = triple.object
            if isinstance(found, ox.NamedNode | ox.BlankNode) and found in graph and found not in seen:
                seen.add(found)
                if not others.intersection(values(graph, found, kind)):
                    waiting.append(found)
