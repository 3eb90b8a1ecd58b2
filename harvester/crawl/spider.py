"""The base of every spider: it asks, keeps the payload, reports and stops; protocols only read pages.

Law: lists are one chain of pages. Each is read and handed over before the next is asked for, so memory is
that of one page and no download waits while the reader of our events is busy. Records go straight to the
wire: Scrapy's item pipeline costs more per item than reading one.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from catalogue.errors import SourceError
from harvester.crawl.answers import Answer, from_file, from_kept, from_response, not_modified
from harvester.crawl.events import (
    CrawlFailed,
    DocumentUnchanged,
    Event,
    PageRead,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    RecordUnchanged,
)
from harvester.crawl.failures import explain, from_status
from harvester.crawl.frontier import Frontier
from harvester.crawl.job import Job
from harvester.crawl.sieve import Sieve
from harvester.crawl.spool import Payload, keep
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.crawl.wire import Wire
from harvester.locations import joined, local_path

__all__ = ["CatalogueSpider"]

HTML: Final = (b"<!doctype html", b"<html")
NOT_MODIFIED: Final = 304
LONGEST_SHOWN: Final = 200
ACCEPT: Final = (
    "application/json, text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8,"
    " application/n-triples;q=0.8, */*;q=0.1"
)


class CatalogueSpider(scrapy.Spider):
    """Subclasses say what to ask first and how to read a page."""

    name = "catalogue"
    accept = ACCEPT
    obeys_robots = False
    """True for crawls of web pages made for people; an API is made for programs."""
    takes_html = False

    def __init__(self, job: Job, wire: Wire, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(**kwargs)
        self.job = job
        self.source = job.source
        self.wire = wire
        self.sieve = Sieve(job.remembered.records)
        self.frontier = Frontier(job.settings, at_once=self.source.concurrency)
        self.payloads: set[str] = set()
        self.hosts = {urlsplit(self.source.url).netloc.lower()}
        self.local = local_path(self.source.url)
        self.closing: Closed | None = None
        self.ended = False

    # What a protocol fills in.

    def first(self) -> Ask:
        """Say where the listing begins."""
        return Ask(self.source.url)

    def read(self, page: Page) -> Steps:
        """Read one page into events, further pages to ask, or the end of the list."""
        raise NotImplementedError

    def instead(self, error: SourceError, ask: Ask) -> Ask | None:  # noqa: ARG002 -- for those that know another way
        """Name another address to try after a failure, or None to give up."""
        return None

    def can_shrink(self, ask: Ask) -> bool:  # noqa: ARG002 -- idem
        """Tell whether a smaller page may be asked for instead of this one."""
        return False

    def smaller(self, ask: Ask) -> Ask:
        """Name a smaller page for a server that cannot manage this one; only called when there is one."""
        raise NotImplementedError(ask)

    def last_words(self) -> Iterator[Event]:
        """Report what only a list that was read to its end can tell."""
        return iter(())

    # From one page to the next.

    async def start(self) -> AsyncIterator[Request]:
        with self._border(None):
            self.frontier.add(Ask(self.local.as_uri()) if self.local else self.first())
        for request in self._onward():
            yield request

    def answered(self, response: Response, ask: Ask) -> Iterator[Request]:
        self.frontier.came()
        with self._border(ask):
            self._page(from_response(response), ask)
        yield from self._onward()

    def unanswered(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        ask: Ask = request.cb_kwargs["ask"]
        self.frontier.came()
        with self._border(ask):
            self._otherwise(explain(failure.value, request.url), ask)
        yield from self._onward()

    def _onward(self) -> Iterator[Request]:
        """Go on with whatever may be asked for now; what is at hand already is read at once."""
        while (ask := self.frontier.take()) is not None:
            if not self._is_at_hand(ask):
                self.wire.flush()
                yield self._request(ask)
                continue
            self.frontier.came()
            with self._border(ask):
                self._page(self._at_hand(ask), ask)
        if self.frontier.exhausted:
            self.end(self.closing or Closed("harvester.pages.broken-chain", whole=False))
        self.wire.flush()

    def _is_at_hand(self, ask: Ask) -> bool:
        return self.local is not None or ask.url in self.job.remembered.kept

    def _at_hand(self, ask: Ask) -> Answer:
        if self.local is not None:
            return from_file(self.local, self.source.url)
        return from_kept(self.job.remembered.kept[ask.url], self.job.spool)

    def _request(self, ask: Ask) -> Request:
        timeout = self.job.settings.feed_timeout if ask.feed else self.job.settings.timeout
        headers = {"Accept": ask.accept or self.accept, "Accept-Encoding": "gzip"}
        seen = self.job.remembered.seen.get(ask.url)
        if seen:
            headers |= {"If-None-Match": seen.etag} if seen.etag else {}
            headers |= {"If-Modified-Since": seen.last_modified} if seen.last_modified else {}
        meta: dict[str, Any] = {"download_timeout": timeout, "retry_also": (202,) if ask.feed else ()}
        if self.can_shrink(ask):
            meta["max_retry_times"] = 1
        return Request(
            ask.url,
            callback=self.answered,
            errback=self.unanswered,
            headers=headers,
            meta=meta,
            cb_kwargs={"ask": ask},
            dont_filter=True,
        )

    @contextmanager
    def _border(self, ask: Ask | None) -> Iterator[None]:
        """Turn a fault into what it means: one item that failed, or the end of the crawl."""
        try:
            with _within_memory(self.source.url):
                yield
        except SourceError as error:
            if ask is not None and ask.item:
                self.send(RecordFailed(ask.url, error.key, str(error.facts.get("detail") or ask.url)))
            else:
                self.failed(error)

    def failed(self, error: SourceError) -> None:
        if not self.ended:
            self.send(CrawlFailed(error.key, error.facts))
        self.frontier.clear()
        self.end(Closed("harvester.pages.failed", whole=False))

    def end(self, closed: Closed) -> None:
        """Report the end, once."""
        if not self.ended:
            self.ended = True
            for event in self.last_words() if closed.whole else ():
                self.send(event)
            self.wire.send(PagesClosed(closed.whole, closed.reason, closed.changes))

    def closed(self, reason: str) -> None:
        self.end(
            Closed(
                "harvester.pages.broken-chain" if reason == "finished" else "harvester.pages.failed",
                whole=False,
            )
        )
        self.wire.flush()

    # One page.

    def _page(self, answer: Answer, ask: Ask) -> None:
        if self.ended:
            return
        self.hosts.add(urlsplit(answer.url).netloc.lower())
        if answer.status == NOT_MODIFIED and ask.url in self.job.remembered.seen:
            self._same_page(answer, ask)
        elif answer.status != 200:  # noqa: PLR2004 -- every other answer is a refusal here
            self._otherwise(from_status(answer.status, answer.url), ask)
        elif answer.body is None:
            self._otherwise(SourceError("harvester.empty", url=answer.url, detail=""), ask)
        else:
            payload = keep(answer.body, self.job.spool, url=answer.url, limit=self.job.settings.max_unpacked)
            with closing(answer.body), closing(payload.stream):
                self._look(payload, answer, ask)

    def _look(self, payload: Payload, answer: Answer, ask: Ask) -> None:
        self.wire.send(answer.seen(ask, payload))
        head = payload.head().lstrip(b"\xef\xbb\xbf \t\r\n")
        if not head:
            self._otherwise(SourceError("harvester.empty", url=answer.url, detail=""), ask)
        elif not self.takes_html and head[:16].lower().startswith(HTML):
            self._otherwise(SourceError("harvester.html", url=answer.url, detail=""), ask)
        elif payload.sha256 == self.job.remembered.document:
            self._same_document(payload.sha256, ask)
        else:
            payload.stream.seek(0)
            page = Page(answer.url, payload, answer.content_type, answer.link, ask.url, answer.cache_control)
            self._steps(self.read(page), page, ask)

    def _steps(self, steps: Steps, page: Page, ask: Ask) -> None:
        repeated = page.payload.sha256 in self.payloads and not ask.item
        self.payloads.add(page.payload.sha256)
        self.sieve.turn()
        whole = not page.payload.torn
        if page.payload.torn:
            self._torn(page, ask)
        for step in steps:
            if isinstance(step, Closed):
                self._close(step)
                whole = whole and step.whole
            elif isinstance(step, Ask):
                self._queue(step, page)
            elif repeated and isinstance(step, RecordSeen | RecordFailed):
                raise SourceError("harvester.loop", url=page.url, detail="")
            else:
                self.send(step)
        if whole:
            self.send(PageRead(ask.url))

    def _torn(self, page: Page, ask: Ask) -> None:
        """Mind that a packed page broke off, also where what came of it reads as a whole."""
        if ask.item:
            raise SourceError("harvester.broken-off", url=page.url, detail="gzip")
        self._close(Closed("harvester.pages.truncated", whole=False))

    def _close(self, closed: Closed) -> None:
        """Remember how the list ended; of several lists, one that broke off outweighs the others."""
        if self.closing is None or self.closing.whole:
            self.closing = closed

    def _queue(self, ask: Ask, page: Page) -> None:
        try:
            url = joined(page.url, ask.url)
        except SourceError as error:
            if not ask.item:
                raise
            shown = ask.url[:LONGEST_SHOWN]
            self.send(RecordFailed(shown, error.key, shown))
            return
        if self.local is not None:
            self._close(Closed("harvester.pages.one-file-of-more", whole=False))
        elif urlsplit(url).netloc.lower() in self.hosts:
            self.frontier.add(Ask(url, feed=ask.feed, item=ask.item, accept=ask.accept))
        elif ask.item:
            self.send(RecordFailed(url, "harvester.record.elsewhere", url, skipped=True))
        else:
            raise SourceError("harvester.foreign-page", url=url, detail=page.url)

    def _otherwise(self, error: SourceError, ask: Ask) -> None:
        again = self.smaller(ask) if _is_overburdened(error) and self.can_shrink(ask) else None
        again = again or self.instead(error, ask)
        if again is None:
            raise error
        self.frontier.add(again)

    # What the source says is still the same.

    def _same_page(self, answer: Answer, ask: Ask) -> None:
        seen = self.job.remembered.seen[ask.url]
        self.wire.send(not_modified(answer, ask, seen))
        if seen.payload == self.job.remembered.document:
            self._same_document(seen.payload, ask)
            return
        for kind, identifier in seen.records:
            self.send(RecordUnchanged(kind, identifier))
        self.send(PageRead(ask.url))

    def _same_document(self, sha256: str, ask: Ask) -> None:
        self.send(PageRead(ask.url))
        self.send(DocumentUnchanged(sha256))
        self.ended = True
        self.wire.send(PagesClosed(closed=True, reason="harvester.pages.same-document"))

    # What goes out.

    def send(self, event: Event) -> None:
        """Send an event, after the sieve has told new records from known and repeated ones."""
        self.wire.send(self.sieve.sift(event))


@contextmanager
def _within_memory(url: str) -> Iterator[None]:
    """Name a document that needs more memory than a crawler may have."""
    try:
        yield
    except MemoryError as error:
        raise SourceError("harvester.too-large", url=url, detail="MemoryError") from error


def _is_overburdened(error: SourceError) -> bool:
    """Tell whether a smaller page may help."""
    status = error.facts.get("status", 0)
    slow = error.key in {"harvester.timeout", "harvester.broken-off", "harvester.too-large"}
    return slow or (isinstance(status, int) and status >= 500)  # noqa: PLR2004 -- server errors
