"""Shapes as CKAN reads them: WKT turned into GeoJSON, and the box around one that is too large to keep."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from catalogue.targets.ckan.losses import LONGEST, Losses

__all__ = ["geojson", "kept_small"]

KINDS: Final = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}
NUMBER: Final = r"[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?"
WKT: Final = re.compile(rf"({'|'.join(KINDS)})\s*(?:ZM?|M)?\s*(\([-+\d.eE,\s()]+\))", re.IGNORECASE)
POSITION: Final = re.compile(rf"\s*({NUMBER})\s+({NUMBER})(?:\s+{NUMBER})*\s*")


def geojson(wkt: str) -> dict[str, Any] | None:
    """Read WKT in longitude and latitude; None where it is no shape that GeoJSON has."""
    match = WKT.fullmatch(wkt.strip())
    if match is None:
        return None
    kind = KINDS[match[1].upper()]
    try:
        coordinates = json.loads(POSITION.sub(_position, match[2]).replace("(", "[").replace(")", "]"))
    except json.JSONDecodeError:
        return None
    if kind in {
        "Point",
        "MultiPoint",
    }:  # a point has no ring around it; of many, each may have one of its own
        coordinates = list(_pairs(coordinates))
    return {"type": kind, "coordinates": coordinates[0] if kind == "Point" else coordinates}


def _position(match: re.Match[str]) -> str:
    return f"[{float(match[1])!r},{float(match[2])!r}]"


def _pairs(rings: Any) -> Iterator[list[float]]:  # noqa: ANN401 -- lists in lists, as deep as the kind has it
    if rings and isinstance(rings[0], float):
        yield rings
    else:
        for ring in rings:
            yield from _pairs(ring)


def kept_small(wkt: str, field: str, losses: Losses) -> str:
    """Write a shape as the text of GeoJSON; one that no portal can index as the box around it."""
    shape = geojson(wkt)
    if shape is None:
        if wkt:
            losses.tell("ckan-target.loss.shape", field)
        return ""
    text = json.dumps(shape, separators=(",", ":"))
    if len(text) <= LONGEST // 2:  # with room for what else stands in the same field
        return text
    losses.tell("ckan-target.loss.boxed", field, bytes=len(text), most=LONGEST)
    return json.dumps(_box(list(_pairs(shape["coordinates"]))), separators=(",", ":"))


def _box(pairs: list[list[float]]) -> dict[str, Any]:
    west, east = min(x for x, _ in pairs), max(x for x, _ in pairs)
    south, north = min(y for _, y in pairs), max(y for _, y in pairs)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
