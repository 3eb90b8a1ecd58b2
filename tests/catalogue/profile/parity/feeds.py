"""Datasets of real recorded feeds, each with what it refers to, as their portals gave them."""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from catalogue.model.namespaces import expand

__all__ = ["FEEDS", "datasets_of"]

FEEDS: Final = {
    "Gent 2025": "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
    "Antwerpen 2021": "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz",
    "Antwerpen 2025": "dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
    "Stad Brussel 2025": "dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz",
    "Edinburgh, Hub": "arcgis_hub/dcat-ap-2.0.1_edinburgh.json",
    "Highland, Hub": "arcgis_hub/dcat-ap-2.0.1_highland.json",
    "Vlaanderen 2025": "dcat_rdf/data.gov.be_2025-04_vlaanderen_all.nt.gz",
}
FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".json": ox.RdfFormat.JSON_LD,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
BASE: Final = "https://feed.example/"
LARGEST: Final = 60_000_000
"""Bytes of a feed that are looked at: of the feed of Flanders, so much as a test may take."""
TYPE: Final = ox.NamedNode(expand("rdf:type"))
DATASET: Final = ox.NamedNode(expand("dcat:Dataset"))
LISTED: Final = frozenset(ox.NamedNode(expand(name)) for name in ("dcat:Catalog", "dcat:CatalogRecord"))
Node = ox.NamedNode | ox.BlankNode
Triples = dict[Node, list[ox.Triple]]


def datasets_of(path: Path, most: int | None = None) -> list[str]:
    """Give datasets as N-Triples, evenly spread over the feed; all of them when no number is given."""
    triples = _by_subject(path)
    found = [node for node, of_node in triples.items() if _is_dataset(of_node)]
    step = max(1, len(found) // most) if most else 1
    return [_written(triples, node) for node in islice(found, 0, None, step)][:most]


def _by_subject(path: Path) -> Triples:
    triples: Triples = defaultdict(list)
    for triple in _parsed(path):
        if isinstance(triple.subject, Node):
            triples[triple.subject].append(triple)
    return triples


def _parsed(path: Path) -> Iterator[ox.Triple]:
    name = Path(path.name.removesuffix(".gz"))
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        content = file.read(LARGEST)
    content = content[: content.rfind(b"\n") + 1] if len(content) == LARGEST else content
    for quad in ox.parse(content, format=FORMATS[name.suffix], base_iri=BASE, lenient=True):
        yield quad.triple


def _is_dataset(triples: list[ox.Triple]) -> bool:
    return any(triple.predicate == TYPE and triple.object == DATASET for triple in triples)


def _written(triples: Triples, start: Node) -> str:
    """Write a node with all that it refers to, but no other dataset and no catalogue."""
    seen = {start}
    waiting = [start]
    lines = []
    while waiting:
        for triple in triples.get(waiting.pop(), ()):
            lines.append(f"{triple} .\n")
            node = triple.object
            if isinstance(node, Node) and node not in seen and not _is_other(triples.get(node, [])):
                seen.add(node)
                waiting.append(node)
    return "".join(lines)


def _is_other(triples: list[ox.Triple]) -> bool:
    types = {triple.object for triple in triples if triple.predicate == TYPE}
    return DATASET in types or bool(types & LISTED)
