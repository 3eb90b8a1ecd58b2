"""Asks for a ``data.json`` where portals keep it, until one is there."""

from typing import Any, Final

from catalogue.errors import SourceError
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.dcat_us.payload import document_urls, read

__all__ = ["PortalSpider"]

ELSEWHERE: Final = frozenset({"harvester.not-found", "harvester.html"})


class PortalSpider(CatalogueSpider):
    name = "dcat-us"
    accept = "application/json"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.left = list(document_urls(self.source.url))
        self.missed: SourceError | None = None
        """What was at the first place: if no other has it, this is what to tell."""

    def first(self) -> Ask:
        return Ask(self.left.pop(0), feed=True)

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:  # noqa: ARG002 -- the order is ours
        """Try the next place when there is nothing at this one."""
        self.missed = self.missed or error
        if self.local is None and self.left and error.key in ELSEWHERE:
            return Ask(self.left.pop(0), feed=True)
        raise self.missed

    def read(self, page: Page) -> Steps:
        return read(page)
