"""Places: by IRI, name, box or geometry as WKT. One law: longitude first, in degrees, where it could lie."""

import re
from collections.abc import Iterator
from typing import Final

import orjson

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.gml import is_gml, read_gml
from mappings.rules.reference_systems import Placed, System, placed, system_named
from mappings.rules.shapes import Shape, read_geojson, read_wkt, written
from mappings.rules.texts import clean, plain_of
from mappings.tables import box_wkt, name_key, places

__all__ = ["box", "boxed", "geometry", "known_place", "point", "system_of"]

_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_BOX: Final = re.compile(rf"\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*")
_STATED: Final = re.compile(r"\s*(?:<([^<>\s]+)>|(SRID\s*=\s*\d+)\s*;)\s*", re.IGNORECASE)
_BOUNDS: Final = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")


def known_place(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the IRI of a place that the table knows by name or IRI; silently nothing otherwise."""
    words = clean(plain_of(raw))
    entry = places().get(words) or places().get(name_key(words))
    return [Given(entry[0].iri, entry[0].iri, pointer, cut(words), entry[0].row)] if entry else []


def box(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a box: ``west,south,east,north``, the four bounds of ISO, WKT, GML or GeoJSON."""
    words = _bounds(raw) or plain_of(raw)
    if match := _BOX.fullmatch(words):
        west, south, east, north = (float(number) for number in match.groups())
        return boxed(pointer, words, (west, south, east, north), None)
    return geometry(pointer, raw, scope)


def _bounds(raw: object) -> str:
    if type(raw) is not dict or not all(name in raw for name in _BOUNDS):
        return ""
    return ",".join(plain_of(raw[name]) for name in _BOUNDS)


def boxed(
    pointer: str, words: str, corners: tuple[float, float, float, float], system: System | None
) -> Yield:
    """Give four bounds as WKT in degrees, or a note."""
    west, south, east, north = corners
    found = placed([(west, south), (east, north)], system, box=True) if west <= east else None
    if found is None or south > north:
        return [Note("geometry-unreadable", pointer, cut(words))]
    sides = [side for pair in found.pairs for side in pair]
    if found.decimals:
        sides = [round(side, found.decimals) for side in sides]
    return _given(pointer, words, box_wkt(sides[0], sides[1], sides[2], sides[3]), found)


def _given(pointer: str, words: str, wkt: str, found: Placed) -> Yield:
    given = Given(wkt, cut(wkt), pointer, cut(words), found.row)
    return [given, Note(found.note, pointer, cut(words))] if found.note else [given]


def geometry(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a geometry in WKT, GML or GeoJSON, in any reference system that it states."""
    if type(raw) is dict and "coordinates" in raw:
        return _shaped(pointer, _encoded(raw), read_geojson(raw), system_of(raw))
    words = plain_of(raw).strip()
    if words.startswith("{"):
        content = _decoded(words)
        return _shaped(pointer, words, read_geojson(content), system_of(content))
    if is_gml(words):
        found, named = read_gml(words)
        return _shaped(pointer, words, found, system_named(named) if named else None)
    stated = _STATED.match(words)
    named = (stated[1] or stated[2].replace(" ", "")) if stated else ""
    found = read_wkt(words[stated.end() :] if stated else words)
    if found is None and not (words and words[0] in "<{"):
        return []
    return _shaped(pointer, words, found, system_named(named) if named else None)


def _shaped(pointer: str, words: str, shape: Shape | None, system: System | None) -> Yield:
    found = placed(shape.pairs, system) if shape else None
    if shape is None or found is None:
        return [Note("geometry-unreadable", pointer, cut(words))]
    return _given(pointer, words, written(shape, found), found)


def _encoded(content: object) -> str:
    try:
        return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS, default=str).decode()
    except TypeError:  # a number beyond 64 bits
        return str(content)


def _decoded(words: str) -> object:
    try:
        return orjson.loads(words)
    except orjson.JSONDecodeError:
        return None


def system_of(raw: object) -> System | None:
    """Find the reference system that GeoJSON (``crs``) or Esri JSON (``spatialReference``) states."""
    stated = [system_named(name) for name in _said(raw)]
    return next((system for system in stated if system.table), stated[0] if stated else None)


def _said(raw: object) -> Iterator[str]:
    if type(raw) is not dict:
        return
    reference = raw.get("spatialReference")
    if type(reference) is dict:
        yield from (plain_of(reference.get(name)) for name in ("latestWkid", "wkid") if reference.get(name))
    named = raw.get("crs")
    inner = named.get("properties") if type(named) is dict else None
    if type(inner) is dict:
        # GeoJSON of 2008 puts longitude first in whatever system it names.
        yield plain_of(inner.get("name")).rpartition(":")[2].rpartition("/")[2]


def point(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a centre point."""
    found = geometry(pointer, raw, scope)
    is_point = any(isinstance(item, Given) and item.value.upper().startswith("POINT") for item in found)
    return found if is_point else [item for item in found if isinstance(item, Note)]
