"""The nights of ``oogst up``: after a harvest its publisher's addresses are looked at, and all is judged.

One after the other in a thread of their own: no harvest waits for thousands of addresses. What fails is
told, and the next publisher has its turn.
"""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Self

from catalogue.errors import OogstError, UsageError
from catalogue.scores import Cause
from catalogue.store import Database
from oogst.afterwards import judge_after
from oogst.cli.console import tell, tell_error
from oogst.settings import settings
from schedules import Publisher

__all__ = ["Nights"]


@dataclass(frozen=True, slots=True)
class _UntilEnded:
    """Breaks a night off at its next address or entry once everything must end."""

    ends: tuple[Event, ...]

    def total(self, records: int) -> None:
        """Do nothing: nobody watches a bar."""

    def advance(self, records: int) -> None:  # noqa: ARG002  the shape of a progress
        if any(one.is_set() for one in self.ends):
            raise UsageError("up.halted")


class Nights:
    """Use it as a context manager, and ask for a publisher when one of its sources was harvested."""

    def __init__(
        self, known: Iterable[Publisher], store: Database, halt: Event, schedules: Path | None = None
    ) -> None:
        self._known = {one.name: one for one in known}
        self._store, self._schedules = store, schedules
        self._ending = Event()
        self._progress = _UntilEnded((halt, self._ending))
        self._asked: set[str] = set()
        self._lock = Lock()
        self._one = ThreadPoolExecutor(1, thread_name_prefix="night")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """End at the next address or entry; what was seen and judged by then is kept."""
        self._ending.set()
        self._one.shutdown(cancel_futures=True)

    def ask(self, publisher: str) -> None:
        """Ask for a publisher; one that waits already has one turn."""
        with self._lock:
            if publisher in self._asked or self._ending.is_set():
                return
            self._asked.add(publisher)
            self._one.submit(self._night, publisher).add_done_callback(partial(self._ended, publisher))

    def _ended(self, name: str, night: Future[None]) -> None:
        """Tell of a night that did not end well; the next publisher has its turn all the same."""
        error = None if night.cancelled() else night.exception()
        if error is None or self._ending.is_set():
            return
        if not isinstance(error, OogstError):
            error = OogstError("usage.unexpected", detail=f"{type(error).__name__}: {error}")
        tell("up.night-failed", publisher=name)
        tell_error(error)

    def _night(self, name: str) -> None:
        with self._lock:
            self._asked.discard(name)
        if settings().probe:
            from oogst.probing import probe_due  # noqa: PLC0415  it loads what asks, once it is needed

            probe_due(self._store, schedules=self._schedules, publishers=[name], progress=self._progress)
        cause = Cause.PROBE if settings().probe else Cause.TIME
        done = judge_after(
            self._store,
            name,
            self._known[name].facts,
            cause,
            schedules=self._schedules,
            progress=self._progress,
        )
        tell("up.judged", publisher=name, judged=done.judged, differing=done.differing)
