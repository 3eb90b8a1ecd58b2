"""What rows of named values tell, whether they come from a table or from objects."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from harvester.probe.sample.moments import span
from harvester.probe.sample.places_on_earth import around, spread

__all__ = ["ROWS", "facts_of_rows"]

COLUMNS: Final = 200
ROWS: Final = 1000
"""That are looked at, spread over the sample."""
LONGEST_NAME: Final = 200
IDENTIFIERS: Final = 50
_IDENTIFIER: Final = re.compile(
    r"@?id|.*[_-]?identif(?:ier|icator|icatie)|.*_id|uuid|guid|gid|fid|objectid|iri|uri|code|nummer|nr|.*Id",
    re.IGNORECASE,
)
_LATITUDE: Final = re.compile(r"lat(?:itude)?|breedtegraad|.*_lat|lat_?wgs84|y_?wgs84", re.IGNORECASE)
_LONGITUDE: Final = re.compile(
    r"lon(?:gitude)?|lng|lengtegraad|.*_(?:lon|lng)|lon_?wgs84|x_?wgs84", re.IGNORECASE
)
_POINT: Final = re.compile(r"geo_?point(?:_?2d)?|coordinates|locatie|location|latlong?", re.IGNORECASE)
_PAIR: Final = re.compile(r"\s*\(?(-?\d{1,3}\.\d+)\s*[,;]\s*(-?\d{1,3}\.\d+)\)?\s*\Z")


def facts_of_rows(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """Give columns, identifiers, times and places of rows, as facts."""
    rows = spread(rows, ROWS)
    facts: dict[str, Any] = {"columns": tuple(name[:LONGEST_NAME] for name in names[:COLUMNS])}
    named = next((name for name in names if _IDENTIFIER.fullmatch(name.strip())), None)
    if named is not None:
        values = (row.get(named) for row in rows[:IDENTIFIERS])
        facts["identifiers"] = tuple(str(value)[:LONGEST_NAME] for value in values if value not in ("", None))
    return facts | span(rows, names[:COLUMNS]) | around(_points(rows, names))


def _points(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[tuple[float, float]]:
    latitude = next((name for name in names if _LATITUDE.fullmatch(name.strip())), None)
    longitude = next((name for name in names if _LONGITUDE.fullmatch(name.strip())), None)
    if latitude is not None and longitude is not None:
        pairs = [(_number(row.get(longitude)), _number(row.get(latitude))) for row in rows]
    else:
        named = next((name for name in names if _POINT.fullmatch(name.strip())), None)
        pairs = [_pair(row.get(named)) for row in rows] if named is not None else []
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def _pair(value: object) -> tuple[float | None, float | None]:
    """Read a point as portals write it: latitude first."""
    if isinstance(value, Mapping):
        return _number(value.get("lon", value.get("longitude"))), _number(
            value.get("lat", value.get("latitude"))
        )
    found = _PAIR.match(value) if isinstance(value, str) else None
    return (float(found[2]), float(found[1])) if found else (None, None)


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < 1e9 else None  # noqa: PLR2004  no coordinate is larger
    if isinstance(value, str) and len(value) < 30:  # noqa: PLR2004  idem
        try:
            return float(value.replace(",", "."))
        except ValueError:
            return None
    return None
