import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Barrier, Event, Lock, Thread

import pytest
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from catalogue.errors import StoreError, UsageError
from schedules import Outcome, Pace, Publisher, Report, Scheduled, Scheduler, load_publisher

LONG = 20.0
"""Seconds after which a test that waits has failed; nothing here lasts that long."""


class MemoryLeases:
    """Leases in memory; a test takes them away or makes the store unreachable."""

    def __init__(self) -> None:
        self.holders: dict[str, str] = {}
        self.unreachable = False
        self.renewed = Event()

    def take(self, name: str, holder: str, seconds: float) -> bool:
        assert seconds > 0
        return self.holders.setdefault(name, holder) == holder

    def renew(self, name: str, holder: str, seconds: float) -> bool:
        assert seconds > 0
        if self.unreachable:
            raise StoreError("store.locked", url="memory")
        self.renewed.set()
        return self.holders.get(name) == holder

    def release(self, name: str, holder: str) -> None:
        if self.holders.get(name) == holder:
            del self.holders[name]


class Runs:
    """What was run, and how each ended."""

    def __init__(self) -> None:
        self.begun: SimpleQueue[str] = SimpleQueue()
        self.reports: SimpleQueue[Report] = SimpleQueue()

    def run(self, scheduled: Scheduled) -> None:
        self.begun.put(scheduled.name)

    def wait_for(self, outcome: Outcome, source: str) -> Report:
        while True:
            report = self.reports.get(timeout=LONG)
            if (report.outcome, report.source) == (outcome, source):
                return report


every: Callable[..., BaseTrigger] = IntervalTrigger


def soon(_scheduled: Scheduled) -> BaseTrigger:
    return every(seconds=0.02)


@pytest.fixture
def publishers(sound: str, write: Callable[..., Path]) -> list[Publisher]:
    """Two sources that are turned on, and none that is not."""
    text = sound.replace("    enabled: false\n", "").replace("    valid_until: 2018-02\n", "")
    return [load_publisher(write(text))]


@pytest.fixture
def leases() -> MemoryLeases:
    return MemoryLeases()


@pytest.fixture
def runs() -> Runs:
    return Runs()


Make = Callable[..., Scheduler]


@pytest.fixture
def make(publishers: list[Publisher], leases: MemoryLeases, runs: Runs) -> Iterator[Make]:
    made: list[Scheduler] = []

    def scheduler(run: Callable[[Scheduled], None] = runs.run, pace: Pace | None = None) -> Scheduler:
        found = Scheduler(publishers, run, leases, report=runs.reports.put, pace=pace, trigger=soon)
        made.append(found)
        return found

    yield scheduler
    for each in made:
        each.halt.set()
        each.stop()


def test_every_source_runs_again_and_again(make: Make, runs: Runs) -> None:
    make().start()

    for _ in range(2):
        runs.wait_for(Outcome.DONE, "sint-voorbeeld/portaal")
        runs.wait_for(Outcome.DONE, "sint-voorbeeld/oud")


def test_the_cadence_of_the_file_is_the_default_trigger(publishers: list[Publisher], runs: Runs) -> None:
    scheduler = Scheduler(publishers, runs.run, MemoryLeases(), report=runs.reports.put)
    try:
        scheduler.start(at_once={"sint-voorbeeld/oud"})

        runs.wait_for(Outcome.DONE, "sint-voorbeeld/oud")
    finally:
        scheduler.stop()

    assert runs.begun.get() == "sint-voorbeeld/oud"
    assert runs.begun.empty()


def test_a_run_that_raises_is_reported_and_stops_nothing(make: Make, runs: Runs) -> None:
    def run(scheduled: Scheduled) -> None:
        if scheduled.name.endswith("oud"):
            raise ValueError("geen catalogus")

    make(run).start()

    report = runs.wait_for(Outcome.FAILED, "sint-voorbeeld/oud")
    assert isinstance(report.error, ValueError)
    assert "in run" in report.traceback
    runs.wait_for(Outcome.DONE, "sint-voorbeeld/portaal")
    runs.wait_for(Outcome.FAILED, "sint-voorbeeld/oud")


def test_a_source_that_still_runs_is_not_started_again(make: Make, runs: Runs) -> None:
    going, free = Lock(), Event()

    def run(_scheduled: Scheduled) -> None:
        assert going.acquire(blocking=False)
        free.wait(LONG)
        going.release()

    make(run, Pace(concurrent=1)).start()

    runs.wait_for(Outcome.BUSY, "sint-voorbeeld/portaal")
    free.set()
    assert runs.wait_for(Outcome.DONE, "sint-voorbeeld/portaal").error is None
    assert runs.wait_for(Outcome.DONE, "sint-voorbeeld/oud").error is None


