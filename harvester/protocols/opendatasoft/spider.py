"""Asks an Opendatasoft portal for its catalogue, or for what changed in it, by the newest API that it has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from scrapy import Request
from scrapy.http import Response

from catalogue.errors import SourceError
from catalogue.model.portals import names_of
from harvester.crawl.events import Bookmark, Declared
from harvester.crawl.page_size import PageSize
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.opendatasoft.addresses import PAGE_SIZE, Slice, slice_of
from harvester.protocols.opendatasoft.changes import CatchUp, Ledger, catch_up
from harvester.protocols.opendatasoft.listing import events, listing
from harvester.protocols.opendatasoft.payload import read
from harvester.protocols.opendatasoft.refusal import NOTHING, explained, refusal_of

__all__ = ["PortalSpider"]

ABSENT: Final = frozenset({400, 404, 405, 410, 501})
"""Answers that say that this version of the API is not there; an error 5xx says no such thing."""


class PortalSpider(CatalogueSpider):
    name = "opendatasoft"
    accept = "application/json"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        wanted = self.source.page_size or self.job.settings.page_size or PAGE_SIZE
        self.rows = PageSize(min(PAGE_SIZE, wanted))
        self.ledger = Ledger(self.source.part)
        self.total: int | None = None
        self.refusal = NOTHING
        self.absent: SourceError | None = None
        """What the newest version answered, where an older one is tried instead."""
        incremental = self.source.incremental and self.local is None
        self.changes = catch_up(self.job.remembered, self.source.part) if incremental else None

    def first(self) -> Ask:
        return Ask((self.changes.asks(self._whole) if self.changes else self._whole).url)

    @property
    def _whole(self) -> Slice:
        return Slice(self.source.url, limit=self.rows.now, where=self.source.part)

    @property
    def _portal(self) -> frozenset[str] | None:
        """Names by which the portal's own data is told; none for a source that passes on others' data."""
        return None if self.source.aggregator else names_of(self.hosts)

    # What to do when an answer is not there.

    def answered(self, response: Response, ask: Ask) -> Iterator[Request]:
        self.refusal = refusal_of(response) if response.status >= 400 else NOTHING  # noqa: PLR2004 -- errors
        yield from super().answered(response, ask)

    def can_shrink(self, ask: Ask) -> bool:
        return self.rows.can_shrink and "/catalog/exports/" not in ask.url

    def smaller(self, ask: Ask) -> Ask:
        self.rows.shrink()
        return Ask(replace(slice_of(ask.url, self.source.url), limit=self.rows.now).url)

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Read whole where changes cannot be asked for, and by an older API where this one is not there."""
        here = slice_of(ask.url, self.source.url)
        if self.changes is not None and error.facts.get("status") in ABSENT:
            self.changes = None
            return Ask(self._whole.url)
        if better := explained(error, self.refusal, here.where):
            raise better
        is_absent = error.facts.get("status") in ABSENT or error.key == "harvester.html"
        if self.local is not None or here.offset or not is_absent or "/catalog/exports/" in ask.url:
            return None
        self.absent = self.absent or error
        if here.next_version is None:
            raise self.absent
        return Ask(replace(here, version=here.next_version).url)

    # Reading.

    def read(self, page: Page) -> Steps:
        here = replace(slice_of(page.asked or page.url, self.source.url), limit=self.rows.now)
        if self.changes is not None:
            yield from self._changes(self.changes, page, here)
            return
        for step in read(page, here, self.ledger, total=self.total, portal=self._portal):
            if isinstance(step, Declared):
                self.total = step.total
            if self.source.incremental or not isinstance(step, Bookmark):
                yield step

    def _changes(self, changes: CatchUp, page: Page, here: Slice) -> Steps:
        """Hold back what changed until the total, which is asked for last, shows that it suffices."""
        found = listing(page)
        if here.where == self._whole.where:
            yield from self._settled(changes, found.total)
            return
        for placed, event in events(found, page.payload.sha256, self._portal):
            changes.hold(placed, event)
        reached = here.offset + len(found.items)
        if changes.is_too_much(found.total):
            yield from self._whole_instead()
        elif found.items and found.total is not None and reached < found.total:
            yield Ask(here.after(len(found.items)).url)
        else:
            yield Ask(replace(self._whole, limit=0).url)

    def _settled(self, changes: CatchUp, total: int | None) -> Steps:
        if not changes.suffices(total):
            yield from self._whole_instead()
            return
        for placed, event in changes.held:
            changes.ledger.add(placed, event)
            yield event
        yield from changes.ledger.bookmark()
        yield Closed("harvester.pages.changes-read", changes=True)

    def _whole_instead(self) -> Steps:
        self.changes = None
        self.payloads.clear()  # where all changed, the first page comes again, and rightly so
        yield Ask(self._whole.url)
