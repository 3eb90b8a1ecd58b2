"""No request leaves for where it may not go: other schemes, addresses outside the public internet.

Law: every request is checked, also those of redirects and next pages: a literal address here, and every
address, however it was written or found, in the resolver, on the very answer that the connection will use.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

__all__ = ["ForbiddenAddress", "ForbiddenScheme", "GuardMiddleware", "NotSecure", "is_allowed", "is_public"]

NAT64: Final = IPv6Network("64:ff9b::/96")
METADATA: Final = frozenset(
    ip_address(address) for address in ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
"""Where clouds tell a machine its secrets, as far as those addresses are not link-local."""


class ForbiddenAddress(IgnoreRequest):
    """Raised when a request would leave for an address that is not public."""


class ForbiddenScheme(IgnoreRequest):
    """Raised when a request is neither http nor https."""


class NotSecure(IgnoreRequest):
    """Raised when what must not be changed on its way is asked for without TLS."""


def is_public(address: str) -> bool:
    """Tell whether a literal IP address is one of the public internet. Raises ValueError when it is none."""
    ip = _plain(address)
    inside = ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False)
    return ip.is_global and not inside and ip not in METADATA


def is_allowed(address: str, *, allow_private: bool) -> bool:
    """Tell whether a request may go there. What only a machine itself may ask is never allowed."""
    if not allow_private:
        return is_public(address)
    ip = _plain(address)
    return not ip.is_link_local and ip not in METADATA


def _plain(address: str) -> IPv4Address | IPv6Address:
    """Read an address; for an IPv4 address within an IPv6 one, give that."""
    ip = ip_address(address.strip("[]").partition("%")[0])
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip


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
