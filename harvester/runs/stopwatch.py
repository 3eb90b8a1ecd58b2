"""How long each stage of a run took, in seconds of wall time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

__all__ = ["Stopwatch"]


class Stopwatch:
    """Adds up seconds per stage: collect, translate, graph, pack, validate, judge, wait, keep."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        begin = perf_counter()
        try:
            yield
        finally:
            self.add({stage: perf_counter() - begin})

    def add(self, seconds: Mapping[str, float]) -> None:
        for stage, spent in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
