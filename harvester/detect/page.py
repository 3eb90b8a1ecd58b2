"""What a web page tells to whoever looks for the catalogue behind it: software, language, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

import orjson
from parsel import Selector

from harvester.detect.sniff import alternates
from harvester.detect.software import Software

__all__ = ["PageSigns", "Swing", "near", "reads_as_catalogue", "signs_of"]

MOST_LEADS: Final = 12
SHOWN: Final = 80
_SCHEMA_ORG: Final = re.compile(r"schema\.org")
_CATALOGUES: Final = {"Dataset", "DataCatalog"}
_MARKUP: Final = re.compile(
    rb"itemtype\s*=\s*[\"']https?://schema\.org/(?:Dataset|DataCatalog)\b"
    rb"|typeof\s*=\s*[\"'][^\"']*\b(?:Dataset|DataCatalog)\b(?=[^>]*vocab\s*=\s*[\"']https?://schema\.org)"
    rb"|vocab\s*=\s*[\"']https?://schema\.org[^>]*typeof\s*=\s*[\"'][^\"']*\b(?:Dataset|DataCatalog)\b"
)
"""Microdata, and RDFa on one element."""
_HINTS: Final = (
    (Software.CKAN, re.compile(rb"content=[\"']ckan\b|/api/3/action/|/fanstatic/|/webassets/base/")),
    (Software.DKAN, re.compile(rb"\bdkan\b", re.IGNORECASE)),
    (Software.OPENDATASOFT, re.compile(rb"opendatasoft|huwise|/api/explore/", re.IGNORECASE)),
    (
        Software.ARCGIS_HUB,
        re.compile(rb"(?:hub|opendata)\.arcgis\.com|opendata-ui|arcgis-hub", re.IGNORECASE),
    ),
    (Software.DATATANK, re.compile(rb"thedatatank|the datatank|/tdt/", re.IGNORECASE)),
    (Software.GEONETWORK, re.compile(rb"geonetwork|/srv/[a-z]{3}/(?:catalog\.search|csw)", re.IGNORECASE)),
)
_SWING: Final = re.compile(
    rb"content=[\"'][^\"']*\bswing\b|/jiveservices/|[\"'/]jive[/\"'?]|\bswing(?:-viewer|mosaic|\.eu)",
    re.IGNORECASE,
)
_GENERATOR_VERSION: Final = re.compile(
    r"\b(ckan|dkan|drupal|geonetwork)\D{0,12}(\d[\w.]{0,15})", re.IGNORECASE
)
_LEADS: Final = (
    ("csw", re.compile(r"(?:/csw\b|[?&]service=csw\b)", re.IGNORECASE)),
    (
        "geonetwork",
        re.compile(r"/srv/[a-z]{3}/(?:catalog\.search|home|search)|/geonetwork/?$", re.IGNORECASE),
    ),
    ("ogc", re.compile(r"/collections/?(?:[?#]|$)")),
    ("ldes", re.compile(r"/(?:ldes|event-?stream)\b", re.IGNORECASE)),
    ("dcat-us", re.compile(r"/data\.json$")),
    (
        "dcat",
        re.compile(r"\.(?:ttl|rdf|jsonld|nt|n3|trig)$|/(?:catalog|catalogus|dcat)\.xml$", re.IGNORECASE),
    ),
    ("api", re.compile(r"/api/(?:3|dcat|explore/v2\.\d)(?:/|$)")),
)


@dataclass(frozen=True, slots=True)
class Swing:
    """What a site of figures offers; none of it is a catalogue."""

    databank: str = ""
    wms: str = ""
    export: str = ""


@dataclass(frozen=True, slots=True)
class PageSigns:
    title: str = ""
    language: str = ""
    generator: str = ""
    software: tuple[Software, ...] = ()
    """What the page looks as if it were made by; a hint, not a proof."""
    version: str = ""
    leads: tuple[tuple[str, str], ...] = ()
    """Addresses to look at, each with what it may be."""
    swing: Swing | None = None
    alternates: tuple[str, ...] = field(default=())


def reads_as_catalogue(head: bytes) -> bool:
    """Tell whether a page describes datasets with schema.org, for programs to read."""
    if _MARKUP.search(head):
        return True
    return any(_names_dataset(block) for block in _scripts(_selector(head)))


def signs_of(head: bytes, url: str) -> PageSigns:
    """Read the signs of one page."""
    page = _selector(head)
    generator = _text(page.xpath("//meta[translate(@name,'GENRATO','genrato')='generator']/@content"))
    version = _GENERATOR_VERSION.search(generator)
    return PageSigns(
        title=_text(page.xpath("//head/title/text()")),
        language=_text(page.xpath("/html/@lang | /html/@xml:lang"))[:12],
        generator=generator,
        software=tuple(name for name, pattern in _HINTS if pattern.search(head)),
        version=version[2] if version else "",
        leads=tuple(dict.fromkeys(_leads(page, url)))[:MOST_LEADS],
        swing=_swing(page, url) if _SWING.search(head) else None,
        alternates=tuple(found for href in alternates(head) if near(url, found := _joined(url, href))),
    )


def near(url: str, other: str) -> bool:
    """Tell whether an address is on the same host, or on one below it."""
    try:
        host, there = (urlsplit(one).netloc.lower().removeprefix("www.") for one in (url, other))
        fit = urlsplit(other).scheme in {"http", "https"}
    except ValueError:
        return False
    return fit and (there == host or there.endswith(f".{host}"))


def _selector(head: bytes) -> Selector:
    return Selector(text=head.decode("utf-8", errors="replace").replace("\0", ""), type="html")


def _text(found: object) -> str:
    value = found.get() if hasattr(found, "get") else ""
    return " ".join((value or "").split())[:SHOWN]


def _scripts(page: Selector) -> Iterator[str]:
    for text in page.xpath("//script[contains(@type,'ld+json')]/text()").getall():
        yield str(text)


def _names_dataset(block: str) -> bool:
    if not _SCHEMA_ORG.search(block):
        return False
    try:
        found = orjson.loads(block)
    except orjson.JSONDecodeError:
        return False
    return any(_kinds(node) & _CATALOGUES for node in _nodes(found, 3))


def _nodes(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for one in value[:100]:
            yield from _nodes(one, depth)
    elif isinstance(value, dict):
        yield value
        if depth:
            yield from _nodes([value.get("@graph"), value.get("mainEntity")], depth - 1)


def _kinds(node: dict[str, object]) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rpartition("/")[2].rpartition(":")[2] for kind in listed}


def _leads(page: Selector, url: str) -> Iterator[tuple[str, str]]:
    for href in page.xpath("//a/@href | //link/@href").getall()[:2000]:
        there = _joined(url, str(href))
        if not near(url, there):
            continue
        for kind, pattern in _LEADS:
            if pattern.search(there):
                yield kind, there
                break


def _swing(page: Selector, url: str) -> Swing:
    links = [
        _joined(url, str(href)) for href in page.xpath("//a/@href | //link/@href | //iframe/@src").getall()
    ]

    def first(pattern: str) -> str:
        return next((one for one in links if near(url, one) and re.search(pattern, one, re.IGNORECASE)), "")

    return Swing(
        databank=first(r"/(?:databank|jive)\b"),
        wms=first(r"wms(?:\.ashx)?\b"),
        export=first(r"\b(?:export|download)"),
    )


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip()).partition("#")[0]
    except ValueError:
        return ""
