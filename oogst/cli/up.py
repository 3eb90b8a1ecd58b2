"""``oogst up``: keep every source on its schedule until told to stop."""

from collections.abc import Callable
from pathlib import Path

from catalogue.errors import OogstError
from catalogue.store import Database, Leases
from harvester.runs import publish, run_source
from oogst.cli.console import error_console, screen_language
from oogst.cli.options import DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.installation import crawling, opened, publishers, rules_for
from oogst.settings import settings
from schedules import Outcome, Pace, Publisher, Report, Scheduled, Scheduler

__all__ = ["command"]


def command(database: DatabaseUrl = "", feeds: FeedsFolder = None, schedules: SchedulesFolder = None) -> None:
    known = publishers(schedules)
    with opened(database) as store:
        run = _runner(known, store, feeds or settings().feeds)
        pace = Pace(concurrent=settings().workers)
        _tell("up.started", count=sum(len(publisher.sources) for publisher in known))
        Scheduler(known, run, Leases(store), report=_report, pace=pace).serve()
    _tell("up.stopped")


def _runner(known: list[Publisher], store: Database, folder: Path) -> Callable[[Scheduled], None]:
    by_name = {publisher.name: publisher for publisher in known}

    def run(scheduled: Scheduled) -> None:
        rules = rules_for(by_name[scheduled.source.publisher].facts)
        done = run_source(
            scheduled.source, database=store, rules=rules, crawling=crawling(), workplace=Path.cwd()
        )
        state = screen_language().say(f"state.{done.state}")
        _tell("up.done", source=scheduled.name, state=state, seen=done.tally.seen)
        if done.failure:
            raise done.failure
        publish(scheduled.source.publisher, database=store, rules=rules, folder=folder)

    return run


def _report(report: Report) -> None:
    """Tell of a run that did not end well; one that did has told so itself."""
    if report.outcome is Outcome.DONE:
        return
    error = report.error
    detail = (
        screen_language().say(error.key, **error.facts) if isinstance(error, OogstError) else report.outcome
    )
    _tell("up.failed", source=report.source, detail=detail)


def _tell(key: str, **facts: object) -> None:
    error_console().print(screen_language().say(key, **facts), markup=False, highlight=False)
