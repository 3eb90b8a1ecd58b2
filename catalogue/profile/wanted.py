"""What an entry may say, class by class: every property that the profile names, and how much it asks for it.

Read from the tables that the shapes are written from, so that the two cannot drift apart.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import pyoxigraph as ox

from catalogue.messages import Language
from catalogue.model.namespaces import expand
from catalogue.profile.ruletables import read_table, words

__all__ = ["CLASSES", "Presence", "Share", "Wanted", "class_name", "wanted"]

Obligation = Literal["V", "R", "O"]
"""Mandatory in Flanders (*verplicht*), recommended, or optional."""

CLASSES: Final = (
    "dataset",
    "series",
    "distribution",
    "service",
    "agent",
    "contact",
    "record",
    "location",
    "period",
    "licence",
)
"""In the order of the profile: what is registered, what it offers, who and where."""
_ALSO: Final = {"dataset": ("listed-dataset",), "series": ("dataset",)}
"""Rules of another class that hold for this one."""
_TYPE: Final = ox.NamedNode(expand("rdf:type"))
_SERIES: Final = ox.NamedNode(expand("dcat:DatasetSeries"))


class Wanted(NamedTuple):
    """A property that the profile names for a class."""

    on: str
    path: str
    """CURIE"""
    obligation: Obligation
    nl: str
    en: str


@cache
def wanted(on: str) -> tuple[Wanted, ...]:
    """List the properties of a class: mandatory first, then recommended, then optional."""
    found: dict[str, Wanted] = {}
    for layer, given in (("vl-mandatory", "O"), ("recommended", "R"), ("eu-mandatory", "O")):
        for path, cardinality, _, nl, en, *_ in _rows(layer, on):
            is_asked = layer != "recommended" and str(cardinality).startswith("1")
            asked: Any = "V" if is_asked and layer == "vl-mandatory" else given
            before = found.setdefault(path, Wanted(on, path, asked, nl, en))
            if before.obligation == "O" and asked != "O":
                found[path] = before._replace(obligation=asked)
    return tuple(sorted(found.values(), key=lambda one: "VRO".index(one.obligation)))


def _rows(layer: str, on: str) -> Iterator[list[Any]]:
    table = read_table(layer)["rows"]
    for name in (on, *_ALSO.get(on, ())):
        yield from table.get(name, ())


def class_name(on: str, language: Language) -> str:
    said: str = words()["classes"][on][language]
    return said


class Share(NamedTuple):
    """How many nodes of a class have a property."""

    wanted: Wanted
    nodes: int
    filled: int

    @property
    def empty(self) -> int:
        return self.nodes - self.filled


@dataclass(slots=True)
class Presence:
    """Counts, over any number of entries, which properties their nodes have."""

    nodes: Counter[str] = field(default_factory=Counter)
    _filled: Counter[tuple[str, ox.NamedNode]] = field(default_factory=Counter)

    def add(self, body: bytes) -> None:
        """Take the N-Triples of one entry. A node that stands in many entries counts in each."""
        said: dict[Any, set[ox.NamedNode]] = {}
        kinds: dict[Any, set[Any]] = {}
        for triple in ox.parse(body, format=ox.RdfFormat.N_TRIPLES):
            said.setdefault(triple.subject, set()).add(triple.predicate)
            if triple.predicate == _TYPE:
                kinds.setdefault(triple.subject, set()).add(triple.object)
        for node, types in kinds.items():
            for on in _classes(types):
                self.nodes[on] += 1
                self._filled.update((on, predicate) for predicate in said[node])

    def shares(self, on: str) -> list[Share]:
        """Give each property of a class with how many of its nodes have it."""
        return [
            Share(one, self.nodes[on], self._filled[on, ox.NamedNode(expand(one.path))]) for one in wanted(on)
        ]


def _classes(types: set[Any]) -> Iterator[str]:
    for on, targets in _targets().items():
        if targets & types and not (on == "dataset" and _SERIES in types):
            yield on


@cache
def _targets() -> dict[str, frozenset[Any]]:
    named = words()["classes"]
    return {on: frozenset(ox.NamedNode(expand(each)) for each in named[on]["targets"]) for on in CLASSES}
