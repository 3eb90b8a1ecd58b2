"""Holds what published shapes report of a graph against what our rules find there."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.model.namespaces import expand
from catalogue.profile import Finding, Result, Validator, assess
from catalogue.profile.published import ReadShapes, background, read_shapes

__all__ = ["Batch", "Place", "batch_of", "place_of", "reported", "shape_files", "shapes_in"]

BACKGROUND_FILE: Final = "validation-background.ttl"
ONCE: Final = "recommended"
"""The layer in which we name one thing of a description that lacks what is recommended, and not each."""


class Place(NamedTuple):
    focus: str
    """IRI of a thing, or ``_:`` for any without one."""
    path: str
    """IRI of the property; empty when the thing as a whole is meant."""


class Batch(NamedTuple):
    """Descriptions that are held against all shapes together, and what our rules find in them."""

    name: str
    ntriples: str
    findings: list[Finding]
    places: frozenset[Place]
    """Where these findings are."""
    lacking: frozenset[Place]
    """Where something recommended may be missing: we tell it once for a description, of one thing in it."""

    def has(self, result: Result) -> bool:
        """Tell whether a finding of ours is about the same property of the same thing."""
        place = place_of(result)
        return place in self.places or (result.component == "MinCount" and place in self.lacking)


def batch_of(name: str, entries: Iterable[str], engine: Validator) -> Batch:
    texts = list(entries)
    found = list(zip(texts, assess(texts, engine), strict=True))
    return Batch(
        name,
        "".join(map(_readable, texts)),
        [finding for _, findings in found for finding in findings],
        frozenset(Place(each.focus, expand(each.path)) for _, findings in found for each in findings),
        frozenset(place for text, findings in found for place in _lacking(text, findings)),
    )


def _lacking(text: str, findings: list[Finding]) -> Iterator[Place]:
    subjects = {line.partition(" ")[0].strip("<>") for line in text.splitlines()}
    things = {"_:" if subject.startswith("_:") else subject for subject in subjects}
    for path in {expand(finding.path) for finding in findings if finding.layer == ONCE}:
        yield from (Place(thing, path) for thing in things)


def shape_files(folder: Path) -> list[Path]:
    """List the published files, those that only name other files included."""
    kept = (path for path in folder.iterdir() if path.suffix in {".ttl", ".jsonld"})
    return sorted(path for path in kept if path.name != BACKGROUND_FILE)


@cache
def shapes_in(path: Path) -> ReadShapes:
    return read_shapes(path.read_bytes(), path.name)


@cache
def reported(path: Path, engine: type[Validator], ntriples: str) -> list[Result]:
    """List what a published file reports; a file without shapes reports nothing."""
    made = _engine_of(path, engine)
    return [] if made is None else made.validate(ntriples + background())


def place_of(result: Result) -> Place:
    return Place(result.focus.removeprefix("<").removesuffix(">"), result.path)


@cache
def _engine_of(path: Path, engine: type[Validator]) -> Validator | None:
    shapes = shapes_in(path).ntriples
    return engine(shapes) if "<http://www.w3.org/ns/shacl#" in shapes else None  # type: ignore[call-arg]  # both are


def _readable(ntriples: str) -> str:
    """Leave out what is no RDF: engines refuse the whole graph for it, and the rest must be judged."""
    if _is_rdf(ntriples):
        return ntriples
    return "".join(line for line in ntriples.splitlines(keepends=True) if _is_rdf(line))


def _is_rdf(text: str) -> bool:
    try:
        list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        return False
    return True
