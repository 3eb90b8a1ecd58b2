"""Whose host an address stands on: the publisher's own, a contracted supplier's, a place to share files."""

from collections.abc import Collection
from functools import lru_cache

from catalogue.model import PublisherFacts

__all__ = ["host_of", "own_hosts", "within"]


def host_of(url: str) -> str:
    """Give the host of an address in lower case, without user, port and closing dot."""
    _, _, rest = url.partition("://")
    authority = rest.partition("/")[0]
    return _plain(authority)


@lru_cache(maxsize=4096)
def _plain(authority: str) -> str:
    for end in "?#":
        authority = authority.partition(end)[0]
    host = authority.rpartition("@")[2].casefold()
    return host.partition(":")[0].removeprefix("www.").rstrip(".")


def within(host: str, hosts: Collection[str]) -> bool:
    """Tell whether a host is one of these, or ends in one of them."""
    while host:
        if host in hosts:
            return True
        host = host.partition(".")[2]
    return False


def own_hosts(facts: PublisherFacts) -> frozenset[str]:
    """Give the hosts that the publisher's file says are its own: those it names, and that of its site."""
    return _own(facts.homepage, facts.charter.hosts)


@lru_cache(maxsize=256)
def _own(homepage: str, hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset({*hosts, host_of(homepage)} - {""})
