"""Which known shape a JSON document has: GeoJSON, JSON-LD, and the standards of real-time data."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["JsonKind", "kind_of"]


class JsonKind(NamedTuple):
    format: str
    standard: str = ""
    """``gbfs``, ``ngsi-v2``, ``ngsi-ld``, ``datex2``, ``ogc-api``, ``arcgis``, ``sensorthings``, ``stac``."""


def kind_of(value: object, records: Sequence[Any]) -> JsonKind:
    first = records[0] if records and isinstance(records[0], dict) else {}
    if isinstance(value, dict):
        return _of_object(value, first)
    if "@context" in first and "id" in first and "type" in first:
        return JsonKind("JSON_LD", "ngsi-ld")
    if _is_linked(first):
        return JsonKind("JSON_LD")
    return JsonKind("JSON", "ngsi-v2" if _is_ngsi(first) else "")


def _of_object(value: Mapping[str, Any], first: Mapping[str, Any]) -> JsonKind:
    if str(value.get("type")) in {"FeatureCollection", "Feature"} or "coordinates" in value:
        return JsonKind("GEOJSON", "stac" if "stac_version" in value else "")
    if _is_linked(value):
        ngsi = "id" in value and "type" in value and "@id" not in value
        return JsonKind("JSON_LD", "ngsi-ld" if ngsi else "")
    return JsonKind("JSON", _standard(value) or ("ngsi-v2" if _is_ngsi(first) else ""))


def _standard(value: Mapping[str, Any]) -> str:
    signs = (
        ("gbfs", {"last_updated", "ttl", "data"}),
        ("datex2", {"d2LogicalModel"}),
        ("datex2", {"payload", "modelBaseVersion"}),
        ("arcgis", {"currentVersion"}),
        ("sensorthings", {"serverSettings", "value"}),
        ("ogc-api", {"conformsTo"}),
        ("ogc-api", {"collections", "links"}),
    )
    keys = value.keys()
    found = next((name for name, names in signs if names <= keys), "")
    if found:
        return found
    links = value.get("links")
    rels = (
        {str(one.get("rel")) for one in links if isinstance(one, dict)} if isinstance(links, list) else set()
    )
    return (
        "ogc-api"
        if rels & {"conformance", "service-desc", "http://www.opengis.net/def/rel/ogc/1.0/conformance"}
        else ""
    )


def _is_linked(value: Mapping[str, Any]) -> bool:
    return bool(value.keys() & {"@context", "@graph", "@id"})


def _is_ngsi(first: Mapping[str, Any]) -> bool:
    attributes = [one for name, one in first.items() if name not in {"id", "type"}]
    return (
        {"id", "type"} <= first.keys()
        and bool(attributes)
        and all(isinstance(one, dict) and {"type", "value"} <= one.keys() for one in attributes)
    )
