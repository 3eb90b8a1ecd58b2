"""robots.txt for crawls of web pages: Scrapy's own middleware, over bodies that we keep on disk.

As RFC 9309 has it: a file that cannot be reached forbids everything, one that is not there (4xx) nothing.
``Crawl-delay``, which the RFC leaves free, is honoured up to a bound.
"""

import asyncio
from contextlib import closing
from typing import IO, Final
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

__all__ = ["Pace", "RobotsForbidden", "RobotsMiddleware", "RobotsUnreachable"]

PRODUCT: Final = "Oogst"
"""The name by which robots.txt addresses us; in the whole user agent, our contact page would count too."""
MOST: Final = 512 * 1024
"""Bytes of robots.txt that are read; the RFC asks for at least 500 KiB."""
LONGEST: Final = 30.0
"""Seconds between two requests, whatever ``Crawl-delay`` asks for."""
LATER: Final = 429
NOTHING_ALLOWED: Final = b"User-agent: *\nDisallow: /\n"


class RobotsForbidden(IgnoreRequest):
    """Raised when robots.txt keeps us from a page."""


class RobotsUnreachable(IgnoreRequest):
    """Raised when robots.txt cannot be read, so that we do not know what is allowed; its cause says why."""


class Pace:
    """When the next request may leave for a host that asked for time between them."""

    def __init__(self) -> None:
        self.delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def ask(self, host: str, delay: float | None) -> None:
        """Note the delay that a host asks for, in seconds."""
        if delay is not None and delay > 0:
            self.delays[host] = min(delay, LONGEST)

    def wait(self, host: str, now: float) -> float:
        """Take the next turn; say how long it is until then."""
        delay = self.delays.get(host, 0.0)
        turn = max(now, self._next.get(host, now))
        self._next[host] = turn + delay
        return turn - now


class RobotsMiddleware(RobotsTxtMiddleware):
    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._robotstxt_useragent = PRODUCT
        self.pace = Pace()
        self.unreachable: dict[str, Exception] = {}

    async def process_request(self, request: Request, spider: None = None) -> None:  # type: ignore[override]  # noqa: ARG002 -- Scrapy passes none
        host = urlsplit(request.url).netloc
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            if host in self.unreachable:
                raise RobotsUnreachable(host) from self.unreachable[host]
            raise RobotsForbidden(str(error)) from error
        if wait := self.pace.wait(host, asyncio.get_running_loop().time()):
            await asyncio.sleep(wait)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = _body(response)
        if body is None:
            self._robots_error(IgnoreRequest(f"HTTP {response.status}"), netloc)
            return
        await super()._parse_robots(response.replace(body=body), netloc, request)
        parser = self._parsers[netloc]
        if parser is not None and not isinstance(parser, Deferred):
            self.pace.ask(netloc, parser.crawl_delay(PRODUCT))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Forbid everything, also to the requests that wait for this very answer."""
        self.unreachable[netloc] = exc
        waiting = self._parsers[netloc]
        parser = build_from_crawler(self._parserimpl, self.crawler, NOTHING_ALLOWED)
        self._parsers[netloc] = parser
        if isinstance(waiting, Deferred):
            waiting.callback(parser)


def _body(response: Response) -> bytes | None:
    """Give what robots.txt says: nothing where there is none, None where nobody can tell."""
    file: IO[bytes] | None = response.meta.pop("on_disk", None)
    if response.status >= 500 or response.status == LATER or 300 <= response.status < 400:  # noqa: PLR2004 -- idem
        return None
    if file is None:
        return b""
    with closing(file):
        file.seek(0)
        return file.read(MOST) if response.status == 200 else b""  # noqa: PLR2004 -- there is one
