"""Shapes of WKT and GeoJSON as one flat list of positions, and written back in another system.

One law: what is written has the same rings and positions as what was read.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from mappings.rules.reference_systems import Pair, Placed

__all__ = ["Shape", "read_geojson", "read_wkt", "written"]

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_WKT: Final = re.compile(
    r"(POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON)\s*(?:Z\s*)?(\([-+\d.eE,\s()]+\))",
    re.IGNORECASE,
)
_POSITION: Final = re.compile(rf"({_NUMBER})\s+({_NUMBER})((?:\s+{_NUMBER})*)")
_PAIR: Final = 2
_AS_READ: Final = 7


class Shape(NamedTuple):
    """A pattern with a place for each position, and the positions; ``text`` is it as it was written."""

    pattern: str
    pairs: list[Pair]
    text: str = ""


def read_wkt(words: str) -> Shape | None:
    """Read WKT; None where it is none."""
    match = _WKT.fullmatch(words.strip())
    if match is None or words.count("(") != words.count(")"):
        return None
    pairs = [(float(found[1]), float(found[2])) for found in _POSITION.finditer(match[2])]
    rest = _POSITION.sub("{}", match[2])
    if not pairs or any(sign.isdigit() for sign in rest):
        return None
    return Shape(match[1].upper() + rest, pairs, words.strip())


def written(shape: Shape, found: Placed) -> str:
    """Write a shape with its positions in degrees; one that needed no change as it was."""
    if shape.text and not found.decimals:
        return shape.text
    places = found.decimals or _AS_READ
    return shape.pattern.format(*(f"{east:.{places}f} {north:.{places}f}" for east, north in found.pairs))


def read_geojson(content: object) -> Shape | None:
    """Read a point, polygon or multipolygon; None where it is none."""
    if type(content) is not dict or type(content.get("coordinates")) is not list:
        return None
    parts: list[Pair] = []
    rings = content["coordinates"]
    pattern = {"Point": _point, "Polygon": _polygon, "MultiPolygon": _polygons}.get(str(content.get("type")))
    words = pattern(rings, parts) if pattern else ""
    return Shape(words, parts) if words and parts else None


def _point(position: object, parts: list[Pair]) -> str:
    return "POINT({})" if _read([position], parts) else ""


def _polygon(rings: object, parts: list[Pair]) -> str:
    inner = _rings(rings, parts)
    return f"POLYGON({inner})" if inner else ""


def _polygons(polygons: object, parts: list[Pair]) -> str:
    listed = polygons if type(polygons) is list else []
    inner = [_rings(rings, parts) for rings in listed if type(rings) is list]
    return f"MULTIPOLYGON({', '.join(f'({one})' for one in inner)})" if inner and all(inner) else ""


def _rings(rings: object, parts: list[Pair]) -> str:
    listed = [ring for ring in rings if type(ring) is list] if type(rings) is list else []
    counts = [_read(ring, parts) for ring in listed]
    if not counts or not all(counts):
        return ""
    return ", ".join(f"({', '.join(['{}'] * count)})" for count in counts)


def _read(positions: Sequence[object], parts: list[Pair]) -> int:
    """Add the positions; how many they are, zero where one of them is none."""
    read = list(_pairs(positions))
    if len(read) != len(positions):
        return 0
    parts += read
    return len(read)


def _pairs(positions: Sequence[object]) -> Iterator[Pair]:
    for position in positions:
        if type(position) is list and len(position) >= _PAIR:
            east, north = position[:_PAIR]
            if all(type(each) in (int, float) and math.isfinite(each) for each in (east, north)):
                yield float(east), float(north)
