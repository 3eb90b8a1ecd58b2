"""How a service is asked: by the request that its standard has for it, never by its bare address."""

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from catalogue.testimony import Role

__all__ = ["Question", "question"]

RDF: Final = "application/ld+json, text/turtle;q=0.9, application/trig;q=0.9"
JSON: Final = "application/json, application/geo+json;q=0.9, */*;q=0.1"
RESULTS: Final = "application/sparql-results+json, application/json;q=0.9, */*;q=0.1"
PAGE: Final = "text/html, application/xhtml+xml;q=0.9, */*;q=0.8"
CAPABILITIES: Final = ("WMS", "WFS", "WMTS", "WCS", "CSW", "SOS")
_CODES: Final = {"MAP_SRVC": "WMTS", **{f"{name}_SRVC": name for name in ("WMS", "WFS", "WCS")}}
_KEYS: Final = re.compile(r"^(?:OGC:)?(WMS|WFS|WMTS|WCS|CSW|SOS)\b", re.IGNORECASE)
_PATH: Final = re.compile(r"(?:^|[/_.-])(wms|wfs|wmts|wcs|csw)(?:server)?/?$", re.IGNORECASE)
_ARCGIS: Final = re.compile(
    r"/rest/services(?:/.*)?/(?:Map|Feature|Image|Scene|VectorTile)Server(?:/\d+)?/?$", re.IGNORECASE
)
_SPARQL: Final = re.compile(r"(?:^|/)sparql/?$", re.IGNORECASE)
_API: Final = re.compile(r"ogc-?api|sensorthings", re.IGNORECASE)


class Question(NamedTuple):
    """What is asked in truth, and what is wanted in answer."""

    url: str
    accept: str = "*/*"
    service: str = ""
    """Standard of the service that the address is taken for."""


def question(url: str, role: Role, hint: str) -> Question:
    """Say how to ask an address. Raises ValueError where it is none."""
    parts = urlsplit(url)
    if role is Role.THING:
        return Question(url, RDF)
    if role not in {Role.ENDPOINT, Role.ACCESS, Role.DOWNLOAD}:
        return Question(url, PAGE)
    service = _service(parts.path, parts.query, role, hint)
    if service in CAPABILITIES:
        return Question(_with(url, _capabilities(service, parts.query)), "*/*", service)
    if service == "ArcGIS":
        return Question(_with(url, {"f": "json"} if "f" not in _names(parts.query) else {}), JSON, service)
    if service == "SPARQL":
        return Question(_with(url, {"query": "ASK { ?s ?p ?o }"}), RESULTS, service)
    return Question(url, JSON if service else "*/*", service)


def _service(path: str, query: str, role: Role, hint: str) -> str:
    """Name the service; a complete request to one is a file like any other."""
    asked = _names(query)
    if asked.get("request", "getcapabilities").lower() != "getcapabilities":
        return ""
    if named := _KEYS.match(_CODES.get(hint, hint)) or _KEYS.match(asked.get("service", "")):
        return named[1].upper()
    if _ARCGIS.search(path):
        return "ArcGIS"
    return "" if role is Role.DOWNLOAD else _by_name(path, hint, asked)


def _by_name(path: str, hint: str, asked: dict[str, str]) -> str:
    """Go by what a place calls itself, where files are not expected."""
    if _SPARQL.search(path) and "query" not in asked:
        return "SPARQL"
    if found := _PATH.search(path):
        return found[1].upper()
    return "OGC API" if _API.search(hint) or _API.search(path) else ""


def _capabilities(service: str, query: str) -> dict[str, str]:
    asked = _names(query)
    wanted = {"service": service, "request": "GetCapabilities"}
    return {name: value for name, value in wanted.items() if name not in asked}


def _names(query: str) -> dict[str, str]:
    return {name.lower(): value for name, value in parse_qsl(query, keep_blank_values=True)}


def _with(url: str, more: dict[str, str]) -> str:
    """Add to the query, and leave what stands there as it stands."""
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query.rstrip("&"), urlencode(more))))
    return urlunsplit(parts._replace(query=query))
