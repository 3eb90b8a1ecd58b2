"""JSON, whole or cut off: what its records are, and which of the known shapes it has."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import orjson

from harvester.probe.sample.found import Bytes, Found
from harvester.probe.sample.json_kinds import kind_of
from harvester.probe.sample.moments import moment
from harvester.probe.sample.places_on_earth import around, is_position
from harvester.probe.sample.rows import facts_of_rows
from harvester.probe.sample.statements import read_json_ld

__all__ = ["read_json"]

LISTS: Final = (
    "features",
    "results",
    "records",
    "value",
    "items",
    "member",
    "data",
    "stations",
    "bikes",
    "vehicles",
    "entities",
    "rows",
)
WITHIN: Final = ("result", "data", "response")
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.DOTALL)
_TIMES: Final = (
    "last_updated",
    "lastupdate",
    "timestamp",
    "generatedAtTime",
    "publicationTime",
    "timeStamp",
    "updated",
)
_ERROR: Final = frozenset(
    {"error", "errors", "fault", "exception", "status", "message", "code", "detail", "title", "type"}
)
DEEPEST: Final = 12
"""Lists and objects within each other that are looked into."""
EMPTY: Final = "\x00"


def read_json(given: Bytes, text: str) -> Found:
    """Read JSON, JSON lines, GeoJSON, JSON-LD and what else is written in it."""
    value, lines = _value(text, whole=given.whole)
    if value is EMPTY:
        return Found("JSON", parses=False)
    records = _records(value)
    found = Found("JSON", parses=True, records=len(records))
    rows = [_row(one) for one in records if isinstance(one, dict)]
    found.facts = facts_of_rows(rows, list(rows[0])) if rows else {}
    if isinstance(value, dict):
        _told_by(value, found)
    kind = kind_of(value, records)
    found.format = kind.format
    if kind.standard or lines:
        found.facts["more"] = {
            **({"standard": kind.standard} if kind.standard else {}),
            **({"lines": True} if lines else {}),
        }
    if kind.format == "GEOJSON" and isinstance(value, dict):
        found.facts |= around(_geometries(records), _system(value))
    if kind.format == "JSON_LD":
        read_json_ld(given, value, found)
    return found


def _value(text: str, *, whole: bool) -> tuple[Any, bool]:
    """Give the value, of what is cut off as far as it goes, and whether it is one per line."""
    try:
        return orjson.loads(text), False
    except orjson.JSONDecodeError:
        pass
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and (several := _lines(lines if whole else lines[:-1])):
        return several, True
    if whole:
        return EMPTY, False
    try:
        return orjson.loads(_closed(text)), False
    except orjson.JSONDecodeError:
        return EMPTY, False


def _lines(lines: Sequence[str]) -> list[Any]:
    try:
        found = [orjson.loads(line) for line in lines]
    except orjson.JSONDecodeError:
        return []
    return found if all(isinstance(one, dict) for one in found) else []


def _closed(text: str) -> str:
    """Cut behind the last member that is complete, and close what is open."""
    still_open: list[str] = []
    cut = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            still_open.append("]" if sign == "[" else "}")
            cut = token.end()
        elif sign in "]}":
            if not still_open or still_open.pop() != sign:
                break
            cut = token.end()
        elif sign == ",":
            cut = token.start()
    return text[:cut] + "".join(reversed(still_open))


def _records(value: object) -> Sequence[Any]:
    """Find the list of things that a document is about; a lone object is one."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    for place in (value, *(inner for name in WITHIN if isinstance(inner := value.get(name), dict))):
        for name in LISTS:
            if isinstance(found := place.get(name), list):
                return found
    return [value] if value else []


def _row(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a record or a feature by name."""
    properties = record.get("properties")
    fields = record.get("fields")
    inner = properties if isinstance(properties, dict) else fields if isinstance(fields, dict) else {}
    if not inner:
        return dict(record)
    identifier = {"id": record["id"]} if "id" in record else {}
    return {**identifier, **inner}


def _told_by(value: Mapping[str, Any], found: Found) -> None:
    """Read what a document says of itself: an error, its time, its neighbours."""
    if (
        (
            value.keys()
            and value.keys() <= _ERROR
            and ("error" in value or "errors" in value or "message" in value)
        )
        or value.get("success") is False
        or (isinstance(value.get("error"), dict) and "code" in value["error"])
    ):
        found.facts["error"] = "error-object"
    for name in _TIMES:
        if (at := moment(value.get(name))) and "timed_by" not in found.facts:
            found.facts |= {"generated_at": at, "timed_by": name}
    links = value.get("links")
    if isinstance(links, list):
        found.facts["links"] = {
            str(one["rel"]): str(one["href"])[:2000]
            for one in links
            if isinstance(one, dict)
            and str(one.get("rel")) in {"prev", "next", "first", "last"}
            and "href" in one
        }


def _system(value: Mapping[str, Any]) -> str:
    crs = value.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name) if name else ""


def _geometries(records: Sequence[Any]) -> Iterator[Sequence[float]]:
    """Give the first position of each geometry."""
    for one in records:
        geometry = one.get("geometry", one) if isinstance(one, dict) else None
        place = geometry.get("coordinates") if isinstance(geometry, dict) else None
        for _ in range(DEEPEST):
            if isinstance(place, list) and is_position(place):
                yield place
                break
            if not isinstance(place, list) or not place:
                break
            place = place[0]
