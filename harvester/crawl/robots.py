"""robots.txt for crawls of web pages: Scrapy's own middleware, over bodies that we keep on disk.

As RFC 9309 has it: a file that cannot be reached forbids everything, one that is not there (4xx) nothing.
"""

from typing import IO, Final

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import build_from_crawler

__all__ = ["RobotsForbidden", "RobotsMiddleware"]

MOST: Final = 512 * 1024
"""Bytes of robots.txt that are read; the RFC asks for at least 500 KiB."""
NOTHING_ALLOWED: Final = b"User-agent: *\nDisallow: /\n"


class RobotsForbidden(IgnoreRequest):
    """Raised when robots.txt keeps us from a page."""


class RobotsMiddleware(RobotsTxtMiddleware):
    async def process_request(self, request: Request, spider: None = None) -> None:  # type: ignore[override]  # noqa: ARG002 -- Scrapy passes none
        try:
            await super().process_request(request)
        except IgnoreRequest as error:
            raise RobotsForbidden(str(error)) from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        await super()._parse_robots(response.replace(body=_body(response)), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        super()._robots_error(exc, netloc)
        self._parsers[netloc] = build_from_crawler(self._parserimpl, self.crawler, NOTHING_ALLOWED)


def _body(response: Response) -> bytes:
    if response.status >= 500:  # noqa: PLR2004 -- server errors
        return NOTHING_ALLOWED
    file: IO[bytes] | None = response.meta.get("on_disk")
    if response.status != 200 or file is None:  # noqa: PLR2004 -- there is none
        return b""
    file.seek(0)
    return file.read(MOST)
