"""Places: by IRI, name, box or geometry as WKT. One law: longitude first, and on the globe."""

import math
import re
from collections.abc import Sequence
from typing import Final

import orjson

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import clean, plain_of
from mappings.tables import box_wkt, name_key, places

__all__ = ["box", "geometry", "known_place", "point"]

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_BOX: Final = re.compile(rf"\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*")
_WKT: Final = re.compile(
    r"(?:<http://www\.opengis\.net/def/crs/OGC/1\.3/CRS84>\s*)?"
    r"((?:POINT|LINESTRING|POLYGON|MULTIPOINT|MULTILINESTRING|MULTIPOLYGON)\s*(?:Z\s*)?\([-+\d.eE,\s()]+\))",
    re.IGNORECASE,
)
_EAST: Final = 180
_NORTH: Final = 90
_PAIR: Final = 2
_BOUNDS: Final = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")


def known_place(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the IRI of a place that the table knows by name or IRI; silently nothing otherwise."""
    words = clean(plain_of(raw))
    entry = places().get(words) or places().get(name_key(words))
    return [Given(entry[0].iri, entry[0].iri, pointer, cut(words), entry[0].row)] if entry else []


def box(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a box: ``west,south,east,north``, the four bounds of ISO, WKT, or GeoJSON."""
    words = _bounds(raw) or plain_of(raw)
    if match := _BOX.fullmatch(words):
        west, south, east, north = (float(number) for number in match.groups())
        return _boxed(pointer, words, (west, south, east, north))
    return geometry(pointer, raw, scope)


def _bounds(raw: object) -> str:
    if type(raw) is not dict or not all(name in raw for name in _BOUNDS):
        return ""
    return ",".join(plain_of(raw[name]) for name in _BOUNDS)


def _boxed(pointer: str, words: str, corners: tuple[float, float, float, float]) -> Yield:
    west, south, east, north = corners
    if not (-_EAST <= west <= east <= _EAST and -_NORTH <= south <= north <= _NORTH):
        return [Note("geometry-unreadable", pointer, cut(words))]
    wkt = box_wkt(west, south, east, north)
    return [Given(wkt, cut(wkt), pointer, cut(words))]


def geometry(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a geometry in WKT or GeoJSON, in degrees; GML and projected coordinates give a note."""
    if type(raw) is dict and "coordinates" in raw:
        return _geojson(pointer, raw, orjson.dumps(raw, option=orjson.OPT_NON_STR_KEYS, default=str).decode())
    words = plain_of(raw).strip()
    if words.startswith("{"):
        return _geojson(pointer, _decoded(words), words)
    if match := _WKT.fullmatch(words):
        wkt = match[1]
        return (
            [Given(wkt, cut(wkt), pointer, cut(words))]
            if _balanced(wkt)
            else [Note("geometry-unreadable", pointer, cut(words))]
        )
    return [Note("geometry-unreadable", pointer, cut(words))] if words and words[0] in "<{" else []


def _balanced(wkt: str) -> bool:
    numbers = [abs(float(number)) for number in re.findall(_NUMBER, wkt)]
    return wkt.count("(") == wkt.count(")") and bool(numbers) and max(numbers) <= _EAST


def _decoded(words: str) -> object:
    try:
        return orjson.loads(words)
    except orjson.JSONDecodeError:
        return None


def _geojson(pointer: str, content: object, words: str) -> Yield:
    if type(content) is dict and type(content.get("coordinates")) is list:
        rings = content["coordinates"]
        wkt = ""
        if content.get("type") == "Point":
            wkt = _point(rings)
        elif content.get("type") == "Polygon":
            wkt = _polygon(rings)
        elif content.get("type") == "MultiPolygon":
            parts = [_polygon(part).removeprefix("POLYGON") for part in rings if type(part) is list]
            wkt = f"MULTIPOLYGON({', '.join(parts)})" if parts and all(parts) else ""
        if wkt:
            return [Given(wkt, cut(wkt), pointer, cut(words))]
    return [Note("geometry-unreadable", pointer, cut(words))]


def _pair(position: object) -> str:
    if (
        type(position) is not list
        or len(position) < _PAIR
        or any(type(part) not in (int, float) for part in position)
    ):
        return ""
    east, north = position[:2]
    if not (math.isfinite(east) and math.isfinite(north) and abs(east) <= _EAST and abs(north) <= _NORTH):
        return ""
    return f"{east:.7f} {north:.7f}"


def _point(position: object) -> str:
    pair = _pair(position)
    return f"POINT({pair})" if pair else ""


def _polygon(rings: Sequence[object]) -> str:
    written = [[_pair(position) for position in ring] for ring in rings if type(ring) is list]
    if not written or not all(pairs and all(pairs) for pairs in written):
        return ""
    return f"POLYGON({', '.join('(' + ', '.join(pairs) + ')' for pairs in written)})"


def point(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a centre point in WKT or GeoJSON."""
    found = geometry(pointer, raw, scope)
    return [item for item in found if isinstance(item, Note) or item.value.upper().startswith("POINT")]
