"""Looks at addresses one after the other until one is recognised; with the manners and guards of a crawl."""

from collections.abc import AsyncIterator
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from twisted.python.failure import Failure

from catalogue.errors import SourceError
from harvester.crawl.events import ProbeSeen
from harvester.crawl.failures import explain, from_status
from harvester.crawl.job import Job
from harvester.crawl.wire import Wire
from harvester.detect.places import Place, places
from harvester.detect.sniff import HEAD, alternates, is_html, recognise

__all__ = ["ProbeSpider"]

ACCEPTED = 202


class ProbeSpider(scrapy.Spider):
    name = "probe"
    obeys_robots = False

    def __init__(self, job: Job, wire: Wire, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(**kwargs)
        self.wire = wire
        self.left: list[Place] = places(job.source.url)
        self.host = urlsplit(job.source.url).netloc
        self.first = True

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "ProbeSpider":  # noqa: ANN401 -- idem
        spider: ProbeSpider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.enough, signal=signals.bytes_received)
        return spider

    def enough(self, request: Request) -> None:
        """Stop a download of which we have seen the start."""
        file: IO[bytes] | None = request.meta.get("on_disk")
        if file is not None and file.tell() >= HEAD:
            raise StopDownload(fail=False)

    async def start(self) -> AsyncIterator[Request]:
        yield self.next_request()

    def next_request(self) -> Request:
        self.wire.flush()
        place = self.left.pop(0)
        return Request(
            place.url,
            callback=self.answered,
            errback=self.unanswered,
            headers={"Accept": "text/turtle, application/rdf+xml, application/json, */*;q=0.5"},
            meta={"max_retry_times": 1 if self.first else 0},
            cb_kwargs={"place": place},
            dont_filter=True,
        )

    def answered(self, response: Response, place: Place) -> Request | None:
        file: IO[bytes] | None = response.meta.pop("on_disk", None)
        head = b""
        if file is not None:
            file.seek(0)
            head = file.read(HEAD)
        seen = _seen(place, response, head)
        self.wire.send(seen)
        if self.first and is_html(head):
            self._take_alternates(head, response.url)
        self.first = False
        return self.next_request() if self.left and not seen.protocol else None

    def _take_alternates(self, head: bytes, page: str) -> None:
        for href in reversed(alternates(head)):
            url = urljoin(page, href)
            if urlsplit(url).netloc == self.host:
                self.left.insert(0, Place(url, None, url))

    def unanswered(self, failure: Failure) -> Request | None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        error = explain(failure.value, request.url)
        self.wire.send(ProbeSeen(request.url, key=error.key, facts=error.facts))
        stop = self.first or not self.left
        self.first = False
        return None if stop else self.next_request()


def _seen(place: Place, response: Response, head: bytes) -> ProbeSeen:
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    protocol = recognise(head, content_type, response.url) if response.status == 200 else None  # noqa: PLR2004
    if response.status == ACCEPTED and place.protocol is not None and "/api/feed/" in place.url:
        protocol = place.protocol
    error = None if protocol else _error(response, head)
    return ProbeSeen(
        url=place.url,
        status=response.status,
        content_type=content_type,
        protocol=protocol or "",
        endpoint=place.base if protocol == place.protocol or place.protocol is None else place.url,
        key=error.key if error else "",
        facts=error.facts if error else {},
    )


def _error(response: Response, head: bytes) -> SourceError:
    if response.status != 200:  # noqa: PLR2004 -- as above
        return from_status(response.status, response.url)
    if not head.strip():
        return SourceError("harvester.empty", url=response.url, detail="")
    key = "harvester.html" if is_html(head) else "harvester.not-recognised"
    return SourceError(key, url=response.url, detail=head[:60].decode(errors="replace"))
