"""Asks for a list page, its further pages and lists, and the pages of its items."""

from typing import Any, Final

from catalogue.model import ListSelectors
from harvester.crawl.events import Event, RecordUnchanged
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.html_list.payload import ListReader

__all__ = ["PortalSpider"]

PAGES: Final = "text/html, application/xhtml+xml, */*;q=0.1"


class PortalSpider(CatalogueSpider):
    name = "html-list"
    accept = PAGES
    obeys_robots = True
    takes_html = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.reader = ListReader(self.source.selectors or ListSelectors(item=""))
        self.details: set[str] = set()
        self.unread = False
        """True when the source said of a page that it is the same: then no selector was tried on it."""

    def read(self, page: Page) -> Steps:
        if page.asked in self.details:
            yield from self.reader.read_detail(page)
            return
        for step in self.reader.read_list(page):
            if isinstance(step, Ask) and step.item:
                self.details.add(step.url)
            yield step

    def send(self, event: Event) -> None:
        self.unread = self.unread or isinstance(event, RecordUnchanged)
        super().send(event)

    def end(self, closed: Closed) -> None:
        """End; but where a selector never found anything, the list is not what it was thought to be."""
        if closed.whole and not self.unread and not self.ended:
            for error in self.reader.never_found():
                self.failed(error)
                return
        super().end(self.reader.verdict(closed))
