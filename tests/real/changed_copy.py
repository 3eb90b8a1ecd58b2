"""A recorded feed and a changed copy of it, with what a reader that is not ours says is different.

The copy is made with lxml, and both are compared with rdflib: neither shares a line with the harvester.
"""

import gzip
import random
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree
from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

__all__ = ["RECORDED", "Difference", "changed_copy", "difference"]

RECORDED: Final = "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz"
ABOUT: Final = f"{{{RDF}}}about"
RESOURCE: Final = f"{{{RDF}}}resource"
LISTED: Final = f"{{{DCAT}}}dataset"
TITLE: Final = f"{{{DCTERMS}}}title"
MODIFIED: Final = f"{{{DCTERMS}}}modified"
ACCESS_URL: Final = f"{{{DCAT}}}accessURL"
REMOVED, ADDED, RETITLED, REDIRECTED, TOUCHED = 20, 15, 25, 10, 30
"""How many datasets are left out, added, given another title or another file, or only another date."""

Said = frozenset[tuple[Node, ...]]


class Difference(NamedTuple):
    """IRIs of datasets."""

    created: frozenset[str]
    updated: frozenset[str]
    unchanged: frozenset[str]
    gone: frozenset[str]


def changed_copy(recorded: Path, copy: Path) -> None:
    """Write the feed as it might be weeks later: other datasets, texts, files and dates, in another order."""
    with gzip.open(recorded) as file:
        tree = etree.parse(file)
    root = tree.getroot()
    chance = random.Random(2021)  # noqa: S311 -- the same copy every time
    datasets = [node for node in root if _is_dataset(node)]
    chance.shuffle(datasets)
    parts = iter(datasets)
    for _ in range(REMOVED):
        _remove(root, next(parts))
    for number in range(ADDED):
        _add(root, _another(next(parts), number))
    for _ in range(RETITLED):
        title = next(parts).find(TITLE)
        title.text = f"{title.text} (herzien)"
    for _ in range(REDIRECTED):
        _redirect(root, next(parts))
    for _ in range(TOUCHED):
        next(parts).find(MODIFIED).text = "2021-02-01T03:00:00"
    nodes = list(root)
    chance.shuffle(nodes)
    root[:] = nodes
    tree.write(str(copy), encoding="utf-8", xml_declaration=True)


def _is_dataset(node: etree._Element) -> bool:
    kinds = (one.get(RESOURCE) for one in node.iterfind(f"{{{RDF}}}type"))
    return str(DCAT.Dataset) in kinds


def _remove(root: etree._Element, dataset: etree._Element) -> None:
    for listed in list(root.iterfind(f"*/{LISTED}")):
        if listed.get(RESOURCE) == dataset.get(ABOUT):
            listed.getparent().remove(listed)
    root.remove(dataset)


def _add(root: etree._Element, dataset: etree._Element) -> None:
    (catalogue,) = {listed.getparent() for listed in root.iterfind(f"*/{LISTED}")}
    etree.SubElement(catalogue, LISTED).set(RESOURCE, dataset.get(ABOUT))
    root.append(dataset)


def _another(like: etree._Element, number: int) -> etree._Element:
    """Make a dataset of its own that looks like another."""
    new = etree.fromstring(etree.tostring(like))
    new.set(ABOUT, f"https://portaal-stadantwerpen.opendata.arcgis.com/datasets/nieuw_{number}")
    new.find(TITLE).text = f"Nieuwe dataset {number}"
    return new


def _redirect(root: etree._Element, dataset: etree._Element) -> None:
    """Give one of its files another address: the dataset's own node stays as it is."""
    resource = dataset.find(f"{{{DCAT}}}distribution").get(RESOURCE)
    for node in root.iterfind(f"*[@rdf:about='{resource}']", {"rdf": str(RDF)}):
        node.find(ACCESS_URL).set(RESOURCE, f"{resource}#elders")


def difference(before: Path, after: Path) -> Difference:
    """Compare two feeds by the statements about each dataset and its parts, but for ``dct:modified``."""
    old, new = _datasets(before), _datasets(after)
    both = old.keys() & new.keys()
    updated = frozenset(iri for iri in both if old[iri] != new[iri])
    return Difference(
        frozenset(new.keys() - both), updated, frozenset(both) - updated, frozenset(old.keys() - both)
    )


def _datasets(path: Path) -> dict[str, Said]:
    graph = Graph()
    packed = path.suffix == ".gz"
    graph.parse(data=gzip.decompress(path.read_bytes()) if packed else path.read_bytes(), format="xml")
    found = graph.subjects(RDF.type, DCAT.Dataset)
    return {str(iri): _said(graph, iri, frozenset()) for iri in found}


def _said(graph: Graph, node: Node, above: frozenset[Node]) -> Said:
    """Give what a graph says of a node and of the nodes that it points at; blank nodes by what they say."""
    said: set[tuple[Node, ...]] = set()
    for predicate, value in graph.predicate_objects(node):
        if predicate == DCTERMS.modified:
            continue
        said.add((predicate, BNode("any") if isinstance(value, BNode) else value))
        if isinstance(value, BNode | URIRef) and value not in above and value != node:
            said |= {(predicate, *rest) for rest in _said(graph, value, above | {node})}
    return frozenset(said)
