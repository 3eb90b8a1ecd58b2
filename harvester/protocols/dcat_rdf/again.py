"""Reading the descriptions of a kept page of RDF again, mended where it was mended then."""

from collections.abc import Collection

from harvester.crawl.past import PastCrawl, Told
from harvester.protocols.dcat_rdf.payload import read

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    return crawl.each(wanted, lambda page: read(page, {}))
