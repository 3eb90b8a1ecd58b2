"""Asks for an RDF catalogue, and follows its pages."""

from collections.abc import Iterator
from typing import Any, Final

from harvester.crawl.events import CatalogueSeen, Event, RecordFailed
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.dcat_rdf.paging import PlainPaging
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
        self.paging = PlainPaging(self.source.url, self.source.page_size or self.job.settings.page_size)

    def first(self) -> Ask:
        return Ask(self.paging.first(self.source.url), feed=True)

    def can_shrink(self, ask: Ask) -> bool:  # noqa: ARG002 -- any page of such a list may be smaller
        return self.paging.can_shrink

    def smaller(self, ask: Ask) -> Ask:
        return Ask(self.paging.smaller(ask.url))

    def read(self, page: Page) -> Steps:
        return self._once(read(page, self.listed, self.paging))

    def _once(self, steps: Steps) -> Steps:
        """Pass on what the catalogue says of itself once; each page repeats it."""
        for step in steps:
            if isinstance(step, CatalogueSeen):
                if self.catalogue_seen:
                    continue
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
