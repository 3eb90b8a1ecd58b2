"""Reading kept pages of a site again: the lists first, which tell what datasets have a page of their own."""

from collections.abc import Collection
from typing import Final

from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Ask, Page, Steps
from harvester.pages import is_sitemap, page_key
from harvester.protocols.schema_org.payload import look, read_pages, read_records, read_start

__all__ = ["records"]

ROBOTS: Final = "/robots.txt"


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    """Read the lists, all of them, and of the pages of items those that are wanted."""
    items = {page_key(past.asked) for past in crawl.pages if past.item}
    first = next((past for past in crawl.pages if not past.item), None)

    def listed(page: Page) -> Steps:
        if first is not None and page.asked == first.asked and not is_sitemap(page.payload.head()):
            return _started(page)
        return iter(()) if page.asked.endswith(ROBOTS) else read_pages(page, crawl.source.part)

    def of_item(page: Page) -> Steps:
        return read_records(page, look(page), lambda url: page_key(url) in items)

    for past in sorted(crawl.pages, key=lambda past: past.item):
        if past.item and past.sha256 not in wanted:
            continue
        for step in crawl.alone(past, of_item if past.item else listed):
            if isinstance(step, Ask) and step.item:
                items.add(page_key(step.url))
            yield step


def _started(page: Page) -> Steps:
    found = look(page)
    return iter(()) if found.nothing else read_start(page, found)
