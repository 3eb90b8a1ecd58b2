"""Waiting in a test for what others do: never for ever."""

from collections.abc import Callable
from time import monotonic, sleep

__all__ = ["until"]


def until(truth: Callable[[], bool], *, seconds: float = 60, every: float = 0.02) -> None:
    """Wait until something holds, looking each so many seconds; fail where it does not come to that."""
    ends = monotonic() + seconds
    while not truth():
        assert monotonic() < ends, f"it did not come to that within {seconds} s"
        sleep(every)
