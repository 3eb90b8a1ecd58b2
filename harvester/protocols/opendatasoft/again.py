"""Reading the items of a kept page again, whether it was asked for as a page, an export or changes."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Page, Steps
from harvester.protocols.opendatasoft.listing import events, listing
from harvester.protocols.opendatasoft.payload import of_catalogue

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    return crawl.each(wanted, _items)


def _items(page: Page) -> Steps:
    found = listing(page)
    yield from of_catalogue(found)
    for _, event in events(found, page.payload.sha256, None):
        yield event
