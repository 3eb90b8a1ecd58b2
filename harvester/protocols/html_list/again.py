"""Reading kept pages of a list again: what a list page says of the licence holds for its items."""

from collections.abc import Collection

from catalogue.errors import StoreError
from harvester.crawl.past import PastCrawl, Told
from harvester.protocols.html_list.payload import ListReader

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    """Read the list pages, all of them, and of the pages of items those that are wanted."""
    if crawl.source.selectors is None:
        raise StoreError("kept.no-selectors", source=crawl.source.name)
    reader = ListReader(crawl.source.selectors)
    for past in sorted(crawl.pages, key=lambda past: past.item):
        if not past.item or past.sha256 in wanted:
            yield from crawl.alone(past, reader.read_detail if past.item else reader.read_list)
