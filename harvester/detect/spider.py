"""Looks at addresses one after the other, as the agenda says; with the manners and guards of a crawl."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import IO, Any, Final

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from twisted.python.failure import Failure

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl.events import ProbeSeen
from harvester.crawl.failures import explain, from_status
from harvester.crawl.job import Job, Task
from harvester.crawl.wire import Wire
from harvester.detect.agenda import Agenda
from harvester.detect.page import PageSigns, near, signs_of
from harvester.detect.places import Place, SiteFile, given_to_source
from harvester.detect.sight import Sight, count, look
from harvester.detect.site_files import NONE_GIVEN, read_robots, sitemap_entries
from harvester.detect.sniff import HEAD, is_html
from harvester.detect.software import Software

__all__ = ["ProbeSpider"]

OK: Final = 200
ACCEPTED: Final = 202
ACCEPT: Final = "text/turtle, application/rdf+xml, application/json, */*;q=0.5"
PAGE: Final = "text/html, */*;q=0.5"
GZIP: Final = b"\x1f\x8b"
AS_TYPED: Final = {Protocol.CKAN, Protocol.OPENDATASOFT, Protocol.ARCGIS_HUB}
"""Protocols whose spider takes any address of the portal's API."""


class ProbeSpider(scrapy.Spider):
    name = "probe"
    obeys_robots = False

    def __init__(self, job: Job, wire: Wire, **kwargs: Any) -> None:  # noqa: ANN401 -- Scrapy's own
        super().__init__(**kwargs)
        self.wire = wire
        self.job = job
        self.thorough = job.task is Task.SURVEY
        self.agenda = Agenda(job.source.url, thorough=self.thorough)
        self.robots = NONE_GIVEN
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
        request = self.next_request()
        if request is not None:
            yield request

    def next_request(self) -> Request | None:
        """Ask for what the agenda names next; pages that robots.txt keeps from us are passed over."""
        self.wire.flush()
        while (place := self.agenda.take()) is not None:
            if not place.page or self.robots.allow(place.url, self.job.settings.user_agent):
                return self._request(place)
            facts = {"url": place.url, "detail": ""}
            self.wire.send(ProbeSeen(place.url, key="harvester.robots", facts=facts))
        return None

    def _request(self, place: Place) -> Request:
        return Request(
            place.url,
            callback=self.answered,
            errback=self.unanswered,
            headers={"Accept": PAGE if place.page else ACCEPT},
            meta={"max_retry_times": 1 if self.first else 0},
            cb_kwargs={"place": place},
            dont_filter=True,
        )

    def answered(self, response: Response, place: Place) -> Request | None:
        head = _head(response.meta.pop("on_disk", None))
        self.first = False
        if place.file is SiteFile.ROBOTS:
            self._robots(head, response, place)
        elif place.file is SiteFile.SITEMAP:
            self.wire.send(_sitemap(head, response, place))
        else:
            sight = self._look(head, response, place)
            if sight is not None and sight.protocol and not sight.weak and not self.thorough:
                return None
        return self.next_request()

    def _robots(self, head: bytes, response: Response, place: Place) -> None:
        self.robots = read_robots(head, response.status)
        sitemaps = [url for url in self.robots.sitemaps if near(place.url, url)]
        if sitemaps:
            self.agenda.learn_sitemap(sitemaps[0])
        told = {"file": "robots", "found": self.robots.found, "sitemaps": sitemaps}
        self.wire.send(ProbeSeen(place.url, response.status, signs=told, base=place.base))

    def _look(self, head: bytes, response: Response, place: Place) -> Sight | None:
        """Tell what was seen at a place, and let the agenda learn of it."""
        sight = _sight(head, response, place)
        is_page = place == self.agenda.given and response.status == OK and is_html(head)
        page = signs_of(head, response.url) if is_page else None
        self.wire.send(_seen(head, response, place, sight, page))
        if page is not None:
            self.agenda.learn_page(page, response.url)
        if sight is not None:
            if place == self.agenda.given and not sight.weak:
                self.agenda.given_is_endpoint()
            self.agenda.learn(place, sight)
        return sight

    def unanswered(self, failure: Failure) -> Request | None:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        error = explain(failure.value, request.url)
        self.wire.send(ProbeSeen(request.url, key=error.key, facts=error.facts))
        stop, self.first = self.first, False
        return None if stop else self.next_request()


def _head(file: IO[bytes] | None) -> bytes:
    """Read the start of a body; of one that is a packed file, the start of what is in it."""
    if file is None:
        return b""
    file.seek(0)
    head = file.read(HEAD)
    if not head.startswith(GZIP):
        return head
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return head


def _sight(head: bytes, response: Response, place: Place) -> Sight | None:
    if response.status == ACCEPTED and place.protocol is not None and "/api/feed/" in place.url:
        return Sight(Software.ARCGIS_HUB, place.protocol)
    if response.status != OK:
        return None
    told = look(head, _content_type(response), response.url)
    return count(head, place.software) if told is None and place.about and place.software else told


def _seen(
    head: bytes, response: Response, place: Place, sight: Sight | None, page: PageSigns | None
) -> ProbeSeen:
    error = None if sight else _error(response, head)
    protocol = sight.protocol if sight else None
    return ProbeSeen(
        url=place.url,
        status=response.status,
        content_type=_content_type(response),
        protocol=protocol or "",
        endpoint=_endpoint(protocol, place) if protocol else "",
        key=error.key if error else "",
        facts=error.facts if error else {},
        sight=asdict(sight) | {"weak": sight.weak} if sight else {},
        signs={"file": "page", **asdict(page)} if page else {},
        base=place.base,
        about=place.about,
    )


def _endpoint(protocol: Protocol, place: Place) -> str:
    """Give what a source is to be given; what was typed stays as it was where the spider takes it so."""
    if place.software is None and protocol in AS_TYPED:
        return place.url
    if place.software is Software.DKAN:
        return f"{place.base}/data.json"
    return given_to_source(protocol, place.url)


def _sitemap(head: bytes, response: Response, place: Place) -> ProbeSeen:
    entries = sitemap_entries(head) if response.status == OK else None
    told = {"file": "sitemap", "found": entries is not None, "entries": entries or 0}
    return ProbeSeen(place.url, response.status, _content_type(response), signs=told, base=place.base)


def _content_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def _error(response: Response, head: bytes) -> SourceError:
    if response.status != OK:
        return from_status(response.status, response.url)
    if not head.strip():
        return SourceError("harvester.empty", url=response.url, detail="")
    key = "harvester.html" if is_html(head) else "harvester.not-recognised"
    return SourceError(key, url=response.url, detail=head[:60].decode(errors="replace"))
