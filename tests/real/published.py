"""Holding a written feed against the published shapes of three profiles, with both engines."""

import logging
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import pyshacl
import rdflib
import shacl

__all__ = ["GATES", "VL_2022", "Shown", "results_of", "validate"]

GATES: Final = (
    "dcat-ap-vl-2026-02-12_SHACL.operational.ttl",
    "dcat-ap-3.0.1_shapes.ttl",
    "dcat-ap-3.0.1_range.ttl",
)
VL_2022: Final = ("oslo-2022-04-21_dcatapvl.jsonld", "oslo-2022-04-21_dcatapvl-usagenotes.jsonld")
BACKGROUND: Final = "validation-background.ttl"
FORMATS: Final = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML}
SH: Final = rdflib.Namespace("http://www.w3.org/ns/shacl#")


class Shown(NamedTuple):
    """Where a published shape complains: the thing and its property, as IRIs."""

    focus: str
    path: str


def results_of(feed: Path, shapes: Path, names: tuple[str, ...], engine: str) -> Counter[Shown]:
    """Validate a whole feed, background included, and count the results of all the shape files together."""
    data = _statements(feed) + _statements(shapes / BACKGROUND)
    found: Counter[Shown] = Counter()
    for name in names:
        found.update(validate(data, _statements(shapes / name), engine))
    return found


def validate(data: str, shapes: str, engine: str) -> Counter[Shown]:
    """Validate N-Triples with the engine named ``shacl`` or ``pyshacl``."""
    return _fast(data, shapes) if engine == "shacl" else _slow(data, shapes)


def _statements(path: Path) -> str:
    quads = ox.parse(path.read_bytes(), format=FORMATS[path.suffix], base_iri="https://shapes.example/")
    triples = (quad.triple for quad in quads)
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _fast(data: str, shapes: str) -> Counter[Shown]:
    report = shacl.Shapes.from_text(shapes, format="ntriples").validate_text(data, format="ntriples")
    return Counter(Shown(one.focus_node.strip("<>"), (one.path or "").strip("<>")) for one in report.results)


def _slow(data: str, shapes: str) -> Counter[Shown]:
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    graphs = [rdflib.Graph().parse(data=text, format="ntriples") for text in (data, shapes)]
    _, report, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1], inference="none", do_owl_imports=False)
    results = list(report.objects(None, SH.result))
    return Counter(
        Shown(str(report.value(one, SH.focusNode)), str(report.value(one, SH.resultPath))) for one in results
    )
