"""A Hub feed read as plain JSON.

Law: it is never read as RDF, though it says it is JSON-LD: its ``dcat:accessUrl`` is no term of DCAT
and would be lost.
"""

import re
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Dialect
from harvester.crawl.events import CatalogueSeen
from harvester.crawl.steps import Closed, Page, Steps
from harvester.protocols.arcgis_hub.items import event_of
from harvester.protocols.arcgis_hub.search import is_search, read_search
from harvester.protocols.json_page import load, whole_items

__all__ = ["read"]

LISTS: Final = {Dialect.DCAT_US: "dataset", Dialect.HUB_DCAT_AP: "dcat:dataset"}
_BEGINS: Final = {dialect: re.compile(rf'"{name}"\s*:\s*\['.encode()) for dialect, name in LISTS.items()}


def read(page: Page, seen: set[str]) -> Steps:
    """Read a feed, or a page of a search; ``seen`` gathers the items of a search over its pages.

    A feed that breaks off gives the items that are whole. Raises SourceError for a page that is neither,
    before anything is told of it.
    """
    body = page.payload.read()
    try:
        answer = load(body, page.url)
    except SourceError:
        yield from _salvaged(body, page)
        return
    if is_search(answer):
        yield from read_search(answer, page, seen)
        return
    dialect = _dialect(answer, page.url)
    name = LISTS[dialect]
    yield CatalogueSeen({key: value for key, value in answer.items() if key != name}, dialect)
    for index, item in enumerate(answer[name]):
        yield event_of(item, dialect, page.payload.sha256, f"/{name}/{index}")
    yield Closed("harvester.pages.one-document")


def _salvaged(body: bytes, page: Page) -> Steps:
    """Give the whole items of the list that begins first: a keyword may be called as the other one is."""
    begun = {dialect: match.start() for dialect, start in _BEGINS.items() if (match := start.search(body))}
    dialect = min(begun, key=begun.__getitem__, default=Dialect.DCAT_US)
    name, found = LISTS[dialect], False
    for index, item in enumerate(whole_items(body[begun.get(dialect, len(body)) :], name)):
        found = True
        yield event_of(item, dialect, page.payload.sha256, f"/{name}/{index}")
    if not found:
        raise SourceError("harvester.unparseable", url=page.url, detail=body[:80].decode(errors="replace"))
    yield Closed("harvester.pages.truncated", whole=False)


def _dialect(feed: Any, url: str) -> Dialect:  # noqa: ANN401 -- any JSON value
    for dialect, name in LISTS.items():
        if isinstance(feed, dict) and isinstance(feed.get(name), list):
            return dialect
    raise SourceError("harvester.wrong-shape", url=url, detail="dataset / dcat:dataset")
