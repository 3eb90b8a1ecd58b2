"""Asks for an RDF catalogue, and follows its pages."""

from collections.abc import Iterator
from typing import Any, Final

from harvester.crawl.events import CatalogueSeen, Event, RecordFailed
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.dcat_rdf.payload import read

__all__ = ["PortalSpider"]

RDF: Final = (
    "text/turtle, application/rdf+xml, application/n-triples;q=0.9, application/ld+json;q=0.8, */*;q=0.1"
)


class PortalSpider(CatalogueSpider):
    name = "dcat-rdf"
    accept = RDF

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.listed: dict[str, None] = {}
        self.described: set[str] = set()
        self.catalogue_seen = False

    def first(self) -> Ask:
        return Ask(self.source.url, feed=True)

    def read(self, page: Page) -> Steps:
        for step in read(page, self.listed):
            if isinstance(step, CatalogueSeen):
                if self.catalogue_seen:
                    continue  # each page repeats it
                self.catalogue_seen = True
            yield step

    def send(self, event: Event) -> None:
        pointer = getattr(event, "pointer", None) or getattr(getattr(event, "record", None), "pointer", None)
        if pointer is not None:
            self.described.add(pointer)
        super().send(event)

    def last_words(self) -> Iterator[Event]:
        """Name what the catalogue lists and no page describes; only when every page was read."""
        for name in self.listed:
            if name not in self.described:
                yield RecordFailed(name, "harvester.record.not-described", "")
