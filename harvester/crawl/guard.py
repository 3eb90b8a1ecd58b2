"""No request leaves for where it may not go: other schemes, addresses outside the public internet.

Law: every request is checked, also those of redirects and next pages: a literal address here, and every
address, however it was written or found, in the resolver, on the very answer that the connection will use.
"""

from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from harvester.reach import is_allowed

__all__ = ["ForbiddenAddress", "ForbiddenScheme", "GuardMiddleware", "NotSecure"]


class ForbiddenAddress(IgnoreRequest):
    """Raised when a request would leave for an address that is not public."""


class ForbiddenScheme(IgnoreRequest):
    """Raised when a request is neither http nor https."""


class NotSecure(IgnoreRequest):
    """Raised when what must not be changed on its way is asked for without TLS."""


class GuardMiddleware:
    """Downloader middleware that sees every request just before it leaves."""

    def __init__(self, *, allow_private: bool, only_secure: bool = False) -> None:
        self.allow_private = allow_private
        self.only_secure = only_secure

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(
            allow_private=crawler.settings.getbool("OOGST_ALLOW_PRIVATE"),
            only_secure=crawler.settings.getbool("OOGST_ONLY_SECURE"),
        )

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise ForbiddenScheme(parts.scheme)
        if self.only_secure and parts.scheme != "https":
            raise NotSecure(request.url)
        try:
            allowed = is_allowed(parts.hostname or "", allow_private=self.allow_private)
        except ValueError:
            return  # a name: the resolver will look at its addresses
        if not allowed:
            raise ForbiddenAddress(parts.hostname)
