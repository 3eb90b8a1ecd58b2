"""Brings one document, with the guards, limits and manners of a crawl, and leads nowhere further."""

from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Closed, Page, Steps

__all__ = ["DocumentSpider"]


class DocumentSpider(CatalogueSpider):
    name = "document"
    accept = "*/*"

    def read(self, page: Page) -> Steps:  # noqa: ARG002 -- its payload is kept; what it says is for the caller
        """Ask nothing of the document but that it came whole."""
        yield Closed("harvester.pages.one-document")
