"""Whether a source is still kept: judged from its last complete run and its cadence, and nothing else."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from schedules.cadence import Cadence

__all__ = ["GRACE", "Freshness", "Staleness", "staleness"]

GRACE: Final = timedelta(hours=2)
"""Time a run may take before its absence counts."""


class Freshness(StrEnum):
    FRESH = "fresh"
    LATE = "late"
    NEVER = "never"


class Staleness(NamedTuple):
    state: Freshness
    deadline: datetime | None = None
    """From here on the source is late."""
    age: timedelta | None = None
    """Time since the last complete run."""


def staleness(
    last_complete: datetime | None, cadence: Cadence, now: datetime, grace: timedelta = GRACE
) -> Staleness:
    """Call a source late when two expected runs and the grace went by without a complete one."""
    if last_complete is None:
        return Staleness(Freshness.NEVER)
    deadline = cadence.next_after(cadence.next_after(last_complete)) + grace
    state = Freshness.LATE if now > deadline else Freshness.FRESH
    return Staleness(state, deadline, now - last_complete)
