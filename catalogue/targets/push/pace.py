"""Asking again what a portal could not answer: later and later, and never sooner than it says."""

from collections.abc import Callable
from threading import Event
from typing import NamedTuple, TypeVar

from catalogue.targets.push.errors import TargetBusyError

__all__ = ["Pace", "patiently"]

T = TypeVar("T")


class Pace(NamedTuple):
    """How often, and how long between: doubled each time."""

    tries: int = 5
    first: float = 1.0
    most: float = 120.0
    """Who asks us to wait longer than this is asked another day."""

    def wait(self, tried: int, error: TargetBusyError) -> float | None:
        """Give the seconds to wait after so many tries; None: no more."""
        asked = error.after or 0.0
        if tried >= self.tries or asked > self.most:
            return None
        return min(max(asked, self.first * 2.0 ** (tried - 1)), self.most)


def patiently(ask: Callable[[], T], pace: Pace, stop: Event) -> T:
    """Ask until it is answered. Raises TargetBusyError when that takes too long, or when we are to stop.

    Only for what alters nothing: a change whose outcome is not clear has to be looked up first.
    """
    tried = 0
    while True:
        try:
            return ask()
        except TargetBusyError as error:
            tried += 1
            pause = pace.wait(tried, error)
            if pause is None or stop.wait(pause):
                raise
