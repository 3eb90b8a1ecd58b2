"""Asks a catalogue service what it is, then for its records, page after page."""

from dataclasses import replace
from typing import Any

from catalogue.errors import SourceError
from harvester.crawl.page_size import PageSize
from harvester.crawl.spider import CatalogueSpider
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.csw.changes import Changes, bookmark, changes_since
from harvester.protocols.csw.payload import Pages, read
from harvester.protocols.csw.queries import WAYS, Query, capabilities_url

__all__ = ["PortalSpider"]

PAGE_SIZE = 100


class PortalSpider(CatalogueSpider):
    name = "csw"
    accept = "application/xml, text/xml;q=0.9, */*;q=0.1"

    changes: Changes | None = None
    timestamp = ""
    """The server's clock at its first page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(*args, **kwargs)
        self.rows = PageSize(self.source.page_size or self.job.settings.page_size or PAGE_SIZE)
        self.asked = Query(base=self.source.url, rows=self.rows.now)
        if self.source.part:
            self.asked = replace(self.asked, schema=self.source.part)

    def first(self) -> Ask:
        return Ask(capabilities_url(self.source.url))

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:
        """Do without what only helps: the service's own description, the order, the changes."""
        if self.local is not None:
            return None
        if ask.url == capabilities_url(self.source.url):
            return self._begin(self.asked)
        return self._otherwise_asked(ask) if "status" in error.facts else None

    def can_shrink(self, ask: Ask) -> bool:
        return "request=GetRecords" in ask.url and self.rows.can_shrink

    def smaller(self, ask: Ask) -> Ask:
        self.rows.shrink()
        return Ask(replace(self.asked.read_from(ask.url), rows=self.rows.now).url)

    def read(self, page: Page) -> Steps:
        query = self.asked.read_from(page.asked)
        try:
            yield from self._read(page, Pages(query))
        except SourceError as error:
            other = self._after_refusal(page) if error.key == "harvester.refused-by-portal" else None
            if other is None:
                raise
            yield other

    def _read(self, page: Page, pages: Pages) -> Steps:
        query = pages.query
        for step in read(page, pages, self.source.part):
            if isinstance(step, Ask) and not pages.given and pages.answer.name == "Capabilities":
                yield self._begin(self.asked.read_from(step.url))
            elif self.changes is not None and (query.hits or query.since):
                yield from self._changed(step, pages)
            else:
                self.timestamp = self.timestamp or pages.answer.timestamp
                yield from self._remembering(step, pages)

    def _begin(self, query: Query) -> Ask:
        """Ask for changes, if they may do, else for everything."""
        self.asked = replace(query, rows=self.rows.now)
        if self.source.incremental and self.local is None:
            self.changes = changes_since(self.job.remembered.bookmark, self.asked)
        return Ask(self.changes.count.url if self.changes else self.asked.url)

    def _changed(self, step: Any, pages: Pages) -> Steps:  # noqa: ANN401 -- a step
        changes, query = self.changes, pages.query
        if changes is None:
            return
        changes.timestamp = changes.timestamp or pages.answer.timestamp
        if not isinstance(step, Ask | Closed):
            changes.hold(step)
        elif query.hits:
            yield changes.counted(pages.answer.matched)
        elif changes.are_too_many or (isinstance(step, Closed) and not step.whole):
            yield Ask(changes.whole.url)
        elif isinstance(step, Ask):
            yield step
        else:
            yield from changes.told(self.job.remembered.records)

    def _remembering(self, step: Any, pages: Pages) -> Steps:  # noqa: ANN401 -- idem
        matched = pages.answer.matched
        if isinstance(step, Closed) and step.whole and matched is not None and self.timestamp:
            yield bookmark(self.timestamp, matched)
        yield step

    def _after_refusal(self, page: Page) -> Ask | None:
        """Find another way to ask after a refusal that came with status 200."""
        if self.local is not None:
            return None
        if page.asked == capabilities_url(self.source.url):
            return self._begin(self.asked)
        return self._otherwise_asked(Ask(page.asked))

    def _otherwise_asked(self, ask: Ask) -> Ask | None:
        query = self.asked.read_from(ask.url)
        if query.hits or query.since:
            whole, self.changes = self.asked, None
            return Ask(whole.url)
        if query.start > 1 or query.way + 1 >= len(WAYS):
            return None
        self.asked = replace(query, way=query.way + 1)
        return Ask(self.asked.url)
