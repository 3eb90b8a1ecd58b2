"""Who pushes to a portal now: one at a time. What a killed process held is taken over where it ran."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Event
from typing import Final

from catalogue.errors import UsageError
from catalogue.store import Database, Lease, Leases
from catalogue.targets.push.plans import Kept

__all__ = ["alone"]

LEASE_SECONDS: Final = 60.0
PARTS: Final = 4
"""Of a holder: machine, its table of processes, process, and a chance number."""


@contextmanager
def alone(database: Database, kept: Kept, stop: Event) -> Iterator[None]:
    """Hold the portal of a plan for ourselves; ``stop`` is set when that is lost.

    Raises UsageError while somebody else has it.
    """
    name = f"push {sha256(kept.plan.identity.encode()).hexdigest()[:32]}"
    leases = Leases(database)
    former = leases.holder(name)
    if former is not None and _dead(former):
        leases.release(name, former)
    lease = Lease(leases, name, f"{_here()}/{os.getpid()}/{token_hex(4)}", LEASE_SECONDS, on_lost=stop.set)
    if not lease.take():
        raise UsageError(
            "push.busy", target=kept.plan.target, plan=kept.name, holder=leases.holder(name) or "?"
        )
    try:
        yield
    finally:
        lease.release()


def _here() -> str:
    """Name this machine and its table of processes: containers may share the first and not the second."""
    table = ""
    with suppress(OSError):
        table = Path("/proc/self/ns/pid").readlink().name
    return f"{socket.gethostname()}/{table}"


def _dead(holder: str) -> bool:
    """Tell whether a process is known to live no more; of another machine that is never known."""
    place, _, rest = holder.rpartition("/")[0].rpartition("/")
    if holder.count("/") != PARTS - 1 or place != _here() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
