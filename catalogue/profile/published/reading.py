"""Reads shapes as they were published, with the repairs without which no engine takes them.

A repair never adds a rule: it leaves out what says nothing that an engine can carry out, and tells so.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.model.namespaces import expand
from catalogue.profile.ruletables import words

__all__ = ["Defect", "ReadShapes", "background", "read_shapes"]

BACKGROUND: Final = Path(__file__).parent / "background.ttl"
BASE: Final = "https://shapes.example/"
FORMATS: Final = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
SH: Final = "http://www.w3.org/ns/shacl#"
INTEGER: Final = ox.NamedNode(expand("xsd:integer"))
TYPE: Final = ox.NamedNode(expand("rdf:type"))
FIRST: Final = ox.NamedNode(expand("rdf:first"))
NIL: Final = ox.NamedNode(expand("rdf:nil"))
PATH: Final = ox.NamedNode(f"{SH}path")
PROPERTY: Final = ox.NamedNode(f"{SH}property")
COUNTS: Final = frozenset(ox.NamedNode(f"{SH}{name}") for name in ("minCount", "maxCount"))
LISTS: Final = frozenset(ox.NamedNode(f"{SH}{name}") for name in ("or", "and", "xone", "in"))


class Defect(NamedTuple):
    """What a published file says in a way that no engine can carry out."""

    kind: str
    """Key of a sentence: ``profile.defect.<kind>``."""
    times: int


class ReadShapes(NamedTuple):
    ntriples: str
    defects: tuple[Defect, ...]


class _Document(NamedTuple):
    """What must be known of a whole file to look at one of its statements."""

    with_path: frozenset[object]
    lists: frozenset[object]


def read_shapes(content: bytes, file: str) -> ReadShapes:
    """Read the bytes of a published file. Raises SyntaxError when they are no RDF of the form of its name."""
    form = FORMATS[Path(file).suffix]
    triples = [quad.triple for quad in ox.parse(content, format=form, base_iri=BASE)]
    document = _Document(
        with_path=frozenset(triple.subject for triple in triples if triple.predicate == PATH),
        lists=frozenset([NIL, *(triple.subject for triple in triples if triple.predicate == FIRST)]),
    )
    found: Counter[str] = Counter()
    kept = [fit for triple in triples if (fit := _fit(triple, document, found))]
    return ReadShapes(_written(kept), tuple(Defect(*one) for one in sorted(found.items())))


def _fit(triple: ox.Triple, document: _Document, found: Counter[str]) -> ox.Triple | None:
    """Give a statement in a form that engines take, or None when there is none."""
    if triple.predicate in COUNTS:
        return _counted(triple, found)
    if triple.predicate == PROPERTY and triple.object not in document.with_path:
        found["property-without-path"] += 1
        return None
    if triple.predicate in LISTS and triple.object not in document.lists:
        found["list-that-is-none"] += 1
        return None
    return triple


def _counted(triple: ox.Triple, found: Counter[str]) -> ox.Triple | None:
    """Give a count as a whole number; ``n`` means any number, which is no count."""
    count = triple.object
    if isinstance(count, ox.Literal) and count.value.isascii() and count.value.isdigit():
        if count.datatype != INTEGER:
            found["count-as-text"] += 1
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(count.value, datatype=INTEGER))
    found["count-that-is-none"] += 1
    return None


@cache
def background() -> str:
    """Give, as N-Triples, what published shapes expect to be known and no catalogue describes itself.

    That an agent of FOAF is one of Dublin Core, which lists of codes there are, of which class codes are.
    """
    stated = [quad.triple for quad in ox.parse(path=BACKGROUND)]
    return _written([*stated, *_types_of_codes()])


def _types_of_codes() -> Iterator[ox.Triple]:
    for name, known in words()["ranges"].items():
        listed = words()["codes"][known["codes"]] if "codes" in known else {"codes": ()}
        for code in listed["codes"]:
            yield ox.Triple(ox.NamedNode(f"{listed['within']}{code}"), TYPE, ox.NamedNode(expand(name)))


def _written(triples: list[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
