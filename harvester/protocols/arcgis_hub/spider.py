"""Asks an ArcGIS Hub for its catalogue, one way after the other, until one is there.

Law: a feed that is late (being built, or its server in trouble) may be replaced by another feed, not by the
search; and nothing follows then from what was not seen, since the ways do not list the same things.
"""

from typing import Any, Final

from catalogue.errors import SourceError
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.arcgis_hub.payload import read
from harvester.protocols.arcgis_hub.ways import PAGE_SIZE, Kind, Way, ways

__all__ = ["PortalSpider"]

LATE: Final = frozenset({202, 500, 502, 503, 504, 522, 524})
ABSENT: Final = frozenset({"harvester.html", "harvester.wrong-shape"})
OTHER_FEED: Final = Closed("harvester.pages.other-feed", whole=False)


class PortalSpider(CatalogueSpider):
    name = "arcgis-hub"
    accept = "application/json, application/geo+json"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        size = min(PAGE_SIZE, self.source.page_size or self.job.settings.page_size or PAGE_SIZE)
        self.left = ways(self.source.url, self.source.part, size=size)
        self.firsts = {way.url for way in self.left}
        self.trouble: SourceError | None = None
        """The most telling of what went wrong so far: if no way is there, this is what to say."""
        self.seen: set[str] = set()

    @property
    def is_late(self) -> bool:
        return self.trouble is not None and _is_late(self.trouble)

    def first(self) -> Ask:
        return self.left.pop(0).ask

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Try the next way when this one is not there or late; a network that fails, fails for all."""
        there_is_none = "status" in error.facts or error.key in ABSENT
        if self.local is not None or not there_is_none or ask.url not in self.firsts:
            return None
        if self.trouble is None or _weight(error) > _weight(self.trouble):
            self.trouble = error
        way = self._next()
        if way is None:
            raise self.trouble
        return way.ask

    def _next(self) -> Way | None:
        if self.is_late:
            self.left = [way for way in self.left if way.kind is Kind.FEED]
        return self.left.pop(0) if self.left else None

    def read(self, page: Page) -> Steps:
        try:
            for step in read(page, self.seen):
                yield OTHER_FEED if self.is_late and isinstance(step, Closed) and step.whole else step
        except SourceError as error:
            if error.key not in ABSENT:
                raise
            again = self.instead(error, Ask(page.asked or page.url))
            if again is None:
                raise
            yield again


def _is_late(error: SourceError) -> bool:
    return error.facts.get("status") in LATE


def _weight(error: SourceError) -> int:
    """Being built tells more than trouble of a server, and that more than what is simply not there."""
    return (error.key == "harvester.building") + _is_late(error)
