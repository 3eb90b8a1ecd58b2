"""The description with one fault at a time, each under its own addresses, to hold all together."""

from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyoxigraph as ox
from ruamel.yaml import YAML

from catalogue.model.namespaces import PREFIXES, expand

__all__ = ["HOME", "Case", "cases", "crowded", "described"]

HERE: Final = Path(__file__).parent
HOME: Final = "https://data.duinhove.example/id/"
AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
LISTS: Final = {
    "access": f"{AUTHORITY}access-right/",
    "availability": f"{AUTHORITY}planned-availability/",
    "datasettype": f"{AUTHORITY}dataset-type/",
    "distributionstatus": f"{AUTHORITY}distribution-status/",
    "filetype": f"{AUTHORITY}file-type/",
    "frequency": f"{AUTHORITY}frequency/",
    "keyword": "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/",
    "language": f"{AUTHORITY}language/",
    "theme": f"{AUTHORITY}data-theme/",
}
OF_HIGH_VALUE: Final = frozenset({"dcatap:applicableLegislation", "dcatap:hvdCategory", "dcat:distribution"})
"""What makes a description high-value, and what hangs on it: two faults in these would hide each other."""
CROWDS: Final = 1_000
"""Where the numbers of crowded descriptions begin, past those of single faults."""
Triples = list[ox.Triple]


class Case(NamedTuple):
    """The description with one fault in it; the first case of all has none."""

    name: str
    kind: str
    """What sort of fault it is; empty when there is none."""
    focus: str
    path: str
    triples: Triples

    @property
    def ntriples(self) -> str:
        return _written(self.triples)


def described(number: int, *, high_value: bool = False) -> Triples:
    """Give the description without a fault."""
    names = ["description.ttl", *(["high-value.ttl"] if high_value else [])]
    return [triple for name in names for triple in _parsed((HERE / name).read_text("utf-8"), number)]


@cache
def cases(*, high_value: bool = False) -> tuple[Case, ...]:
    """List the description, and then every fault put into it alone."""
    whole = Case("nothing", "", "", "", described(0, high_value=high_value))
    made = (
        _case(fault, number, described(number, high_value=high_value))
        for number, fault in enumerate(_faults(), start=1)
    )
    return (whole, *made)


def crowded(*, high_value: bool = False) -> list[str]:
    """Give descriptions that hold all faults between them, none of them two in one property of a thing."""
    crowds: list[list[_Fault]] = []
    for fault in _faults():
        free = (crowd for crowd in crowds if fault.place not in {other.place for other in crowd})
        crowd = next(free, None)
        if crowd is None:
            crowds.append([fault])
        else:
            crowd.append(fault)
    return [_crowd(crowd, CROWDS + number, high_value=high_value) for number, crowd in enumerate(crowds)]


class _Fault(NamedTuple):
    kind: str
    name: str
    thing: str
    path: str
    values: list[str]
    more: dict[str, Any]

    @property
    def place(self) -> tuple[str, str]:
        return ("", "high value") if self.path in OF_HIGH_VALUE else (self.thing, self.path)


@cache
def _faults() -> tuple[_Fault, ...]:
    table = YAML(typ="safe", pure=True).load(HERE / "faults.yaml")
    rows = ((kind, name, row) for kind, faults in table.items() for name, row in faults.items())
    return tuple(_fault(kind, name, row) for kind, name, row in rows)


def _fault(kind: str, name: str, row: list[Any]) -> _Fault:
    thing, path, values, *more = row
    return _Fault(kind, name, thing, path, values, more[0] if more else {})


def _case(fault: _Fault, number: int, triples: Triples) -> Case:
    focus, predicate = f"{_home(number)}{fault.thing}", expand(fault.path).strip("<>")
    return Case(fault.name, fault.kind, focus, predicate, _put(fault, number, triples))


def _crowd(faults: list[_Fault], number: int, *, high_value: bool) -> str:
    triples = described(number, high_value=high_value)
    for fault in faults:
        triples = _put(fault, number, triples)
    return _written(triples)


def _put(fault: _Fault, number: int, triples: Triples) -> Triples:
    """Put a fault into the description of this number."""
    focus, predicate = f"{_home(number)}{fault.thing}", expand(fault.path).strip("<>")
    gone = {predicate, *(expand(also) for also in fault.more.get("also", ()))}
    kept = [
        triple for triple in triples if _iri(triple.subject) != focus or triple.predicate.value not in gone
    ]
    written = "".join(f"<{focus}> <{predicate}> {value} .\n" for value in fault.values)
    return kept + _parsed(written + fault.more.get("more", ""), number)


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _written(triples: Triples) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _home(number: int) -> str:
    return f"{HOME}{number}/"


def _parsed(turtle: str, number: int) -> Triples:
    known = PREFIXES | LISTS | {"": _home(number)}
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in known.items())
    quads = ox.parse(prefixes + turtle, format=ox.RdfFormat.TURTLE, lenient=True)
    return [quad.triple for quad in quads]
