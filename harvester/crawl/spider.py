"""The base of every spider: it asks, keeps the payload, reports and stops; protocols only read pages.

Law: the crawl is one chain of pages. Each is read and handed over before the next is asked for, so memory
is that of one page and no download waits while the reader of our events is busy. Records go straight to
the wire: Scrapy's item pipeline costs more per item than reading one.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from catalogue.errors import SourceError
from harvester.crawl.events import (
    CrawlFailed,
    DocumentUnchanged,
    Duplicate,
    Event,
    PagesClosed,
    PageSeen,
    RecordFailed,
    RecordSeen,
    RecordUnchanged,
)
from harvester.crawl.failures import explain, from_status
from harvester.crawl.job import Job, record_key
from harvester.crawl.spool import Payload, keep
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.crawl.wire import Wire
from harvester.locations import local_path

__all__ = ["CatalogueSpider"]

HTML: Final = (b"<!doctype html", b"<html")
LONGEST: Final = 2000
"""Bytes of an identifier; PostgreSQL keeps no longer ones in an index."""
ACCEPT: Final = (
    "application/json, text/turtle, application/rdf+xml;q=0.9, application/ld+json;q=0.8,"
    " application/n-triples;q=0.8, */*;q=0.1"
)


class CatalogueSpider(scrapy.Spider):
    """Subclasses say what to ask first and how to read a page."""

    name = "catalogue"
    accept = ACCEPT

    def __init__(self, job: Job, wire: Wire, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(**kwargs)
        self.job = job
        self.source = job.source
        self.wire = wire
        self.asked: set[str] = set()
        self.payloads: set[str] = set()
        self.identifiers: set[tuple[str, str]] = set()
        self.hosts = {urlsplit(self.source.url).netloc.lower()}
        self.local = local_path(self.source.url)
        self.ended = False

    # What a protocol fills in.

    def first(self) -> Ask:
        """Say where the listing begins."""
        return Ask(self.source.url)

    def read(self, page: Page) -> Steps:
        """Read one page into events, the next page to ask, or the end."""
        raise NotImplementedError

    def instead(self, error: SourceError) -> Ask | None:  # noqa: ARG002 -- for those that know another way
        """Name another address to try after a failure, or None to give up."""
        return None

    # The chain.

    async def start(self) -> AsyncIterator[Request]:
        if self.local is None:
            yield self.request(self.first())
            return
        for request in self._guarded(self._local_page(self.local)):
            yield request  # pragma: no cover -- a file never leads to a request

    def request(self, ask: Ask) -> Request:
        if len(self.asked) >= self.job.settings.max_pages:
            raise SourceError(
                "harvester.too-many-pages", url=ask.url, limit=self.job.settings.max_pages, detail=""
            )
        if ask.url in self.asked:
            raise SourceError("harvester.loop", url=ask.url, detail="")
        self.asked.add(ask.url)
        self.wire.flush()
        timeout = self.job.settings.feed_timeout if ask.feed else self.job.settings.timeout
        return Request(
            ask.url,
            callback=self.answered,
            errback=self.unanswered,
            headers={"Accept": self.accept, "Accept-Encoding": "gzip"},
            meta={"download_timeout": timeout, "retry_also": (202,) if ask.feed else ()},
            dont_filter=True,
        )

    def answered(self, response: Response) -> Iterator[Request]:
        yield from self._guarded(self._page(response))

    def unanswered(self, failure: Failure) -> Iterator[Request]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        yield from self._guarded(self._otherwise(explain(failure.value, request.url)))

    def _guarded(self, requests: Iterator[Request]) -> Iterator[Request]:
        try:
            yield from requests
        except SourceError as error:
            self.failed(error)
        self.wire.flush()

    def failed(self, error: SourceError) -> None:
        self.send(CrawlFailed(error.key, error.facts))
        self.end(Closed("harvester.pages.failed", whole=False))

    def end(self, closed: Closed) -> None:
        """Report the end, once."""
        if not self.ended:
            self.ended = True
            for event in self.last_words() if closed.whole else ():
                self.send(event)
            self.wire.send(PagesClosed(closed.whole, closed.reason))

    def last_words(self) -> Iterator[Event]:
        """Report what only a chain that was read to its end can tell."""
        return iter(())

    def closed(self, reason: str) -> None:
        self.end(
            Closed(
                "harvester.pages.broken-chain" if reason == "finished" else "harvester.pages.failed",
                whole=False,
            )
        )
        self.wire.flush()

    # One page.

    def _page(self, response: Response) -> Iterator[Request]:
        self.hosts.add(urlsplit(response.url).netloc.lower())
        if response.status != 200:  # noqa: PLR2004 -- every other answer is a refusal here
            yield from self._otherwise(from_status(response.status, response.url))
            return
        raw: IO[bytes] | None = response.meta.pop("on_disk", None)
        if raw is None:
            raise SourceError("harvester.empty", url=response.url, detail="")
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        link = b", ".join(response.headers.getlist("Link")).decode("latin-1")
        yield from self._read(raw, response.url, content_type, link)

    def _local_page(self, path: Path) -> Iterator[Request]:
        try:
            with path.open("rb") as raw:
                yield from self._read(raw, path.as_uri(), "", "")
        except FileNotFoundError as error:
            raise SourceError("harvester.file-not-found", url=self.source.url, detail="") from error
        except OSError as error:
            raise SourceError(
                "harvester.file-unreadable", url=self.source.url, detail=error.strerror
            ) from error

    def _read(self, raw: IO[bytes], url: str, content_type: str, link: str) -> Iterator[Request]:
        payload = keep(raw, self.job.spool, url=url, limit=self.job.settings.max_unpacked)
        with closing(payload.stream):
            yield from self._look(payload, url, content_type, link)

    def _look(self, payload: Payload, url: str, content_type: str, link: str) -> Iterator[Request]:
        if payload.sha256 in self.payloads:
            raise SourceError("harvester.loop", url=url, detail="")
        self.payloads.add(payload.sha256)
        self.send(PageSeen(url, 200, content_type, payload.sha256, payload.size, _now(), payload.file))
        head = payload.head().lstrip(b"\xef\xbb\xbf \t\r\n")
        if not head:
            raise SourceError("harvester.empty", url=url, detail="")
        if head[:16].lower().startswith(HTML):
            yield from self._otherwise(SourceError("harvester.html", url=url, detail=""))
            return
        if payload.sha256 == self.job.remembered.document:
            self.send(DocumentUnchanged(payload.sha256))
            self.ended = True
            self.send(PagesClosed(closed=True, reason="harvester.pages.same-document"))
            return
        payload.stream.seek(0)
        yield from self._steps(Page(url, payload, content_type, link))

    def _steps(self, page: Page) -> Iterator[Request]:
        for step in self.read(page):
            if isinstance(step, Closed):
                self.end(step)
            elif isinstance(step, Ask):
                yield from self._next(step, page)
            else:
                self.send(step)

    def _next(self, ask: Ask, page: Page) -> Iterator[Request]:
        url = urljoin(page.url, ask.url)
        if self.local is not None:
            self.end(Closed("harvester.pages.one-file-of-more", whole=False))
        elif urlsplit(url).netloc.lower() not in self.hosts:
            raise SourceError("harvester.foreign-page", url=url, detail=page.url)
        else:
            yield self.request(Ask(url, feed=ask.feed))

    def _otherwise(self, error: SourceError) -> Iterator[Request]:
        ask = self.instead(error)
        if ask is None:
            raise error
        yield self.request(ask)

    # What goes out.

    def send(self, event: Event) -> None:
        """Send an event, turning a second record of one identifier into a duplicate."""
        if isinstance(event, RecordSeen):
            record = event.record
            key = (record.kind.value, record.identifier)
            if not _is_fit(record.identifier):
                event = RecordFailed(
                    record.pointer, "harvester.record.unfit-identifier", record.identifier[:200]
                )
            elif key in self.identifiers:
                event = Duplicate(record.identifier, record.pointer)
            elif self.job.remembered.records.get(record_key(*key)) == record.hash:
                event = RecordUnchanged(*key)
            self.identifiers.add(key)
        self.wire.send(event)


def _is_fit(identifier: str) -> bool:
    """Tell whether every database can hold this and find it back."""
    return "\x00" not in identifier and len(identifier.encode()) <= LONGEST


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
