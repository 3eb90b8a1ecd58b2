"""What rows of named values tell, whether they come from a table or from objects."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from harvester.probe.sample.moments import span
from harvester.probe.sample.places_on_earth import around, spread

__all__ = ["ROWS", "facts_of_columns", "facts_of_rows"]

COLUMNS: Final = 200
ROWS: Final = 1000
"""That are looked at, spread over the sample."""
LONGEST_NAME: Final = 200
LONGEST_NUMBER: Final = 30
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


Column = Callable[[str], list[Any]]
"""Gives the value that each row has under a name, ``None`` where it has none."""


def facts_of_rows(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, Any]:
    """Give columns, identifiers, times and places of rows, as facts."""
    some = spread(rows, ROWS)
    return facts_of_columns(lambda name: [row.get(name) for row in some], names)


def facts_of_columns(column: Column, names: Sequence[str]) -> dict[str, Any]:
    """Give the same of a table by its columns: only the few that tell anything are read."""
    facts: dict[str, Any] = {"columns": tuple(name[:LONGEST_NAME] for name in names[:COLUMNS])}
    named = next((name for name in names if _IDENTIFIER.fullmatch(name.strip())), None)
    if named is not None:
        values = column(named)[:IDENTIFIERS]
        facts["identifiers"] = tuple(str(value)[:LONGEST_NAME] for value in values if value not in ("", None))
    return facts | span(column, names[:COLUMNS]) | around(_points(column, names))


def _points(column: Column, names: Sequence[str]) -> list[tuple[float, float]]:
    latitude = next((name for name in names if _LATITUDE.fullmatch(name.strip())), None)
    longitude = next((name for name in names if _LONGITUDE.fullmatch(name.strip())), None)
    pairs: Iterable[tuple[float | None, float | None]] = ()
    if latitude is not None and longitude is not None:
        pairs = zip(_numbers(column(longitude)), _numbers(column(latitude)), strict=True)
    else:
        named = next((name for name in names if _POINT.fullmatch(name.strip())), None)
        pairs = map(_pair, column(named)) if named is not None else ()
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def _pair(value: object) -> tuple[float | None, float | None]:
    """Read a point as portals write it: latitude first."""
    if isinstance(value, Mapping):
        return _number(value.get("lon", value.get("longitude"))), _number(
            value.get("lat", value.get("latitude"))
        )
    found = _PAIR.match(value) if isinstance(value, str) else None
    return (float(found[2]), float(found[1])) if found else (None, None)


def _numbers(values: Sequence[object]) -> list[float | None]:
    """Read a column of numbers: mostly all are plain ones in text, which need no look of their own."""
    texts = [value for value in values if isinstance(value, str) and len(value) < LONGEST_NUMBER]
    if len(texts) == len(values):
        try:
            return list(map(float, texts))
        except ValueError:
            pass
    return [_number(value) for value in values]


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < 1e9 else None  # noqa: PLR2004  no coordinate is larger
    if isinstance(value, str) and len(value) < LONGEST_NUMBER:
        try:
            return float(value.replace(",", "."))
        except ValueError:
            return None
    return None