def test_as_many_sources_run_at_the_same_time_as_the_pace_allows(make: Make, runs: Runs) -> None:
    together = Barrier(2)

    def run(_scheduled: Scheduled) -> None:
        together.wait(LONG)

    make(run, Pace(concurrent=2)).start()

    runs.wait_for(Outcome.DONE, "sint-voorbeeld/portaal")


def test_an_orderly_stop_waits_for_a_run_and_starts_no_other(make: Make, runs: Runs) -> None:
    begun, free, ended = Event(), Event(), Event()

    def run(scheduled: Scheduled) -> None:
        runs.begun.put(scheduled.name)
        begun.set()
        free.wait(LONG)
        ended.set()

    scheduler = make(run, Pace(concurrent=1))
    scheduler.start()
    assert begun.wait(LONG)
    runs.wait_for(Outcome.BUSY, runs.begun.get())
    stopping = Thread(target=scheduler.stop)
    scheduler.ask_to_stop()
    stopping.start()
    assert not ended.is_set()
    free.set()
    stopping.join(LONG)

    assert not stopping.is_alive()
    assert ended.is_set()
    assert runs.begun.empty()


def test_the_lease_is_given_back_at_the_end(make: Make, leases: MemoryLeases) -> None:
    first = make()
    first.start()
    assert list(leases.holders) == ["scheduler"]
    first.stop()

    assert leases.holders == {}
    make().start()


def test_a_second_scheduler_on_the_same_database_refuses_and_says_so(
    make: Make, leases: MemoryLeases
) -> None:
    make().start()
    held = dict(leases.holders)

    with pytest.raises(UsageError, match=r"(?s)Another scheduler is already at work.*wait 60 seconds"):
        make().serve()

    assert leases.holders == held


def test_a_scheduler_whose_lease_is_lost_halts_its_runs_and_says_so(make: Make, leases: MemoryLeases) -> None:
    halted = Event()

    def run(_scheduled: Scheduled) -> None:
        leases.holders["scheduler"] = "another"
        assert scheduler.halt.wait(LONG)
        halted.set()

    scheduler = make(run, Pace(lease=0.06))

    with pytest.raises(UsageError, match="could no longer prove to be the only one"):
        scheduler.serve()

    assert halted.is_set()
    assert leases.holders == {"scheduler": "another"}


def test_a_store_that_is_out_of_reach_for_the_whole_lease_counts_as_lost(
    make: Make, leases: MemoryLeases
) -> None:
    leases.unreachable = True

    with pytest.raises(UsageError, match="could no longer prove"):
        make(pace=Pace(lease=0.06)).serve()


def test_a_lease_that_is_renewed_is_kept(make: Make, leases: MemoryLeases, runs: Runs) -> None:
    scheduler = make(pace=Pace(lease=0.3))
    scheduler.start()
    assert leases.renewed.wait(LONG)

    runs.wait_for(Outcome.DONE, "sint-voorbeeld/portaal")
    assert not scheduler.halt.is_set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_serving_in_order(make: Make, leases: MemoryLeases, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    ended = Event()

    def run(_scheduled: Scheduled) -> None:
        os.kill(os.getpid(), number)
        ended.set()

    scheduler = make(run)
    scheduler.serve()

    assert ended.is_set()
    assert not scheduler.halt.is_set()
    assert leases.holders == {}
    assert signal.getsignal(number) is before


def test_a_second_signal_asks_the_running_runs_to_end_now(make: Make) -> None:
    def run(_scheduled: Scheduled) -> None:
        while not scheduler.halt.wait(0.01):
            os.kill(os.getpid(), signal.SIGTERM)

    scheduler = make(run)
    scheduler.serve()

    assert scheduler.halt.is_set()


def test_a_scheduler_without_an_active_source_says_so(sound: str, write: Callable[..., Path]) -> None:
    text = sound.replace("    page_size: 50", "    enabled: false")
    leases = MemoryLeases()

    with pytest.raises(UsageError, match="No source at all is turned on"):
        Scheduler([load_publisher(write(text))], print, leases).serve()

    assert leases.holders == {}


def test_reports_go_to_the_log_when_nobody_else_takes_them(
    publishers: list[Publisher], caplog: pytest.LogCaptureFixture
) -> None:
    ran = Event()

    def run(_scheduled: Scheduled) -> None:
        ran.set()
        raise ValueError("geen catalogus")

    scheduler = Scheduler(publishers, run, MemoryLeases(), trigger=soon)
    scheduler.start()
    assert ran.wait(LONG)
    scheduler.stop()

    assert any(record.name == "schedules.scheduler" and record.exc_info for record in caplog.records)
