"""Asks a CKAN portal for its packages, page after page, in the best way that it offers."""

from collections.abc import Iterator
from typing import Any, Final

from catalogue.errors import SourceError
from harvester.crawl.events import Bookmark, Event
from harvester.crawl.job import Remembered
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Page, Steps
from harvester.protocols.ckan.addresses import SEARCH, WITH_RESOURCES, action_of, parameter_of
from harvester.protocols.ckan.payload import read
from harvester.protocols.ckan.reading import reading_for
from harvester.protocols.ckan.ways import is_turned_down

__all__ = ["PortalSpider"]

ANSWER: Final = "application/json"


class PortalSpider(CatalogueSpider):
    name = "ckan"
    accept = ANSWER

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.reading = reading_for(self.job)
        _ask_anew(self.job.remembered)
        self.refusal: SourceError | None = None
        """What was wrong with the first way: if there is no other, this is what to tell."""

    def first(self) -> Ask:
        return self.reading.ask()

    def can_shrink(self, ask: Ask) -> bool:
        """Tell whether the page holds packages whose number is ours to choose."""
        is_page = (
            action_of(ask.url) in {SEARCH, WITH_RESOURCES} and parameter_of(ask.url, "rows", "limit") > 0
        )
        return is_page and self.reading.rows.can_shrink

    def smaller(self, ask: Ask) -> Ask:
        self.reading.rows.shrink()
        return self.reading.ask(_start(ask))

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Go the next way when the portal turns down the first question of this one."""
        at_the_start = action_of(ask.url) == self.reading.way.action and _start(ask) <= 0
        if ask.item or not at_the_start or not is_turned_down(error):
            return None
        self.refusal = self.refusal or error
        way = self.reading.way.instead(error)
        if way is None:
            raise self.refusal
        self.reading.take(way)
        return self.reading.ask()

    def read(self, page: Page) -> Steps:
        try:
            yield from read(page, self.reading)
        except SourceError as error:
            again = self.instead(error, Ask(page.asked))
            if again is None:
                raise
            yield again

    def last_words(self) -> Iterator[Event]:
        yield Bookmark(self.reading.bookmark)


def _ask_anew(remembered: Remembered) -> None:
    """Let no portal spare us a list of names, or a package that we pass over: both are counted."""
    seen = remembered.seen
    for url in [
        url for url, page in seen.items() if not page.records and page.payload != remembered.document
    ]:
        del seen[url]


def _start(ask: Ask) -> int:
    return parameter_of(ask.url, "start", "offset")
