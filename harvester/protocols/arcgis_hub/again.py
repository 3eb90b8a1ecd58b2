"""Reading the items of a kept feed, or of a kept page of a search, again."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.protocols.arcgis_hub.payload import read

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    return crawl.each(wanted, lambda page: read(page, set()))
