"""``oogst up``: keep every source on its schedule until told to stop."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Final

from catalogue.errors import OogstError, TargetError, UsageError
from catalogue.scores import Cause
from catalogue.store import Database, Leases
from catalogue.views import source_statuses
from harvester.runs import Rules, publish, run_source
from oogst.cli.console import screen_language, tell, tell_count, tell_error
from oogst.cli.harvest_log import log_harvests
from oogst.cli.nights import Nights
from oogst.cli.options import DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.cli.together import put_together
from oogst.installation import crawling, limits_of, opened, publishers, rules_for
from oogst.report import run_reasons
from oogst.scorekeeping import keep_present_score
from oogst.settings import settings
from schedules import Freshness, Outcome, Pace, Publisher, Report, Scheduled, Scheduler, staleness

__all__ = ["command"]

PATIENCE: Final = 5.0
"""Seconds that runs get to end by themselves once everything must end now."""
FORCED: Final = 130
WHY: Final = {Outcome.MISSED: "up.missed", Outcome.BUSY: "up.busy"}


def command(database: DatabaseUrl = "", feeds: FeedsFolder = None, schedules: SchedulesFolder = None) -> None:
    known = publishers(schedules)
    now = datetime.now(UTC)
    active = [one for publisher in known for one in publisher.sources if one.active(now)]
    with opened(database) as store:
        due = _due(active, store, now)
        halt = Event()
        nights = Nights(known, store, halt, schedules)
        folder = feeds or settings().feeds
        run = _logged(_runner(known, store, folder, halt, nights), store, folder, schedules)
        pace = Pace(concurrent=settings().workers)
        leases = Leases(store)
        scheduler = Scheduler(known, run, leases, report=_report, halt=halt, pace=pace)
        Thread(target=_leave_when_stuck, args=[halt], daemon=True).start()
        if leases.holder("scheduler") is None:  # else serve says why not
            tell_count("up.started", len(active), due=len(due))
        with nights:
            scheduler.serve(at_once=due)
    tell("up.stopped")


def _due(active: Sequence[Scheduled], store: Database, now: datetime) -> list[str]:
    """Name the sources that were never harvested completely, or that are late: they need not wait."""
    with store.transaction() as connection:
        found = source_statuses(connection)
    complete = {name: status.last_complete for name, status in found.items()}
    return [
        one.name
        for one in active
        if staleness(complete.get(one.name), one.cadence, now).state is not Freshness.FRESH
    ]


def _leave_when_stuck(halt: Event) -> None:
    """End the process when a run hangs on its source; the next one takes up what it left."""
    halt.wait()
    sleep(PATIENCE)
    tell_error(UsageError("up.halted"))
    os._exit(FORCED)


@dataclass(frozen=True, slots=True)
class _UntilHalted:
    """Breaks a run off at its next record once everything must end; what was stored stays."""

    halt: Event

    def total(self, records: int) -> None:
        """Do nothing: nobody watches a bar."""

    def advance(self, records: int) -> None:  # noqa: ARG002  the shape of a progress
        if self.halt.is_set():
            raise UsageError("up.halted")


def _runner(
    known: list[Publisher], store: Database, folder: Path, halt: Event, nights: Nights
) -> Callable[[Scheduled], None]:
    by_name = {publisher.name: publisher for publisher in known}

    def run(scheduled: Scheduled) -> None:
        publisher = by_name[scheduled.source.publisher]
        facts = publisher.facts
        rules = rules_for(facts)
        done = run_source(
            scheduled.source,
            database=store,
            rules=rules,
            crawling=crawling(),
            workplace=Path.cwd(),
            processes=settings().processes,
            successions=settings().successions,
            progress=_UntilHalted(halt),
        )
        nights.ask(facts.name)  # also when its source is down: its addresses may be, too
        if done.failure:
            raise done.failure
        speech = screen_language()
        state = "; ".join([speech.say(f"state.{done.state}"), *run_reasons(done, speech)])
        tell("up.done", source=scheduled.name, state=state, seen=done.tally.seen)
        _publish(publisher, store, rules, folder)
        keep_present_score(store, facts.name, Cause.RUN, facts)

    return run


def _logged(
    run: Callable[[Scheduled], None], store: Database, folder: Path, schedules: Path | None
) -> Callable[[Scheduled], None]:
    """Write the log of harvests after each run, however it ended."""

    def logged(scheduled: Scheduled) -> None:
        try:
            run(scheduled)
        finally:
            for unlogged in log_harvests(store, folder, schedules):
                tell_error(unlogged)

    return logged


def _publish(publisher: Publisher, store: Database, rules: Rules, folder: Path) -> None:
    """Write the feed; one that is refused is told, and the run was good all the same."""
    limits = limits_of(publisher)
    try:
        made = publish(publisher.name, database=store, rules=rules, folder=folder, limits=limits)
    except TargetError as refused:
        tell_error(refused)
        return
    for failure in [*made.failures, *put_together(folder)[1]]:
        tell_error(failure)


def _report(report: Report) -> None:
    """Tell of a run that did not end well; one that did has told so itself."""
    if report.outcome is Outcome.DONE:
        return
    tell("up.failed", source=report.source)
    if isinstance(report.error, OogstError):
        tell_error(report.error)
    elif report.error is not None:
        detail = f"{type(report.error).__name__}: {report.error}"
        tell_error(OogstError("usage.unexpected", detail=detail))
    else:
        tell(WHY[report.outcome])
