"""Asks an ArcGIS Hub for its feeds in order of preference, until one is there."""

from catalogue.errors import SourceError
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.arcgis_hub.payload import feed_urls, read

__all__ = ["PortalSpider"]


class PortalSpider(CatalogueSpider):
    name = "arcgis-hub"
    accept = "application/json"

    waited_for: SourceError | None = None
    """A feed that was being made: if no other is there, this is what to tell."""

    def first(self) -> Ask:
        self.feeds = list(feed_urls(self.source.url))
        return Ask(self.feeds.pop(0), feed=True)

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:  # noqa: ARG002 -- the order is ours
        """Try the next feed when this one is not there; a network that fails, fails for all."""
        if error.key == "harvester.building":
            self.waited_for = self.waited_for or error
        there_is_none = "status" in error.facts or error.key in {"harvester.html", "harvester.building"}
        if self.local is None and there_is_none and self.feeds:
            return Ask(self.feeds.pop(0), feed=True)
        if self.waited_for is not None:
            raise self.waited_for
        return None

    def read(self, page: Page) -> Steps:
        return read(page)
