"""Asks a CKAN portal for its packages, page after page."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.ckan.payload import PAGE_SIZE, read, search_url

__all__ = ["PortalSpider"]

ANSWER: Final = "application/json"


class PortalSpider(CatalogueSpider):
    name = "ckan"
    accept = ANSWER

    @property
    def rows(self) -> int:
        return self.source.page_size or self.job.settings.page_size or PAGE_SIZE

    def first(self) -> Ask:
        return Ask(search_url(self.source.url, start=0, rows=self.rows))

    def read(self, page: Page) -> Steps:
        start = int(parse_qs(urlsplit(page.url).query).get("start", ["0"])[0])
        return read(page, base=self.source.url, start=start, rows=self.rows)
