"""Asks an Opendatasoft portal for its catalogue: by page, or by its export where paging ends."""

from urllib.parse import parse_qs, urlsplit

from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.opendatasoft.payload import PAGE_SIZE, catalogue_url, read, read_export

__all__ = ["PortalSpider"]


class PortalSpider(CatalogueSpider):
    name = "opendatasoft"
    accept = "application/json"

    @property
    def limit(self) -> int:
        return min(PAGE_SIZE, self.source.page_size or self.job.settings.page_size or PAGE_SIZE)

    def first(self) -> Ask:
        return Ask(catalogue_url(self.source.url, offset=0, limit=self.limit))

    def read(self, page: Page) -> Steps:
        if "/catalog/exports/" in page.url:
            return read_export(page)
        offset = int(parse_qs(urlsplit(page.url).query).get("offset", ["0"])[0])
        return read(page, base=self.source.url, offset=offset, limit=self.limit)
