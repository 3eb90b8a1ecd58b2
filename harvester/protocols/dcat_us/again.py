"""Reading the datasets of a kept ``data.json`` again."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.protocols.dcat_us.payload import read

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    return crawl.each(wanted, read)
