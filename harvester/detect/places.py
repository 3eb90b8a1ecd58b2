"""Where each protocol is found on a site, in the order in which we look."""

from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from catalogue.model import Protocol

__all__ = ["Place", "places"]

_PATHS: Final = (
    (Protocol.CKAN, "/api/3/action/package_search?rows=0"),
    (Protocol.OPENDATASOFT, "/api/explore/v2.1/catalog/datasets?limit=1"),
    (Protocol.ARCGIS_HUB, "/api/feed/dcat-us/1.1.json"),
    (Protocol.ARCGIS_HUB, "/api/feed/dcat-ap/2.0.1.json"),
    (Protocol.ARCGIS_HUB, "/data.json"),
    (Protocol.DCAT_RDF, "/api/dcat"),
    (Protocol.DCAT_RDF, "/catalog.ttl"),
)


class Place(NamedTuple):
    """An address to look at, and what may be there: ``base`` is what a source of that protocol is given."""

    url: str
    protocol: Protocol | None
    base: str


def places(url: str) -> list[Place]:
    """List where to look: the given address, then the known endpoints below it and at the site's root."""
    below = url.partition("#")[0].partition("?")[0].rstrip("/")
    root = urljoin(url, "/").rstrip("/")
    bases = dict.fromkeys((below, root) if not _names_document(below) else (root,))
    found = [Place(url, None, url)]
    for base in bases:
        found += [Place(base + path, protocol, _given(protocol, base, path)) for protocol, path in _PATHS]
    return found


def _given(protocol: Protocol, base: str, path: str) -> str:
    return base + path if protocol is Protocol.DCAT_RDF else base


def _names_document(url: str) -> bool:
    return "." in urlsplit(url).path.rpartition("/")[2]
