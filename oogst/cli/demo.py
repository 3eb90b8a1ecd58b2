"""``oogst demo``: sample portals on this machine, the whole road twice, and a table of what came of it."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Table
from rich.text import Text as Line

from catalogue.errors import OogstError, UsageError
from catalogue.store import Database, open_database
from catalogue.views import finding_places, published_members, scores_of, standing
from oogst.cli.console import console, screen_language, tell_error
from oogst.cli.run import Harvest, harvest
from oogst.cli.together import follow
from oogst.demo import SamplePortals, write_publishers
from oogst.screen import Speech, data_table, heading
from schedules import Publisher, load_all

__all__ = ["command"]

COUNTS: Final = ("found", "mapped", "published", "new", "changed", "findings", "score")


def command(
    folder: Annotated[Path, typer.Option("--folder", help="help.folder", metavar="FOLDER")] = Path(),
) -> None:
    place = folder / "demo"
    _empty(place)
    failed = False
    database = open_database(f"sqlite:///{place / 'oogst.db'}")
    try:
        with SamplePortals() as portals:
            write_publishers(place / "schedules", portals)
            known = load_all(place / "schedules")
            for portals.day in (1, 2):
                failed |= _walk(known, database, place / "feeds", portals.day)
        failed |= _told(follow(database, place / "feeds", place / "schedules"))
        example = _example(known, database)
    finally:
        database.close()
    facts = {"database": place / "oogst.db", "feeds": place / "feeds", "example": example}
    console().print(Line(screen_language().say("demo.done", **facts)), soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def _empty(place: Path) -> None:
    """Begin anew, so that the demo shows the same each time; only what a demo makes is removed."""
    try:
        for name in ("feeds", "schedules"):
            shutil.rmtree(place / name, ignore_errors=True)
        for name in ("oogst.db", "oogst.db-wal", "oogst.db-shm"):
            (place / name).unlink(missing_ok=True)
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError("demo.no-place", folder=place, detail=error.strerror or error) from error


def _walk(known: list[Publisher], database: Database, feeds: Path, day: int) -> bool:
    """Harvest every portal once and show the table of that day; tell whether anything failed."""
    speech = screen_language()
    screen = console()
    table = _table(speech)
    failed = False
    for publisher in known:
        done = harvest(publisher, database, feeds)
        table.add_row(*_cells(done, database, speech))
        failed |= _told(done.failures)
    screen.print(heading(speech.say("demo.day", day=day)), table)
    screen.print(Line(speech.say(f"demo.after-day-{day}"), style="dim"))
    return failed


def _told(failures: Sequence[OogstError]) -> bool:
    for failure in failures:
        tell_error(failure)
    return bool(failures)


def _table(speech: Speech) -> Table:
    numbers = [speech.say(f"column.{name}") for name in COUNTS]
    table = data_table([speech.say("column.portal")], numbers, gap=0)
    table.add_column(speech.say("column.feed"))
    return table


def _cells(done: Harvest, database: Database, speech: Speech) -> list[str]:
    with database.transaction() as connection:
        counts = standing(connection, done.publisher)
        findings = sum(one.severity != "info" for one in finding_places(connection, done.publisher))
        scores = [score for score, _ in scores_of(connection, done.publisher) if score is not None]
    feed = done.publication.feed if done.publication else None
    run = done.runs[0]
    tally = run.tally
    numbers = (
        tally.seen + tally.duplicates + tally.skipped,
        counts.entries,
        counts.published,
        tally.new,
        tally.changed,
        findings,
        f"{sum(scores) / len(scores) * 100:.0f}" if scores else "-",
    )
    name = feed.paths[0].name if feed else f"{done.publisher}: -"
    return [speech.say(f"protocol.{run.source.protocol}"), *map(str, numbers), name]


def _example(known: list[Publisher], database: Database) -> str:
    with database.transaction() as connection:
        members = [member for one in known for member in published_members(connection, one.name)]
    return members[0].iri.rpartition("/")[2] if members else "UUID"
