"""Where the road is walked: in this process, or for a large source in several beside it.

The road is pure, so it gives the same anywhere. Small sources never pay for starting processes, and no
process outlives the run that started it.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Final

from harvester.runs.memory import few_collections
from harvester.runs.road import Given, Road, Walked

__all__ = ["Walkers"]

WORTH_IT: Final = 500
"""Records that a run must have to describe before other processes are started for the rest."""


class Walkers:
    """Walks batches. ``processes`` is how many may be started; none means that all is done here, at once."""

    def __init__(self, road: Road, processes: int) -> None:
        self._road = road
        self._processes = processes
        self._walked = 0
        self._pool: ProcessPoolExecutor | None = None
        self._given: list[Future[Any]] = []
        """What the others were given, and have perhaps not given back."""

    def submit(self, batch: Sequence[Given]) -> Future[Walked]:
        """Have a batch walked by whoever is free: here, while the others have enough to do."""
        self._walked += len(batch)
        if self._processes and self._walked > WORTH_IT:
            others = self._others()
            going = [one for one in self._given if not one.done()]
            if len(going) < self._enough:
                beside = others.submit(_walk, batch)
                self._given = [*going, beside]
                return beside
        here: Future[Walked] = Future()
        here.set_result(self._road.walk(batch))
        return here

    @property
    def ahead(self) -> int:
        """How many batches may be on their way before the first has to be waited for."""
        return 2 * self._enough if self._pool else 0

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    @property
    def _enough(self) -> int:
        """How many batches keep the others at work until there are more."""
        return 2 * self._processes

    def _others(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: this process has threads, and their locks would be forked with it.
            context = get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=context, initializer=_settle_in, initargs=(self._road,)
            )
            # Until they are there, which takes a second, they count as having enough to do.
            self._given = [self._pool.submit(_come) for _ in range(self._enough)]
        return self._pool


_here: list[Road] = []


def _settle_in(road: Road) -> None:
    Thread(target=_leave_with_parent, daemon=True).start()
    few_collections().__enter__()
    _here[:] = [road]


def _leave_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(0)


def _come() -> None:
    """Do nothing, once this process is there."""


def _walk(batch: Sequence[Given]) -> Walked:
    return _here[0].walk(batch)
