"""Which addresses a name leads to, over IPv4 and IPv6, without those that a request may not go to."""

import socket
from collections.abc import Sequence
from typing import Any, Final, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver
from twisted.internet._resolver import GAIResolver
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from harvester.reach import is_allowed

__all__ = ["GuardedResolver", "refused_names"]

refused_names: Final[set[str]] = set()
"""Names of which no address was allowed: to the spider only the fact of a failed look-up comes through."""


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's resolver for both kinds of addresses, with a guard before whoever is to connect.

    What was found is kept for the crawl and checked at each use: no later answer leads elsewhere.
    """

    allow_private = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:  # noqa: ANN401 -- Twisted's reactor is a module
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("OOGST_ALLOW_PRIVATE")
        look_up: Any = _look_up
        system: Any = GAIResolver(reactor, getaddrinfo=look_up)
        resolver.original_resolver = system
        return resolver

    def resolveHostName(  # noqa: N802 -- Twisted's name
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 -- idem
        hostName: str,  # noqa: N803 -- idem
        portNumber: int = 0,  # noqa: N803 -- idem
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 -- idem
        transportSemantics: str = "TCP",  # noqa: N803 -- idem
    ) -> IHostResolution:
        guard: Any = _Guard(resolutionReceiver, hostName, allow_private=self.allow_private)
        return super().resolveHostName(guard, hostName, portNumber, addressTypes, transportSemantics)


class _Guard:
    """Passes on the addresses that a request may go to."""

    def __init__(self, receiver: Any, name: str, *, allow_private: bool) -> None:  # noqa: ANN401 -- a Zope interface
        self._receiver = receiver
        self._name = name
        self._allow_private = allow_private
        self._passed = self._refused = 0

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 -- Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: ANN401, N802 -- idem
        if is_allowed(address.host, allow_private=self._allow_private):
            self._passed += 1
            self._receiver.addressResolved(address)
        else:
            self._refused += 1

    def resolutionComplete(self) -> None:  # noqa: N802 -- idem
        if self._refused and not self._passed:
            refused_names.add(self._name)
        self._receiver.resolutionComplete()


def _look_up(*asked: Any) -> Any:  # noqa: ANN401 -- what getaddrinfo takes and gives
    """Ask the system. A name that cannot be one is not found; Twisted would wait for it until the end."""
    try:
        return socket.getaddrinfo(*asked)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
