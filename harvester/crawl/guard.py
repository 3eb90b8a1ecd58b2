"""No request leaves for where it may not go: other schemes, addresses outside the public internet.

Law: every request is checked, also those of redirects and next pages: a literal address in the middleware,
a name when it is resolved, on the very answer that the connection will use.
"""

import ipaddress
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred

__all__ = ["ForbiddenAddress", "ForbiddenScheme", "GuardMiddleware", "GuardedResolver", "is_public"]

refused_names: Final[set[str]] = set()
"""Names whose address was refused: between resolver and spider only the fact of a failed look-up survives."""


class ForbiddenAddress(IgnoreRequest):
    """Raised when a request would leave for an address that is not public."""


class ForbiddenScheme(IgnoreRequest):
    """Raised when a request is neither http nor https."""


def is_public(address: str) -> bool:
    """Tell whether a literal IP address is one of the public internet. Raises ValueError when it is none."""
    ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


class GuardMiddleware:
    """Downloader middleware that sees every request just before it leaves."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(allow_private=crawler.settings.getbool("OOGST_ALLOW_PRIVATE"))

    def process_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise ForbiddenScheme(parts.scheme)
        if self.allow_private:
            return
        try:
            public = is_public(parts.hostname or "")
        except ValueError:
            return  # a name: the resolver will look at its address
        if not public:
            raise ForbiddenAddress(parts.hostname)


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, refusing answers that are not public."""

    allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:  # noqa: ANN401 -- Twisted's reactor is a module
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("OOGST_ALLOW_PRIVATE")
        return resolver

    def getHostByName(  # noqa: N802 -- Twisted's name
        self,
        name: str,
        timeout: Any = (),  # noqa: ANN401 -- Scrapy ignores it
    ) -> "Deferred[str]":
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if self.allow_private or is_public(address):
            return address
        refused_names.add(name)
        raise DNSLookupError(name)
