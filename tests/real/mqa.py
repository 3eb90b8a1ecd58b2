"""An estimate of what data.europa.eu's quality assessment would say of a catalogue, from its triples.

Written for the comparison only: it shares no code with what it measures. Links are not asked for: each web
address counts as alive, before and after. The best distribution counts; each distribution without a format or
media type costs 5 points, and interoperability does not fall below nothing.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import shacl
from ruamel.yaml import YAML

from tests.real.graphs import Graph, Node, datasets_of, described, iri, values

__all__ = ["POINTS", "RATINGS", "Estimate", "estimate", "rating"]

SHAPES: Final = Path(__file__).parents[3] / "shared" / "data" / "shacl"
EU: Final = "http://publications.europa.eu/resource/authority/"
IANA: Final = "https://www.iana.org/assignments/media-types/"
_FACTS: Final = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))
_METRICS: Final = _FACTS["metrics"]
_LICENCES: Final = tuple(_FACTS["licences"])
POINTS: Final[dict[str, int]] = {name: one["points"] for name, one in _METRICS.items()}
RATINGS: Final[dict[str, int]] = _FACTS["ratings"]
MISSED: Final = 5
BATCH: Final = 100


class Estimate(NamedTuple):
    """Of one catalogue: mean points, the share of datasets that gains each metric, and of each rating."""

    datasets: int
    points: float
    gained: dict[str, float]
    rated: dict[str, float]


def estimate(graph: Graph) -> Estimate | None:
    """Score every dataset; None where there is none."""
    datasets = datasets_of(graph)
    if not datasets:
        return None
    wrong = _violating(graph, datasets)
    scored = [_score(graph, one, ok=one not in wrong) for one in datasets]
    count = len(datasets)
    ratings = [rating(points) for points, _ in scored]
    return Estimate(
        count,
        sum(points for points, _ in scored) / count,
        {name: sum(name in gained for _, gained in scored) / count for name in POINTS},
        {name: ratings.count(name) / count for name in RATINGS},
    )


def rating(points: float) -> str:
    return next(name for name, least in RATINGS.items() if points >= least)


def _score(graph: Graph, dataset: Node, *, ok: bool) -> tuple[int, set[str]]:
    """Give the points of a dataset, and the metrics that it gains."""
    gained = {
        name for name, one in _METRICS.items() if "dataset" in one and _told(graph, dataset, one["dataset"])
    }
    if any(_begins(value, f"{EU}access-right/") for value in _of(graph, dataset, "dct:accessRights")):
        gained.add("access rights in the list")
    if ok:
        gained.add("DCAT-AP")
    files = [_file(graph, one) for one in _of(graph, dataset, "dcat:distribution")]
    gained |= max(files, key=lambda names: sum(POINTS[name] for name in names), default=set())
    penalty = MISSED * sum(("format" not in one) + ("media type" not in one) for one in files)
    inside = {name for name in gained if _METRICS[name].get("interoperable")}
    interoperable = max(0, sum(POINTS[name] for name in inside) - penalty)
    return interoperable + sum(POINTS[name] for name in gained - inside), gained


def _file(graph: Graph, node: object) -> set[str]:
    gained = {
        name
        for name, one in _METRICS.items()
        if "file" in one and (_reached if one.get("web") else _told)(graph, node, one["file"])
    }
    formats = [one for one in _of(graph, node, "dct:format") if _begins(one, f"{EU}file-type/")]
    codes = {_text(one).rpartition("/")[2] for one in formats}
    if codes and any(_begins(kind, IANA) for kind in _of(graph, node, "dcat:mediaType")):
        gained.add("format and media type in the lists")
    if codes.intersection(_FACTS["open"]):
        gained.add("not proprietary")
    if codes.intersection(_FACTS["readable"]):
        gained.add("machine-readable")
    if any(_begins(one, _LICENCES) for one in _of(graph, node, "dct:license")):
        gained.add("known licence")
    return gained


def _of(graph: Graph, node: object, curie: str) -> list[object]:
    return values(graph, node, iri(curie))


def _told(graph: Graph, node: object, curie: str) -> bool:
    """Tell whether a property says anything: a text, an IRI, or a node that is not empty."""
    return any(
        graph.get(one) if isinstance(one, ox.BlankNode) else _text(one) for one in _of(graph, node, curie)
    )


def _reached(graph: Graph, node: object, curie: str) -> bool:
    return any(_begins(one, ("http://", "https://")) for one in _of(graph, node, curie))


def _text(value: object) -> str:
    return str(getattr(value, "value", ""))


def _begins(value: object, prefixes: str | tuple[str, ...]) -> bool:
    return isinstance(value, ox.NamedNode) and value.value.startswith(prefixes)


def _violating(graph: Graph, datasets: list[Node]) -> set[Node]:
    """Find the datasets that break a mandatory rule of DCAT-AP 3.0.1, or that no strict reader takes."""
    wrong: set[Node] = set()
    for start in range(0, len(datasets), BATCH):
        parts = {one: list(described(graph, one)) for one in datasets[start : start + BATCH]}
        owners: dict[str, set[Node]] = {}
        for one, triples in parts.items():
            for triple in triples:
                owners.setdefault(str(triple.subject), set()).add(one)
        sound = {triple for triples in parts.values() for triple in triples if _is_sound(triple)}
        report = _shapes().validate_text(_ntriples(sound) + _background(), format="ntriples")
        broken = (one.focus_node for one in report.results if one.severity.endswith("Violation"))
        wrong.update(one for focus in broken for one in owners.get(focus, ()))
        wrong.update(one for one, triples in parts.items() if not all(map(_is_sound, triples)))
    return wrong


def _is_sound(triple: ox.Triple) -> bool:
    terms = (triple.subject, triple.object)
    return not any(isinstance(one, ox.NamedNode) and set(one.value) & set(' <>"{}|\\^`') for one in terms)


@cache
def _shapes() -> shacl.Shapes:
    body = (SHAPES / "dcat-ap-3.0.1_shapes.ttl").read_bytes()
    quads = ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri="https://shapes.example/")
    return shacl.Shapes.from_text(_ntriples(quad.triple for quad in quads), format="ntriples")


@cache
def _background() -> str:
    body = (SHAPES / "validation-background.ttl").read_bytes()
    return _ntriples(quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE))


def _ntriples(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
