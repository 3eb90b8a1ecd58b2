"""Asks for the pages of an event stream, and reports its records when all of them are known."""

from collections.abc import Iterator
from typing import Any, Final

from harvester.crawl.events import Event
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Closed, Page, Steps
from harvester.protocols.ldes.objects import Objects
from harvester.protocols.ldes.payload import Reading

__all__ = ["PortalSpider"]

RDF: Final = (
    "application/trig, application/n-quads;q=0.9, text/turtle;q=0.8, application/n-triples;q=0.7,"
    " application/ld+json;q=0.6, */*;q=0.1"
)
PART_OF_STREAM: Final = Closed("harvester.pages.one-file-of-more", whole=False)


class PortalSpider(CatalogueSpider):
    name = "ldes"
    accept = RDF

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.objects = Objects(self.job.spool)
        self.reading = Reading(self.objects, self.job.remembered.bookmark, self.source.url)

    def read(self, page: Page) -> Steps:
        if self.local is None:
            yield from self.reading.read(page)
            return
        steps = list(self.reading.read(page))
        yield from self.reading.last_words(bookmark=False)
        yield next((step for step in steps if isinstance(step, Closed)), PART_OF_STREAM)

    def last_words(self) -> Iterator[Event]:
        if self.local is None:
            yield from self.reading.last_words(bookmark=self.source.incremental)

    def closed(self, reason: str) -> None:
        super().closed(reason)
        self.objects.close()
