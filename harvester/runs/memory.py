"""Keeping the garbage collector from looking for what is not there.

What a batch makes (entries, triples, rows) holds no cycles and is freed by counting references. Searching its
hundreds of thousands of objects for cycles, again and again, takes half of the time of a run, and a little of
that of a publication.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

__all__ = ["few_collections"]

YOUNG: Final = 200_000
"""Objects made and not yet freed before the collector looks: more than one batch holds."""

_lock = Lock()
_runs: list[tuple[int, int, int]] = []
"""The thresholds before each run that goes on now; the collector belongs to the whole process."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector look seldom, and not at what was there before, until the last run has ended."""
    with _lock:
        if not _runs:
            gc.freeze()
        _runs.append(gc.get_threshold())
        gc.set_threshold(YOUNG, *_runs[0][1:])
    try:
        yield
    finally:
        with _lock:
            before = _runs[0]
            _runs.pop()
            if not _runs:
                gc.set_threshold(*before)
                gc.unfreeze()
