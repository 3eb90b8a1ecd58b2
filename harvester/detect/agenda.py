"""What to look at next: the given address first, then where its page points, then the known endpoints.

Pure: it is told what was seen, and names the next address; never more than a bounded number of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from catalogue.model import Protocol
from harvester.detect.page import PageSigns
from harvester.detect.places import Place, SiteFile, bases, given_to_source, guesses, is_page, site_files
from harvester.detect.sight import Sight
from harvester.detect.software import Software

__all__ = ["MOST", "Agenda"]

MOST: Final = 40
"""Addresses that are looked at, at the most."""
PORTALS: Final = frozenset(
    {Software.CKAN, Software.OPENDATASOFT, Software.ARCGIS_HUB, Software.DATATANK, Software.GEONETWORK}
)
"""Where one of these is, none of the others is at the same base."""
OF_GEONETWORK: Final = frozenset({Software.CSW, Software.OGC_API})
HITS: Final = {"request": "GetRecords", "resultType": "hits", "typeNames": "csw:Record"}


class Agenda:
    def __init__(self, url: str, *, thorough: bool) -> None:
        self.thorough = thorough
        self.given = Place(url, page=thorough and is_page(url), base=bases(url)[-1])
        self._asked: set[str] = set()
        first = [site_files(url)[0]] if thorough else []
        self._next: list[Place] = [*first, self.given]
        self._later: list[Place] = [site_files(url)[1]] if thorough else []
        self._later += [place for base in bases(url) for place in guesses(base)]

    def take(self) -> Place | None:
        """Give the next address, or None when there is nothing left to look at."""
        while (self._next or self._later) and len(self._asked) < MOST:
            place = (self._next or self._later).pop(0)
            if place.url not in self._asked:
                self._asked.add(place.url)
                return place
        return None

    def given_is_endpoint(self) -> None:
        """Guess no more: the given address is what was looked for."""
        self._later = [place for place in self._later if place.software is None]

    def learn_sitemap(self, url: str) -> None:
        """Look at the sitemap that robots.txt names, and not where it would be otherwise."""
        self._later = [
            replace(place, url=url) if place.file is SiteFile.SITEMAP else place for place in self._later
        ]

    def learn_page(self, signs: PageSigns, url: str) -> None:
        """Follow where a page points, and look first for what it seems to be made with."""
        leads = [Place(one, Software.DCAT, None, self.given.base) for one in signs.alternates]
        leads += [place for kind, there in signs.leads for place in _leads_to(kind, there)]
        hinted = set(signs.software)
        if Software.GEONETWORK in hinted:
            hinted |= OF_GEONETWORK
        self._later.sort(key=lambda place: place.software not in hinted and place.software is not None)
        if signs.swing:
            leads += [Place(one, Software.SWING, base=url) for one in (signs.swing.databank,) if one]
        self._next += leads if self.thorough else leads[: len(signs.alternates)]

    def learn(self, place: Place, sight: Sight) -> None:
        """Ask for what else is to be known of a portal that was found, and no longer for other portals."""
        if not self.thorough:
            return
        if sight.software in PORTALS:
            self._later = [one for one in self._later if not _excluded(one, place.base, sight.software)]
        if not place.about:
            self._next += list(_more(place, sight))


def _excluded(place: Place, base: str, found: Software) -> bool:
    """Tell whether a place is that of another portal, or of the same one in an older way."""
    if place.base != base or place.software is None:
        return False
    if found is Software.GEONETWORK:
        return place.software in PORTALS | {Software.DKAN}
    return place.software in PORTALS | OF_GEONETWORK | {Software.DKAN}


def _leads_to(kind: str, url: str) -> Iterable[Place]:
    path = url.partition("?")[0]
    match kind:
        case "csw":
            yield _capabilities(path, url)
        case "geonetwork":
            yield _site(path.partition("/srv/")[0].rstrip("/"))
        case "ogc":
            yield Place(f"{path.rstrip('/')}?f=json", Software.OGC_API, Protocol.OGC_RECORDS, path)
        case "ldes":
            yield Place(url, Software.LDES, Protocol.LDES, url)
        case "dcat-us":
            yield Place(url, Software.DCAT_US, Protocol.DCAT_US, path.removesuffix("/data.json"))
        case "dcat":
            yield Place(url, Software.DCAT, Protocol.DCAT_RDF, url)
        case _:
            yield from list(guesses(path.partition("/api/")[0]))[:3]


def _capabilities(path: str, base: str) -> Place:
    query = urlencode({"service": "CSW", "version": "2.0.2", "request": "GetCapabilities"})
    return Place(f"{path}?{query}", Software.CSW, Protocol.CSW, base)


def _site(base: str) -> Place:
    return Place(f"{base}/srv/api/site", Software.GEONETWORK, None, base)


def _more(place: Place, sight: Sight) -> Iterator[Place]:
    """Name the addresses that tell a version or a total where the first answer does not."""
    about = given_to_source(sight.protocol, place.url) if sight.protocol else ""
    if place.software is Software.DATATANK and sight.protocol is Protocol.DCAT_RDF:
        root = given_to_source(Protocol.DATATANK, place.url)
        yield Place(f"{root}/api/info?limit=1", Software.DATATANK, Protocol.DATATANK, place.base)
    match sight.software:
        case Software.CKAN:
            yield Place(f"{about}/api/3/action/status_show", Software.CKAN, base=place.base, about=about)
        case Software.ARCGIS_HUB:
            items = f"{about}/api/search/v1/collections/all/items?limit=1"
            yield Place(items, Software.ARCGIS_HUB, base=place.base, about=about)
        case Software.OPENDATASOFT:
            export = f"{about}/api/explore/v2.1/catalog/exports/dcat_ap_vl"
            yield Place(export, Software.DCAT, Protocol.DCAT_RDF, place.base)
        case Software.OGC_API if sight.part:
            items = f"{about}/collections/{sight.part}/items?limit=1&f=json"
            yield Place(items, Software.OGC_API, base=place.base, about=about)
        case Software.DATATANK:
            yield Place(f"{about}/api/info?limit=1", Software.DATATANK, base=place.base, about=about)
        case Software.CSW:
            query = urlencode({"service": "CSW", "version": "2.0.2"} | HITS)
            yield Place(f"{about}?{query}", Software.CSW, base=place.base, about=about)
            if "/srv/" in about:
                yield _site(about.partition("/srv/")[0])
        case Software.GEONETWORK:
            base = place.url.partition("/srv/")[0]
            yield _capabilities(f"{base}/srv/eng/csw", base)
            yield Place(f"{base}/api/collections?f=json", Software.OGC_API, Protocol.OGC_RECORDS, base)
        case _:
            return
