"""``oogst demo``: sample portals on this machine, the whole road twice, and a table of what came of it."""

import shutil
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from catalogue.store import Database, count_findings, open_database, published_members, scores_of, standing
from oogst.cli.console import console, help_text, screen_language
from oogst.cli.run import harvest
from oogst.demo import SamplePortals, write_publishers
from schedules import Publisher, load_all

__all__ = ["command"]


def command(
    folder: Annotated[Path, typer.Option("--folder", help=help_text("folder"), metavar="FOLDER")] = Path(),
) -> None:
    place = folder / "demo"
    _empty(place)
    database = open_database(f"sqlite:///{place / 'oogst.db'}")
    try:
        with SamplePortals() as portals:
            write_publishers(place / "schedules", portals)
            known = load_all(place / "schedules")
            for portals.day in (1, 2):
                _walk(known, database, place / "feeds", portals.day)
        example = _example(known, database)
    finally:
        database.close()
    say = screen_language().say
    facts = {"database": place / "oogst.db", "feeds": place / "feeds", "example": example}
    console().print(say("demo.done", **facts), markup=False)


def _empty(place: Path) -> None:
    """Begin anew, so that the demo shows the same each time; only what a demo makes is removed."""
    for name in ("feeds", "schedules"):
        shutil.rmtree(place / name, ignore_errors=True)
    for name in ("oogst.db", "oogst.db-wal", "oogst.db-shm"):
        (place / name).unlink(missing_ok=True)
    place.mkdir(parents=True, exist_ok=True)


def _walk(known: list[Publisher], database: Database, feeds: Path, day: int) -> None:
    say = screen_language().say
    columns = (
        "portal",
        "found",
        "mapped",
        "published",
        "new",
        "changed",
        "unchanged",
        "findings",
        "score",
        "feed",
    )
    table = Table(*(say(f"column.{name}") for name in columns), title=say("demo.day", day=day))
    for publisher in known:
        runs, publication, _ = harvest(publisher, database, feeds)
        with database.transaction() as connection:
            counts = standing(connection, publisher.name)
            findings = sum(one.places for one in count_findings(connection, publisher.name))
            scores = [score for score, _ in scores_of(connection, publisher.name) if score is not None]
        tally = runs[0].tally
        cells = (
            runs[0].source.protocol,
            tally.seen + tally.duplicates + tally.skipped,
            counts.entries,
            counts.published,
            tally.new,
            tally.changed,
            tally.unchanged,
            findings,
            f"{sum(scores) / len(scores) * 100:.0f}" if scores else "-",
            publication.feed.paths[0] if publication and publication.feed else "-",
        )
        table.add_row(*(str(cell) for cell in cells))
    console().print(table)


def _example(known: list[Publisher], database: Database) -> str:
    with database.transaction() as connection:
        members = [member for one in known for member in published_members(connection, one.name)]
    return members[0].iri.rpartition("/")[2] if members else "UUID"
