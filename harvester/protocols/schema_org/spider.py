"""Asks for the given page; when it describes no dataset, for the sitemaps and every page that they list."""

from enum import Enum, auto
from typing import Any, Final
from urllib.parse import urljoin

from catalogue.errors import SourceError
from catalogue.model import Kind
from harvester.crawl.events import Event, RecordFailed, RecordSeen, RecordUnchanged
from harvester.crawl.job import record_key
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Closed, Page, Step, Steps
from harvester.pages import is_sitemap, page_key, robots_sitemaps
from harvester.protocols.schema_org.datasets import Described
from harvester.protocols.schema_org.payload import look, read_pages, read_records, read_start

__all__ = ["PortalSpider"]

PAGES: Final = "text/html, application/xhtml+xml, application/ld+json;q=0.9, application/xml;q=0.8, */*;q=0.1"
DEEPEST: Final = 3
"""Sitemaps within sitemaps; the protocol knows one level."""
TOO_DEEP: Final = Closed("harvester.pages.sitemap-damaged", whole=False)


class Place(Enum):
    """What a list page was asked for as."""

    START = auto()
    ROBOTS = auto()
    SITEMAP = auto()
    GUESS = auto()
    """/sitemap.xml, which nobody said is there."""


class PortalSpider(CatalogueSpider):
    name = "schema-org"
    accept = PAGES
    obeys_robots = True
    takes_html = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.lists: dict[str, tuple[Place, int]] = {}
        self.items: set[str] = set()
        self.promised: set[str] = set()
        """Pages of datasets that the catalogue mentions: one without a description is missed."""
        self.met: dict[str, str] = {}
        """The page on which each record was described first."""
        self.found = False
        self.ends = False
        """Whether the site writes the end of its pages, so that one without it broke off."""

    def first(self) -> Ask:
        return Ask(self.source.url)

    def read(self, page: Page) -> Steps:
        place, depth = self.lists.get(page.asked, (Place.START, 0))
        if page_key(page.asked) in self.items:
            yield from self._of_item(page)
        elif place is Place.ROBOTS:
            yield from self._maps(robots_sitemaps(page), page)
        elif place is not Place.START or is_sitemap(page.payload.head()):
            for step in read_pages(page, self.source.part):
                yield from self._noted(step, depth)
        else:
            yield from self._of_start(page)

    def _of_start(self, page: Page) -> Steps:
        found = self._described(page)
        if found.nothing:
            if self.local is not None:
                raise SourceError("harvester.nothing-described", url=page.url, detail="")
            yield self._list(urljoin(page.url, "/robots.txt"), Place.ROBOTS, 0)
            return
        for step in read_start(page, found):
            if isinstance(step, Ask):
                self.promised.add(step.url)
            yield from self._noted(step, 0)

    def _of_item(self, page: Page) -> Steps:
        found = self._described(page)
        if self.ends and not found.ended:
            raise SourceError("harvester.broken-off", url=page.url, detail="HTML")
        for event in read_records(page, found, lambda url: page_key(url) in self.items):
            if isinstance(event, RecordSeen):
                yield self._once(event, page)
            elif found.nothing:
                yield self._nothing(event, page)
            else:
                yield event

    def _described(self, page: Page) -> Described:
        found = look(page)
        self.ends = self.ends or found.ended
        return found

    def _nothing(self, event: Event, page: Page) -> Event:
        """Tell a page that never described a dataset from one that should, or did before."""
        if page.asked in self.promised:
            return RecordFailed(page.url, "harvester.record.not-described", page.url)
        known = self.job.remembered
        seen = known.seen.get(page.asked)
        names = {record_key(Kind.DATASET, url) for url in (page.asked, page.url)}
        if (seen and seen.records) or not names.isdisjoint(known.records):
            return RecordFailed(page.url, "harvester.record.no-longer-described", page.url)
        return event

    def _once(self, event: RecordSeen, page: Page) -> Event:
        """Let the first page that describes a record count; sites have one page per language."""
        name = event.record.identifier
        if self.met.setdefault(name, page.asked) == page.asked:
            return event
        return RecordFailed(page.url, "harvester.record.on-another-page", name, skipped=True)

    def _maps(self, named: list[str], page: Page) -> Steps:
        for url in named:
            if url not in self.lists:
                yield self._list(url, Place.SITEMAP, 0)
        if not named:
            yield self._list(urljoin(page.url, "/sitemap.xml"), Place.GUESS, 0)

    def _noted(self, step: Step, depth: int) -> Steps:
        """Remember what is asked for, so that its answer is known for what it is."""
        if not isinstance(step, Ask):
            yield step
        elif step.item:
            self.items.add(page_key(step.url))
            yield step
        elif depth >= DEEPEST:
            yield TOO_DEEP
        elif step.url not in self.lists:
            yield self._list(step.url, Place.SITEMAP, depth + 1)

    def _list(self, url: str, place: Place, depth: int) -> Ask:
        self.lists[url] = (place, depth)
        return Ask(url)

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Go on without a robots.txt; without a sitemap there is no way on."""
        place, _ = self.lists.get(ask.url, (Place.START, 0))
        if place is Place.ROBOTS and error.key in {
            "harvester.not-found",
            "harvester.forbidden",
            "harvester.empty",
        }:
            return self._list(urljoin(ask.url, "/sitemap.xml"), Place.GUESS, 0)
        if place is Place.GUESS and error.key == "harvester.not-found":
            raise SourceError("harvester.no-sitemap", url=self.source.url, detail="")
        return None

    def send(self, event: Event) -> None:
        self.found = self.found or isinstance(event, RecordSeen | RecordUnchanged)
        super().send(event)

    def end(self, closed: Closed) -> None:
        """End; but a site on which nothing at all is described proves nothing."""
        if closed.whole and not self.found and not self.ended:
            url, detail = self.source.url, f"{len(self.items)} pages"
            self.failed(SourceError("harvester.nothing-described", url=url, detail=detail))
            return
        super().end(closed)
