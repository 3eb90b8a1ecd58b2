"""One crawl at a time per host, also when two sources, two workers or two machines have business there."""

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import Final
from urllib.parse import urlsplit

from catalogue.errors import StoreError
from catalogue.model import Source
from catalogue.store import Lease, Leases

__all__ = ["turn_at_host"]

PATIENCE: Final = 3600.0
"""Seconds to wait for our turn: longer than any crawl that is not stuck."""
PAUSE: Final = 1.0


@contextmanager
def turn_at_host(
    leases: Leases, source: Source, holder: str, seconds: float, wait: Callable[[float], None] = sleep
) -> Iterator[None]:
    """Hold the source's host meanwhile, waiting for our turn. Raises StoreError when it does not come.

    Files and addresses on this machine need no courtesy.
    """
    host = _host(source.url)
    if not host:
        yield
        return
    lease = Lease(leases, f"host:{host}", f"{holder} {source.name}", seconds, lambda: None)
    waited = 0.0
    while not lease.take():
        if waited >= PATIENCE:
            raise StoreError("store.busy-host", host=host, holder=leases.holder(f"host:{host}") or "?")
        wait(PAUSE)
        waited += PAUSE
    try:
        yield
    finally:
        lease.release()


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return "" if ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return "" if host == "localhost" else host[:240]
