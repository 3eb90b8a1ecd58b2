"""Reading the records of a kept answer again; one that was asked for by a schema is read by that schema."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Page, Steps
from harvester.protocols.csw.payload import Pages, read
from harvester.protocols.csw.queries import Query

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    source = crawl.source

    def alone(page: Page) -> Steps:
        return read(page, Pages(Query(base=source.url).read_from(page.asked)), source.part)

    return crawl.each(wanted, alone)
