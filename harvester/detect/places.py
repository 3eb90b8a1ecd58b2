"""Where each protocol is found on a site, in the order in which we look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

from catalogue.model import Protocol
from harvester.detect.software import Software

__all__ = [
    "Place",
    "SiteFile",
    "bases",
    "given_to_source",
    "guesses",
    "is_page",
    "protocol_of_address",
    "site_files",
]

CAPABILITIES: Final = "?service=CSW&version=2.0.2&request=GetCapabilities"
_PATHS: Final = (
    (Software.CKAN, Protocol.CKAN, "/api/3/action/package_search?rows=0"),
    (Software.OPENDATASOFT, Protocol.OPENDATASOFT, "/api/explore/v2.1/catalog/datasets?limit=1"),
    (Software.OPENDATASOFT, Protocol.OPENDATASOFT, "/api/explore/v2.0/catalog/datasets?limit=1"),
    (Software.OPENDATASOFT, Protocol.OPENDATASOFT, "/api/datasets/1.0/search/?rows=0"),
    (Software.ARCGIS_HUB, Protocol.ARCGIS_HUB, "/api/feed/dcat-us/1.1.json"),
    (Software.ARCGIS_HUB, Protocol.ARCGIS_HUB, "/api/feed/dcat-ap/2.0.1.json"),
    (Software.DKAN, Protocol.DCAT_US, "/api/1/search?page-size=1"),
    (Software.DCAT_US, Protocol.DCAT_US, "/data.json"),
    (Software.DATATANK, Protocol.DATATANK, "/api/dcat"),
    (Software.GEONETWORK, None, "/srv/api/site"),
    (Software.GEONETWORK, None, "/geonetwork/srv/api/site"),
    (Software.CSW, Protocol.CSW, f"/srv/eng/csw{CAPABILITIES}"),
    (Software.CSW, Protocol.CSW, f"/geonetwork/srv/eng/csw{CAPABILITIES}"),
    (Software.CSW, Protocol.CSW, f"/csw{CAPABILITIES}"),
    (Software.OGC_API, Protocol.OGC_RECORDS, "/collections?f=json"),
    (Software.OGC_API, Protocol.OGC_RECORDS, "/api/collections?f=json"),
    (Software.LDES, Protocol.LDES, "/ldes"),
    (Software.DCAT, Protocol.DCAT_RDF, "/catalog.ttl"),
    (Software.DCAT, Protocol.DCAT_RDF, "/dcat.ttl"),
)
_FOR_PROGRAMS: Final = re.compile(
    r"/api(?:/|$)|/csw\b|/ldes\b|/collections\b|/exports?/|[?&](?:f|format|service|request)="
    r"|\.(?:ttl|rdf|nt|n3|trig|jsonld|json|xml)(?:\.gz)?(?:$|\?)",
    re.IGNORECASE,
)
_SPEAKING: Final = tuple(
    (protocol, re.compile(pattern, re.IGNORECASE))
    for protocol, pattern in (
        (Protocol.CKAN, r"/api/3/action\b"),
        (Protocol.OPENDATASOFT, r"/api/explore/v2|\.opendatasoft\.com(?:/|$)"),
        (Protocol.ARCGIS_HUB, r"\b(?:hub|opendata)\.arcgis\.com(?:/|$)|/api/feed/dcat"),
        (Protocol.DATATANK, r"/api/dcat/?$"),
        (Protocol.CSW, r"/csw(?:[/?]|$)|[?&]service=csw\b"),
        (Protocol.OGC_RECORDS, r"/collections(?:[/?]|$)"),
        (Protocol.LDES, r"/ldes(?:[/?]|$)"),
        (Protocol.DCAT_US, r"/data\.json$"),
        (Protocol.DCAT_RDF, r"\.(?:ttl|rdf|jsonld|nt|n3|trig)(?:\.gz)?(?:$|\?)"),
    )
)
_ENDS: Final = {
    Protocol.CKAN: ("/api/3", "/api/action"),
    Protocol.OPENDATASOFT: ("/api/", "/explore"),
    Protocol.ARCGIS_HUB: ("/api/", "/data.json"),
    Protocol.DATATANK: ("/api/", "/info"),
    Protocol.OGC_RECORDS: ("/collections", "/conformance"),
}
"""Where what belongs to the protocol begins in an address: what comes before is what a source is given."""


class SiteFile(StrEnum):
    """What a site says of itself to programs."""

    ROBOTS = "robots"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Place:
    """An address to look at, and what may be there."""

    url: str
    software: Software | None = None
    protocol: Protocol | None = None
    base: str = ""
    """The site, or the part of it, that this address belongs to."""
    about: str = ""
    """The endpoint of which this address only tells more, such as its version."""
    page: bool = False
    """Made for people: looked at only where robots.txt lets us."""
    file: SiteFile | None = None


def bases(url: str) -> tuple[str, ...]:
    """Give where a portal may begin: at the given address, and at the site's root."""
    below = url.partition("#")[0].partition("?")[0].rstrip("/")
    root = urljoin(url, "/").rstrip("/")
    return tuple(dict.fromkeys((below, root) if not _names_document(below) else (root,)))


def guesses(base: str) -> Iterator[Place]:
    """List the known endpoints below a base."""
    for software, protocol, path in _PATHS:
        yield Place(base + path, software, protocol, base)


def site_files(url: str) -> tuple[Place, Place]:
    root = urljoin(url, "/").rstrip("/")
    return (
        Place(f"{root}/robots.txt", base=root, file=SiteFile.ROBOTS),
        Place(f"{root}/sitemap.xml", base=root, file=SiteFile.SITEMAP),
    )


def is_page(url: str) -> bool:
    """Tell whether an address looks as if it were made for people, and not for programs."""
    return _FOR_PROGRAMS.search(url) is None


def given_to_source(protocol: Protocol, url: str) -> str:
    """Turn the address where a protocol was recognised into what a source of it is to be given."""
    address = url.partition("#")[0]
    path = address.partition("?")[0]
    if protocol is Protocol.CSW:
        return path
    ends = _ENDS.get(protocol)
    if ends is None:
        return address
    first = min((at for end in ends if (at := path.find(end, len("https://"))) >= 0), default=len(path))
    return path[:first].rstrip("/")


def _names_document(url: str) -> bool:
    return "." in urlsplit(url).path.rpartition("/")[2]


def protocol_of_address(url: str) -> Protocol | None:
    """Name the protocol that an address itself speaks of, without asking it anything."""
    return next((protocol for protocol, pattern in _SPEAKING if pattern.search(url)), None)
