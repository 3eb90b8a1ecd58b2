"""Reading the packages of a kept page again."""

from collections.abc import Collection
from datetime import UTC, datetime

from harvester.crawl.page_size import PageSize
from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Page, Steps
from harvester.protocols.ckan.payload import read
from harvester.protocols.ckan.reading import PAGE_SIZE, Reading

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    source = crawl.source

    def alone(page: Page) -> Steps:
        rows = PageSize(source.page_size or PAGE_SIZE)
        return read(
            page, Reading(base=source.url, part=source.part, rows=rows, now=datetime.max.replace(tzinfo=UTC))
        )

    return crawl.each(wanted, alone)
