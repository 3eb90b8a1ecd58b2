"""A Hub feed read as plain JSON.

Law: it is never read as RDF, though it says it is JSON-LD: its ``dcat:accessUrl`` is no term of DCAT
and would be lost.
"""

from collections.abc import Sequence
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Dialect, Kind, Record
from harvester.crawl.events import CatalogueSeen, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.protocols.json_page import load, whole_items

__all__ = ["FEEDS", "feed_urls", "read"]

FEEDS: Final = ("/api/feed/dcat-us/1.1.json", "/data.json", "/api/feed/dcat-ap/2.0.1.json")
"""In order of preference: DCAT-US carries licence and modified, DCAT-AP 2.0.1 does not."""

LISTS: Final = {Dialect.DCAT_US: "dataset", Dialect.HUB_DCAT_AP: "dcat:dataset"}
IDENTIFIERS: Final = {
    Dialect.DCAT_US: ("identifier", "landingPage", "@id"),
    Dialect.HUB_DCAT_AP: ("dct:identifier", "@id"),
}


def feed_urls(base: str) -> Sequence[str]:
    """List the addresses to try; one that names a document is the only one."""
    path = base.partition("?")[0]
    if path.endswith((".json", ".jsonld")) or "/api/feed/" in path:
        return (base,)
    return [path.rstrip("/") + feed for feed in FEEDS]


def read(page: Page) -> Steps:
    """Read a feed; one that breaks off gives the items that are whole."""
    body = page.payload.read()
    try:
        feed = load(body, page.url)
    except SourceError:
        yield from _salvaged(body, page)
        return
    dialect = _dialect(feed, page.url)
    name = LISTS[dialect]
    yield CatalogueSeen({key: value for key, value in feed.items() if key != name}, dialect)
    for index, item in enumerate(feed[name]):
        yield _record(item, dialect, page.payload.sha256, f"/{name}/{index}")
    yield Closed("harvester.pages.one-document")


def _salvaged(body: bytes, page: Page) -> Steps:
    found = 0
    for dialect, name in LISTS.items():
        for item in whole_items(body, name):
            yield _record(item, dialect, page.payload.sha256, f"/{name}/{found}")
            found += 1
    if not found:
        raise SourceError("harvester.unparseable", url=page.url, detail=body[:80].decode(errors="replace"))
    yield Closed("harvester.pages.truncated", whole=False)


def _dialect(feed: Any, url: str) -> Dialect:  # noqa: ANN401 -- any JSON value
    for dialect, name in LISTS.items():
        if isinstance(feed, dict) and isinstance(feed.get(name), list):
            return dialect
    raise SourceError("harvester.wrong-shape", url=url, detail="dataset / dcat:dataset")


def _record(item: Any, dialect: Dialect, payload: str, pointer: str) -> Event:  # noqa: ANN401 -- idem
    if not isinstance(item, dict):
        return RecordFailed(pointer, "harvester.record.not-an-object", str(item)[:200])
    named = (item.get(name) for name in IDENTIFIERS[dialect])
    identifier = next((value for value in named if isinstance(value, str) and value.strip()), "")
    if not identifier:
        title = item.get("title") or item.get("dct:title") or ""
        return RecordFailed(pointer, "harvester.record.no-identifier", str(title)[:200])
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=Kind.DATASET,
            dialect=dialect,
            content=item,
            hash=fingerprint(item, dialect),
            payload=payload,
            pointer=pointer,
        )
    )
