"""Reading a kept page of items again, and what the collection said of itself."""

from collections.abc import Collection

from catalogue.model import Dialect
from harvester.crawl.events import CatalogueSeen
from harvester.crawl.past import PastCrawl, Told
from harvester.crawl.steps import Page, Steps
from harvester.protocols.dcat_rdf.payload import read as read_rdf
from harvester.protocols.ogc_records.collections import chosen, said_of
from harvester.protocols.ogc_records.payload import Reach, answer_of, is_items, read
from harvester.rdf import RdfFormat, sniff

__all__ = ["records"]


def records(crawl: PastCrawl, wanted: Collection[str]) -> Told:
    def alone(page: Page) -> Steps:
        if sniff(page.payload.head(), page.content_type, page.url) not in {None, RdfFormat.JSON_LD}:
            for step in read_rdf(page, {}):
                if not isinstance(step, CatalogueSeen):  # it is the page's own, and differs on each
                    yield step
            return
        answer = answer_of(page)
        if is_items(answer):
            yield from read(answer, page, Reach())
        elif "collections" in answer or "id" in answer:
            collection = chosen(answer, crawl.source.part, page.url)
            yield CatalogueSeen(said_of(collection), Dialect.OGC_RECORD)

    return crawl.each(wanted, alone)
