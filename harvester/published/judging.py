"""Holds a file of RDF against published shapes, with every engine that this machine has."""

import gzip
import zlib
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.errors import UsageError
from catalogue.profile import EngineError, Result
from catalogue.profile.published import Defect, Published, background, read_shapes

__all__ = ["Data", "Judgement", "Opinion", "judge", "read_data"]

FORMATS: Final = {
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}
ENGINES: Final = {"shacl": "shacl_engine.ShaclEngine", "pyshacl": "pyshacl_engine.PyshaclEngine"}


class Data(NamedTuple):
    """The statements of a file, without those that no engine can read."""

    ntriples: str
    left_out: int


class Opinion(NamedTuple):
    """What one engine says; ``failure`` when it gave up."""

    engine: str
    results: list[Result]
    failure: str = ""

    @property
    def told(self) -> Counter[Result]:
        """Count the results, apart from the names of shapes: in published files these are often blank."""
        return Counter(result._replace(shape="") for result in self.results)


class Judgement(NamedTuple):
    one: Published
    defects: tuple[Defect, ...]
    opinions: tuple[Opinion, ...]

    @property
    def agreed(self) -> bool:
        """Tell whether all engines say the same."""
        return all(opinion.told == self.opinions[0].told and not opinion.failure for opinion in self.opinions)


def read_data(path: Path) -> Data:
    """Read a file of RDF, packed or not. Raises UsageError when it is none."""
    packed = path.suffix == ".gz"
    form = FORMATS.get(Path(path.stem).suffix if packed else path.suffix)
    if form is None:
        raise UsageError("profile.not-data", file=path, detail=path.suffix)
    try:
        content = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
        quads = ox.parse(content, format=form, base_iri="https://feed.example/", lenient=True)
        lines = [f"{quad.triple} .\n" for quad in quads]
    except (OSError, EOFError, zlib.error, SyntaxError, ValueError) as error:
        raise UsageError("profile.not-data", file=path, detail=error) from error
    return _sound(lines)


def judge(one: Published, content: bytes, data: Data) -> Judgement:
    """Hold the data against one published file with each engine."""
    shapes = read_shapes(content, one.file)
    return Judgement(
        one,
        shapes.defects,
        tuple(opinion for name in ENGINES if (opinion := _opinion(name, shapes.ntriples, data.ntriples))),
    )


def _opinion(name: str, shapes: str, ntriples: str) -> Opinion | None:
    """Ask one engine; None where this machine does not have it."""
    module, kind = ENGINES[name].split(".")
    try:
        engine = getattr(import_module(f"catalogue.profile.{module}"), kind)
    except ImportError:
        return None
    try:
        return Opinion(name, engine(shapes).validate(ntriples + background()))
    except EngineError as error:
        return Opinion(name, [], str(error))


def _sound(lines: list[str]) -> Data:
    text = "".join(lines)
    if _is_rdf(text):
        return Data(text, 0)
    sound = [line for line in lines if _is_rdf(line)]
    return Data("".join(sound), len(lines) - len(sound))


def _is_rdf(text: str) -> bool:
    try:
        for _ in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
            pass
    except SyntaxError:
        return False
    return True
