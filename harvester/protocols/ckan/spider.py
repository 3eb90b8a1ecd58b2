"""Asks a CKAN portal for its packages, page after page."""

from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from harvester.crawl.page_size import PageSize
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.ckan.payload import PAGE_SIZE, read, search_url

__all__ = ["PortalSpider"]

ANSWER: Final = "application/json"


class PortalSpider(CatalogueSpider):
    name = "ckan"
    accept = ANSWER

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.rows = PageSize(self.source.page_size or self.job.settings.page_size or PAGE_SIZE)

    def first(self) -> Ask:
        return self._from(0)

    def can_shrink(self, ask: Ask) -> bool:  # noqa: ARG002 -- any page of this API may be smaller
        return self.rows.can_shrink

    def smaller(self, ask: Ask) -> Ask:
        self.rows.shrink()
        return self._from(_start(ask.url))

    def read(self, page: Page) -> Steps:
        return read(page, base=self.source.url, start=_start(page.url), rows=self.rows.now)

    def _from(self, start: int) -> Ask:
        return Ask(search_url(self.source.url, start=start, rows=self.rows.now))


def _start(url: str) -> int:
    return int(parse_qs(urlsplit(url).query).get("start", ["0"])[0])
