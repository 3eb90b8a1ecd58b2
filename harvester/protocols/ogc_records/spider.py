"""Asks an OGC API for its collections, then for the items of one, as RDF where the collection has that."""

from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect
from harvester.crawl.events import CatalogueSeen, Declared
from harvester.crawl.page_size import PageSize
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.dcat_rdf.paging import PlainPaging
from harvester.protocols.dcat_rdf.payload import read as read_rdf
from harvester.protocols.ogc_records.addresses import (
    collections_url,
    has_parameter,
    items_url,
    place_of,
    window,
)
from harvester.protocols.ogc_records.collections import chosen, items_link, rdf_link, said_of
from harvester.protocols.ogc_records.payload import Reach, answer_of, is_items, matched, read
from harvester.rdf import RdfFormat, sniff

__all__ = ["PortalSpider"]

PAGE_SIZE: Final = 100
JSON: Final = "application/geo+json, application/json;q=0.9, */*;q=0.1"
RDF: Final = "application/rdf+xml, text/turtle, */*;q=0.1"


class PortalSpider(CatalogueSpider):
    name = "ogc-records"
    accept = JSON

    paging: PlainPaging | None = None
    """Set once it is known that the items are had as RDF."""
    rdf = ""
    """Where they are."""
    counting = ""
    """The one page of JSON that is asked for its total only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.rows = PageSize(self.source.page_size or self.job.settings.page_size or PAGE_SIZE)
        self.place = place_of(self.source.url)
        self.reach = Reach()
        self.listed: dict[str, None] = {}

    def first(self) -> Ask:
        return Ask(collections_url(self.place))

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:  # noqa: ARG002 -- any reason will do
        """Read RDF without its total, where the JSON that would give it is not to be had."""
        return self._rdf_pages() if ask.url == self.counting else None

    def can_shrink(self, ask: Ask) -> bool:
        if self.paging is not None and ask.url != self.counting:
            return self.paging.can_shrink
        return has_parameter(ask.url, "limit") and ask.url != self.counting and self.rows.can_shrink

    def smaller(self, ask: Ask) -> Ask:
        if self.paging is not None:
            return Ask(self.paging.smaller(ask.url), accept=RDF)
        return Ask(window(ask.url, limit=self.rows.shrink()))

    def read(self, page: Page) -> Steps:
        if sniff(page.payload.head(), page.content_type, page.url) not in {None, RdfFormat.JSON_LD}:
            yield from self._rdf(page)
            return
        answer = answer_of(page)
        if page.asked == self.counting:
            total = matched(answer)
            if total is not None:
                yield Declared(total)
            yield self._rdf_pages()
        elif is_items(answer):
            yield from read(answer, page, self.reach)
        elif "collections" in answer or "id" in answer:
            yield from self._begin(answer, page.url)
        else:
            yield Ask(collections_url(place_of(page.url)))

    def _begin(self, answer: Content, url: str) -> Steps:
        collection = chosen(answer, self.source.part, url)
        yield CatalogueSeen(said_of(collection), Dialect.OGC_RECORD)
        plain = items_link(collection, url) or items_url(self.place, collection["id"])
        self.rdf = rdf_link(collection, url)
        if self.rdf:
            self.counting = window(plain, limit=1)
            yield Ask(self.counting)
        else:
            yield Ask(window(plain, limit=self.rows.now))

    def _rdf_pages(self) -> Ask:
        url = window(self.rdf, limit=self.rows.now, startindex=0)
        self.paging = PlainPaging(url, self.rows.now)
        return Ask(self.paging.first(url), accept=RDF)

    def _rdf(self, page: Page) -> Steps:
        for step in read_rdf(page, self.listed, self.paging):
            if isinstance(step, Ask):
                yield Ask(step.url, accept=RDF)
            elif not isinstance(step, CatalogueSeen):
                yield step
