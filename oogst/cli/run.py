"""``oogst run``: harvest sources now, and write their feeds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.errors import OogstError, UsageError
from catalogue.scores import Cause
from catalogue.store import Database
from harvester.runs import Publication, RunSummary, publish, run_source
from oogst.cli.console import bar, console, print_json, screen_language, tell, tell_error
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, Publishers, SchedulesFolder
from oogst.cli.run_show import show_run
from oogst.cli.together import follow
from oogst.installation import crawling, limits_of, names_are_examples, opened, publishers, rules_for
from oogst.report import OverlayState, overlay_document, overlay_states, print_attention, run_reasons
from oogst.scorekeeping import keep_present_score
from oogst.screen import data_table
from oogst.settings import settings
from schedules import Publisher, Scheduled, select

__all__ = ["Harvest", "command", "harvest"]

SHOW: Final = "show"
"""``oogst run show RUN`` looks at a run that was; no publisher may have this name."""
NUMBERS: Final = ("declared", "seen", "new", "changed", "unchanged", "failed", "withdrawn")


@dataclass(slots=True)
class Harvest:
    """What became of the sources and the feed of one publisher."""

    publisher: str
    runs: list[RunSummary] = field(default_factory=list)
    publication: Publication | None = None
    failures: list[OogstError] = field(default_factory=list)
    overlays: list[OverlayState] = field(default_factory=list)


def command(
    names: Publishers = None,
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    if names and names[0] == SHOW:
        show_run(_number(names[1:]), database, as_json=as_json)
        return
    chosen = select(publishers(schedules), names or [])
    folder = feeds or settings().feeds
    with opened(database) as store:
        harvests = [harvest(publisher, store, folder) for publisher in chosen]
        refused = follow(store, folder, schedules)
    if as_json:
        print_json([_document(run, one.overlays) for one in harvests for run in one.runs])
    else:
        _show(harvests)
    if names_are_examples():
        tell("feed.example-names")
    failures = [*(failure for one in harvests for failure in one.failures), *refused]
    for failure in failures:
        tell_error(failure)
    if failures:
        raise typer.Exit(failures[0].exit_code)


def _number(words: list[str]) -> str:
    """Give the number of the run to show. Raises UsageError when there is none."""
    if len(words) != 1:
        raise UsageError("usage.missing-argument", name="RUN")
    return words[0]


def _document(run: RunSummary, overlays: Iterable[OverlayState]) -> dict[str, object]:
    reasons = run_reasons(run, screen_language())
    counts = {name: getattr(run.tally, name) for name in (*NUMBERS, "duplicates", "skipped", "scope")}
    return {
        "run": run.run_id,
        "source": run.source.name,
        "state": run.state,
        "reasons": reasons,
        **counts,
    } | {
        "overlays": [
            overlay_document(one, screen_language())
            for one in overlays
            if one.overlay.is_for(run.source.name)
        ]
    }


def harvest(publisher: Publisher, store: Database, folder: Path) -> Harvest:
    """Harvest the sources of a publisher that are in use, then write its feed; refused, the last stays."""
    done = Harvest(publisher.name)
    rules = rules_for(publisher.facts)
    for scheduled in publisher.sources:
        if not scheduled.active(datetime.now(UTC)):
            continue
        try:
            done.runs.append(_run(scheduled, publisher, store))
        except OogstError as busy:  # another process harvests this very source
            done.failures.append(busy)
    done.failures += [run.failure for run in done.runs if run.failure]
    with store.transaction() as connection:
        done.overlays = overlay_states(connection, publisher, rules, datetime.now(UTC).date())
    if all(run.failure for run in done.runs):
        return done
    try:
        done.publication = publish(
            publisher.name, database=store, rules=rules, folder=folder, limits=limits_of(publisher)
        )
        done.failures += done.publication.failures
    except OogstError as refused:
        done.failures.append(refused)
    keep_present_score(store, publisher.name, Cause.RUN, publisher.facts)
    return done


def _run(scheduled: Scheduled, publisher: Publisher, store: Database) -> RunSummary:
    with bar(scheduled.name) as progress:
        return run_source(
            scheduled.source,
            database=store,
            rules=rules_for(publisher.facts),
            crawling=crawling(),
            workplace=Path.cwd(),
            processes=settings().processes,
            successions=settings().successions,
            progress=progress,
        )


def _show(harvests: list[Harvest]) -> None:
    speech = screen_language()
    screen = console()
    runs = [run for one in harvests for run in one.runs]
    if not runs:
        screen.print(Line(speech.say("run.nothing")))
        return
    screen.print(_table(runs))
    for run in runs:
        for reason in run_reasons(run, speech):
            screen.print(Padding(Line(f"{run.source.name}: {reason}", style="yellow"), (0, 0, 0, 1)))
    for one in harvests:
        print_attention(one.overlays, screen, speech)
        for path in one.publication.feed.paths if one.publication and one.publication.feed else ():
            count = one.publication.feed.entries if one.publication and one.publication.feed else 0
            screen.print(Line(speech.count("feed.written", count, path=path)), soft_wrap=True)


def _table(runs: list[RunSummary]) -> Table:
    say = screen_language().say
    table = data_table(
        [say("column.source"), say("column.state")], [say(f"column.{name}") for name in NUMBERS]
    )
    for run in runs:
        t = run.tally
        counts = (t.seen, t.new, t.changed, t.unchanged, t.failed, t.withdrawn)
        declared = "-" if t.declared is None else str(t.declared)
        table.add_row(run.source.name, say(f"state.{run.state}"), declared, *map(str, counts))
    return table
