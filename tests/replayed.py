"""Reading a stream of events as any client would, and seeing what stands at its end."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

__all__ = ["Member", "contents", "documents", "marks", "members", "replayed"]

AS: Final = "https://www.w3.org/ns/activitystreams#"
TREE: Final = "https://w3id.org/tree#"
BASE: Final = "http://stroom.example/events/"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Member(NamedTuple):
    iri: str
    verb: str
    object: str
    published: str
    graph: frozenset[ox.Triple]


def documents(place: Path) -> dict[str, list[ox.Quad]]:
    """Read the root of a stream and every page that it leads to, by file name."""
    found = {"index.trig": _quads(place / "index.trig")}
    for quad in found["index.trig"]:
        if quad.predicate.value == f"{TREE}node":
            name = quad.object.value.removeprefix(BASE)  # type: ignore[union-attr]
            found.setdefault(name, _quads(place / name))
    return found


def _quads(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TRIG, base_iri=f"{BASE}{path.name}"))


def members(place: Path) -> list[Member]:
    """List the members of a stream, the oldest first."""
    found = [each for quads in documents(place).values() for each in _members(quads)]
    return sorted(found, key=lambda each: each.published)


def _members(quads: list[ox.Quad]) -> Iterator[Member]:
    said: dict[str, dict[str, str]] = {}
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, ox.DefaultGraph):
            said.setdefault(str(quad.subject), {})[quad.predicate.value] = quad.object.value  # type: ignore[union-attr]
        else:
            graphs.setdefault(str(quad.graph_name), set()).add(quad.triple)
    for quad in quads:
        if quad.predicate.value == f"{TREE}member":
            of = said[str(quad.object)]
            verb = of[TYPE].removeprefix(AS)
            graph = frozenset(graphs.get(str(quad.object), ()))
            yield Member(str(quad.object)[1:-1], verb, of[f"{AS}object"], of[f"{AS}published"], graph)


def replayed(place: Path) -> dict[str, frozenset[ox.Triple]]:
    """Give what stands at the end of a stream: object → graph."""
    found: dict[str, frozenset[ox.Triple]] = {}
    for each in members(place):
        if each.verb == "Delete":
            del found[each.object]
        else:
            assert (each.verb == "Create") == (each.object not in found)
            found[each.object] = each.graph
    return found


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def marks(folder: Path) -> Mapping[str, tuple[int, int]]:
    """Give what differs for each file when it was written again, even with the same bytes."""
    found = {path.name: path.stat() for path in folder.iterdir()}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}
