"""XML, whole or cut off: which dialect its root shows, how many things it lists, where and when they are.

Entities are not resolved, nothing is fetched, and depth is bounded by the parser.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from harvester.probe.sample.found import Bytes, Found
from harvester.probe.sample.moments import moment
from harvester.probe.sample.places_on_earth import around
from harvester.probe.sample.statements import read_rdf
from harvester.probe.sample.xml_dialects import Dialect, dialect_of

__all__ = ["read_xml"]

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
POINTS: Final = frozenset({"pos", "posList", "coordinates"})
TIMES: Final = frozenset(
    {
        "publicationTime",
        "measurementTimeDefault",
        "ResponseTimestamp",
        "timeStamp",
        "updated",
        "lastBuildDate",
    }
)
DEEPEST: Final = 3
IDENTIFIERS: Final = 50
LONGEST: Final = 200


@dataclass(slots=True)
class _Walk:
    root: str = ""
    namespaces: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    levels: list[Counter[str]] = field(default_factory=lambda: [Counter() for _ in range(DEEPEST)])
    fields: dict[str, None] = field(default_factory=dict)
    points: list[tuple[float, float]] = field(default_factory=list)
    system: str = ""
    identifiers: list[str] = field(default_factory=list)
    times: dict[str, str] = field(default_factory=dict)


def read_xml(given: Bytes, text: str) -> Found:
    walk, broken = _walked(given)
    if walk.root == RDF or (not walk.root and "rdf:RDF" in text[:2000]):
        return _rdf(given, text)
    dialect = dialect_of(walk.root, walk.namespaces)
    found = Found(dialect.format, parses=bool(walk.root) and not broken, page=dialect.page)
    found.records = _count(walk, dialect)
    found.facts = _facts(walk, dialect)
    return found


def _rdf(given: Bytes, text: str) -> Found:
    found = read_rdf(given._replace(content_type="application/rdf+xml"), text)
    found.format = "RDF_XML"
    return found


def _walked(given: Bytes) -> tuple[_Walk, bool]:
    """Read as far as it goes; say whether it breaks before its end."""
    walk = _Walk()
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    depth = 0
    try:
        parser.feed(given.body.strip() if given.whole else given.body.lstrip())
        depth = _follow(parser, walk, depth)
        if given.whole:
            parser.close()
            _follow(parser, walk, depth)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        _follow_rest(parser, walk, depth)
        return walk, True
    return walk, False


def _follow_rest(parser: Any, walk: _Walk, depth: int) -> None:  # noqa: ANN401  lxml has no types
    try:
        _follow(parser, walk, depth)
    except (etree.XMLSyntaxError, ValueError):
        return


def _follow(parser: Any, walk: _Walk, depth: int) -> int:  # noqa: ANN401  idem
    for event, element in parser.read_events():
        if event == "start":
            _enter(walk, element, depth)
            depth += 1
        else:
            depth -= 1
            _leave(walk, element, depth)
    return depth


def _enter(walk: _Walk, element: Any, depth: int) -> None:  # noqa: ANN401  idem
    if depth == 0 and not walk.root:
        walk.root = str(element.tag)
        walk.namespaces = {prefix or "": iri for prefix, iri in element.nsmap.items()}
        walk.attributes = {str(name): str(value) for name, value in element.attrib.items()}
    elif 0 < depth <= DEEPEST:
        walk.levels[depth - 1][str(element.tag)] += 1
    if not walk.system and (system := element.get("srsName")):
        walk.system = str(system)
    identifier = element.get("id") or element.get("{http://www.opengis.net/gml/3.2}id")
    if identifier and depth and len(walk.identifiers) < IDENTIFIERS:
        walk.identifiers.append(str(identifier)[:LONGEST])


def _leave(walk: _Walk, element: Any, depth: int) -> None:  # noqa: ANN401  idem
    name = _local(element.tag)
    if name in POINTS and element.text:
        walk.points += _first(element.text, name)
    elif name in TIMES and element.text and (at := moment(element.text)):
        walk.times[name] = max(at, walk.times.get(name, ""))
    elif depth >= 2 and not len(element) and len(walk.fields) < LONGEST:  # noqa: PLR2004  within a record
        walk.fields[name] = None


def _first(text: str, name: str) -> Iterator[tuple[float, float]]:
    """Give the first position: of KML ``x,y,z``, of GML ``x y``."""
    parts = text.split(None, 1)[0].split(",") if name == "coordinates" and "," in text else text.split()[:2]
    try:
        yield float(parts[0]), float(parts[1])
    except (ValueError, IndexError):
        return


def _count(walk: _Walk, dialect: Dialect) -> int | None:
    """Count what a document lists: elements of a known name, else those that are there most, high up."""
    if dialect.page or dialect.error or not walk.root:
        return None
    for name in dialect.records:
        counted = sum(times for level in walk.levels for tag, times in level.items() if _local(tag) == name)
        if counted:
            return counted
    for level in walk.levels:
        if level and max(level.values()) > 1:
            return max(level.values())
    return sum(walk.levels[0].values())


def _facts(walk: _Walk, dialect: Dialect) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if dialect.error:
        facts["error"] = dialect.error
    if walk.fields:
        facts["columns"] = tuple(walk.fields)[:LONGEST]
    if walk.identifiers:
        facts["identifiers"] = tuple(walk.identifiers)
    times = walk.times or {name: at for name in TIMES if (at := moment(walk.attributes.get(name)))}
    if times:
        named = max(times, key=lambda name: times[name])
        facts |= {"generated_at": times[named], "timed_by": named}
    if dialect.standard:
        facts["more"] = {"standard": dialect.standard}
    return facts | around(_turned(walk, dialect), walk.system)


def _turned(walk: _Walk, dialect: Dialect) -> list[tuple[float, float]]:
    """Put longitude first where GML, by the name of its system, gives latitude first."""
    latitude_first = dialect.format == "GML" and (
        walk.system.startswith("urn:ogc:def:crs:EPSG") and walk.system.endswith(("4326", "4258"))
    )
    return [(y, x) for x, y in walk.points] if latitude_first else walk.points


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
