"""Reading a kept page of either listing again."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Page, Steps
from harvester.protocols.datatank.payload import base_of, is_info, read_info
from harvester.protocols.dcat_rdf.payload import read as read_rdf

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    base, _ = base_of(crawl.source.url)

    def alone(page: Page) -> Steps:
        return read_info(page, base) if is_info(page) else read_rdf(page, {})

    return crawl.each(wanted, alone)
