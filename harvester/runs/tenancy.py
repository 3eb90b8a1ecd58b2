"""Who works on a source now: one at a time, whether it harvests or replays."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from catalogue.errors import StoreError
from catalogue.store import Lease, Leases

__all__ = ["LEASE_SECONDS", "holder_here", "refuse_while_busy", "source_lease"]

LEASE_SECONDS: Final = 60.0


def holder_here() -> str:
    """Name this thread of this process of this machine."""
    return f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"


@contextmanager
def source_lease(leases: Leases, source: str, holder: str) -> Iterator[Lease]:
    """Hold the source's lease, renewed in the background; nobody else works on it meanwhile.

    Raises StoreError when somebody does.
    """
    lease = Lease(leases, _name(source), holder, LEASE_SECONDS, lambda: None)
    if not lease.take():
        raise StoreError("store.busy-source", source=source, holder=leases.holder(_name(source)) or "?")
    try:
        yield lease
    finally:
        lease.release()


def refuse_while_busy(leases: Leases, source: str) -> None:
    """Raise StoreError while somebody works on the source: what stands is then not all of one moment."""
    holder = leases.holder(_name(source))
    if holder is not None:
        raise StoreError("store.busy-source", source=source, holder=holder)


def _name(source: str) -> str:
    return f"run:{source}"
