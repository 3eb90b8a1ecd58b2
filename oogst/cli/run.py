"""``oogst run``: harvest sources now, and write their feeds."""

from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.table import Table

from catalogue.errors import OogstError
from catalogue.store import Database
from harvester.runs import Publication, RunSummary, publish, run_source
from oogst.cli.console import bar, console, error_console, screen_language
from oogst.cli.options import DatabaseUrl, FeedsFolder, Publishers, SchedulesFolder
from oogst.installation import crawling, opened, publishers, rules_for
from oogst.settings import settings
from schedules import Publisher, select

__all__ = ["command", "harvest"]


def command(
    names: Publishers = None,
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    chosen = select(publishers(schedules), names or [])
    folder = feeds or settings().feeds
    with opened(database) as store:
        results = [harvest(publisher, store, folder) for publisher in chosen]
    runs = [run for found, _, _ in results for run in found]
    _show(runs)
    failures = [run.failure for run in runs if run.failure] + [
        refused for _, _, refused in results if refused
    ]
    for failure in failures:
        error_console().print(
            screen_language().say(failure.key, **failure.facts), markup=False, highlight=False
        )
    if failures:
        raise typer.Exit(failures[0].exit_code)


def harvest(
    publisher: Publisher,
    store: Database,
    folder: Path,
) -> tuple[list[RunSummary], Publication | None, OogstError | None]:
    """Harvest the sources of a publisher that are in use, then write its feed; refused, the last one stays."""
    rules = rules_for(publisher.facts)
    runs = []
    for scheduled in publisher.sources:
        if not scheduled.active(datetime.now(UTC)):
            continue
        with bar(scheduled.name) as progress:
            runs.append(
                run_source(
                    scheduled.source,
                    database=store,
                    rules=rules,
                    crawling=crawling(),
                    workplace=Path.cwd(),
                    progress=progress,
                ),
            )
    try:
        return runs, publish(publisher.name, database=store, rules=rules, folder=folder), None
    except OogstError as refused:
        return runs, None, refused


def _show(runs: list[RunSummary]) -> None:
    say = screen_language().say
    columns = ("source", "state", "declared", "seen", "new", "changed", "unchanged", "failed", "withdrawn")
    table = Table(*(say(f"column.{name}") for name in columns))
    for run in runs:
        t = run.tally
        counts = (t.seen, t.new, t.changed, t.unchanged, t.failed, t.withdrawn)
        declared = "-" if t.declared is None else str(t.declared)
        cells = (run.source.name, say(f"state.{run.state}"), declared, *map(str, counts))
        table.add_row(*cells)
    console().print(table)
