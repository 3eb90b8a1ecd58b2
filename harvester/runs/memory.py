"""Keeping the garbage collector from looking for what is not there.

What a batch makes (entries, triples, rows) holds no cycles and is freed by counting references. Searching its
hundreds of thousands of objects for cycles, again and again, takes half of the time of a run.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["few_collections"]

YOUNG: Final = 200_000
"""Objects made and not yet freed before the collector looks: more than one batch holds."""


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the collector look seldom, and not at what was there before, for as long as a run lasts."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
