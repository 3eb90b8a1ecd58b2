"""The clock of the house: starts the run of each source at the moments of its cadence, in one process.

Exactly one scheduler works on a database. One run at a time per source, a bounded number in all. Moments that
were missed are made good once. Nothing is stored: after a restart the publisher files say again what is due.
"""

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from os import getpid
from queue import SimpleQueue
from socket import gethostname
from threading import Event
from typing import Any, NamedTuple
from uuid import uuid4

from apscheduler import events
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from catalogue.errors import UsageError
from catalogue.store import Lease, LeaseKeeper
from schedules.publisher import Publisher, Scheduled
from schedules.signals import on_signal

__all__ = ["Outcome", "Pace", "Report", "Scheduler"]

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    DONE = "done"
    FAILED = "failed"
    """The run raised an error."""
    MISSED = "missed"
    """No place became free within the grace, or the machine slept through it."""
    BUSY = "busy"
    """The previous run of this source was still going."""


OUTCOMES = {
    events.EVENT_JOB_EXECUTED: Outcome.DONE,
    events.EVENT_JOB_ERROR: Outcome.FAILED,
    events.EVENT_JOB_MISSED: Outcome.MISSED,
    events.EVENT_JOB_MAX_INSTANCES: Outcome.BUSY,
}


class Report(NamedTuple):
    """How one moment of one source ended."""

    source: str
    outcome: Outcome
    error: BaseException | None = None
    traceback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How the scheduler divides its work; times in seconds."""

    concurrent: int = 2
    """Runs at the same time, each of which crawls in a process of its own."""
    jitter: int = 300
    """A run starts at most this much after its moment, so that cities are not all asked at once."""
    misfire_grace: int = 6 * 3600
    """A moment that was missed by more than this is left for the next."""
    lease: float = 60.0
    """Time after which another scheduler may take over from one that died."""


_clock: Callable[..., Any] = BackgroundScheduler
_pool: Callable[..., Any] = ThreadPoolExecutor


def log(report: Report) -> None:
    """Write a report to the log, the default of :class:`Scheduler`."""
    level = logging.INFO if report.outcome is Outcome.DONE else logging.WARNING
    logger.log(level, "%s: %s", report.source, report.outcome, exc_info=report.error)


class Scheduler:
    """Keeps every active source of ``publishers`` on its cadence by calling ``run`` with it.

    ``run`` is called in a thread and returns when the run has ended; what it raises is reported, no more.
    ``halt`` is set when running runs must end now: at the second signal, or when the lease is lost.
    """

    def __init__(
        self,
        publishers: Iterable[Publisher],
        run: Callable[[Scheduled], None],
        leases: LeaseKeeper,
        *,
        report: Callable[[Report], None] = log,
        halt: Event | None = None,
        pace: Pace | None = None,
        trigger: Callable[[Scheduled], BaseTrigger] | None = None,
    ) -> None:
        self.halt = halt or Event()
        self.pace = pace or Pace()
        self._sources = [source for publisher in publishers for source in publisher.sources]
        self._run = run
        self._report = report
        self._trigger = trigger or (lambda scheduled: scheduled.cadence.trigger(self.pace.jitter))
        self._stopping = False
        self._wake: SimpleQueue[None] = SimpleQueue()  # an event may hang when a signal handler sets it
        self._lease = Lease(leases, "scheduler", _holder(), self.pace.lease, self._lost)
        self._clock = self._made_clock()

    def serve(self, at_once: Collection[str] = ()) -> None:
        """Work until a signal comes or the lease is lost, then stop in order. Call it in the main thread.

        Raises UsageError when another scheduler is at work, nothing is active, or the lease is lost.
        """
        with on_signal(lambda *_: self.ask_to_stop()):
            try:
                self.start(at_once)
                self._wake.get()
            finally:
                self.stop()
        if self._lease.lost:
            raise UsageError("schedules.lease-lost", seconds=self.pace.lease)

    def start(self, at_once: Collection[str] = ()) -> None:
        """Take the lease and begin; the sources named in ``at_once`` run now and then on their cadence."""
        now = datetime.now(UTC)
        active = [source for source in self._sources if source.active(now)]
        if not active:
            raise UsageError("schedules.nothing-to-do")
        if not self._lease.take():
            raise UsageError("schedules.taken", seconds=round(self.pace.lease))
        for source in active:
            self._add(source, now if source.name in at_once else None)
        self._clock.start()

    def ask_to_stop(self) -> None:
        """Ask :meth:`serve` to end; asked a second time, ask the running runs to end now as well."""
        if self._stopping:
            self.halt.set()
        self._stopping = True
        self._wake.put(None)

    def stop(self) -> None:
        """Start nothing more, wait for the runs that are going, give the lease back."""
        self._stopping = True
        if self._clock.running:
            self._clock.shutdown(wait=True)
        self._lease.release()

    def _made_clock(self) -> Any:  # noqa: ANN401 - APScheduler carries no annotations
        clock = _clock(
            executors={"default": _pool(self.pace.concurrent)},
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": self.pace.misfire_grace,
            },
            timezone=UTC,
        )
        clock.add_listener(self._ended, sum(OUTCOMES))
        return clock

    def _add(self, source: Scheduled, first: datetime | None) -> None:
        when = {"next_run_time": first} if first else {}
        self._clock.add_job(self._begin, self._trigger(source), [source], id=source.name, **when)

    def _begin(self, source: Scheduled) -> None:
        """Run a source, unless the scheduler was asked to stop, or its last day passed, while it waited."""
        if not self._stopping and source.active(datetime.now(UTC)):
            self._run(source)

    def _ended(self, event: Any) -> None:  # noqa: ANN401 - APScheduler hands over one of two untyped classes
        error = getattr(event, "exception", None)
        traceback = getattr(event, "traceback", None) or ""
        self._report(Report(event.job_id, OUTCOMES[event.code], error, traceback))

    def _lost(self) -> None:
        """Another scheduler may be working already: end everything now."""
        self.halt.set()
        self.ask_to_stop()


def _holder() -> str:
    return f"{gethostname()}:{getpid()}:{uuid4().hex[:8]}"
