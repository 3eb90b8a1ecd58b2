"""The ways to ask a hub for its catalogue, in order of preference, and what each gives.

1. DCAT-US 1.1 (``/api/feed/dcat-us/1.1.json``, formerly ``/data.json``): licence, modified, contact and
   landing page of every item, with the publisher's own markup. It carries the most.
2. DCAT-AP 3.0.0 and 2.1.1: modified, and the licence in words, but only on the first file of an item; texts
   without their paragraphs, and IRIs that are none (``ftype/CSV``, a bare item id).
3. DCAT-AP 2.0.1: neither licence nor modified.
4. The search as OGC API Records: only for a hub that has no feed at all. It lists items where the feeds list
   layers, so the same data has other identifiers there; it never stands in for a feed that is late.
5. The search as JSON:API (v3): only for groups that a source names as its part. Without a group it answers
   for all of ArcGIS Online.

No feed says how many items it has, and the total of a search is no proof for it: recorded searches hold maps
beside layers, recorded feeds layers beside the services that hold them, and no hub is recorded both ways. So
nothing is claimed of it.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from harvester.crawl.steps import Ask

__all__ = ["FEEDS", "PAGE_SIZE", "Kind", "Way", "feed_urls", "number_of", "ways", "with_query"]

FEEDS: Final = (
    "/api/feed/dcat-us/1.1.json",
    "/data.json",
    "/api/feed/dcat-ap/3.0.0.json",
    "/api/feed/dcat-ap/2.1.1.json",
    "/api/feed/dcat-ap/2.0.1.json",
)
PAGE_SIZE: Final = 100
"""The most that a search gives at once."""
_OGC: Final = "/api/search/v1/collections/{}/items"
_V3: Final = "/api/v3/search"
_GROUPS: Final = re.compile(r"[0-9a-f]{32}(?:\s*,\s*[0-9a-f]{32})*")


class Kind(Enum):
    FEED = "feed"
    RECORDS = "records"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the catalogue, and its first page."""

    kind: Kind
    url: str

    @property
    def ask(self) -> Ask:
        return Ask(self.url, feed=self.kind is Kind.FEED)


def ways(base: str, part: str = "", *, size: int = PAGE_SIZE) -> list[Way]:
    """List the ways to try for a hub; an address that names one of them is the only one.

    ``part`` is one group or more, or the collection of the search to read; feeds cannot be parted.
    """
    path = base.partition("?")[0]
    if "/api/v3/" in path:
        return [Way(Kind.SEARCH, with_query(base, {"page[size]": str(size), "page[number]": "1"}))]
    if "/api/search/v1/" in path:
        return [Way(Kind.RECORDS, with_query(base, _first(size)))]
    if part:
        return [_parted(path.rstrip("/"), part, size)]
    feeds = [Way(Kind.FEED, url) for url in feed_urls(base)]
    if _names_feed(path):
        return feeds
    return [*feeds, Way(Kind.RECORDS, with_query(path.rstrip("/") + _OGC.format("dataset"), _first(size)))]


def feed_urls(base: str) -> list[str]:
    """List the feeds to try; one that names a document is the only one."""
    path = base.partition("?")[0]
    return [base] if _names_feed(path) else [path.rstrip("/") + feed for feed in FEEDS]


def _names_feed(path: str) -> bool:
    return path.endswith((".json", ".jsonld")) or "/api/feed/" in path


def _parted(root: str, part: str, size: int) -> Way:
    if _GROUPS.fullmatch(part):
        groups = ",".join(group.strip() for group in part.split(","))
        query = {"catalog[groupIds]": f"any({groups})", "page[size]": str(size), "page[number]": "1"}
        return Way(Kind.SEARCH, with_query(root + _V3, query))
    return Way(Kind.RECORDS, with_query(root + _OGC.format(quote(part, safe="")), _first(size)))


def _first(size: int) -> dict[str, str]:
    """Order by when items were made, which never changes."""
    return {"limit": str(size), "startindex": "1", "sortBy": "properties.created"}


def with_query(url: str, query: dict[str, str]) -> str:
    """Set parameters of an address, keeping its others."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in query]
    return urlunsplit(parts._replace(query=urlencode([*kept, *query.items()], safe="[](),")))


def number_of(url: str, name: str) -> int:
    """Read a number among the parameters of an address of ours; 1 where it has none."""
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isdecimal() else 1
