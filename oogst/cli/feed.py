"""``oogst feed``: write the feeds again from what stands in the store, without harvesting."""

from pathlib import Path

import typer
from rich.text import Text as Line

from catalogue.errors import OogstError, UsageError
from catalogue.store import Database
from catalogue.views import publishers_kept
from harvester.runs import publish
from oogst.cli.console import console, screen_language, tell, tell_error
from oogst.cli.harvest_log import log_harvests
from oogst.cli.options import DatabaseUrl, FeedsFolder, Publishers, SchedulesFolder
from oogst.installation import names_are_examples, opened, publishers, rules_for
from oogst.settings import settings
from schedules import Publisher, select

__all__ = ["command"]


def command(
    names: Publishers = None,
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    chosen = select(publishers(schedules), names or [])
    folder = feeds or settings().feeds
    with opened(database) as store:
        with store.transaction() as connection:
            standing = set(publishers_kept(connection))
        if not standing & {publisher.name for publisher in chosen}:
            raise UsageError("usage.nothing-harvested")
        written = (_write(publisher, store, folder) for publisher in chosen if publisher.name in standing)
        failures = [refused for each in written for refused in each]
        for unlogged in log_harvests(store, folder, schedules):
            tell_error(unlogged)
            failures.append(unlogged)
    if names_are_examples():
        tell("feed.example-names")
    if failures:
        raise typer.Exit(failures[0].exit_code)


def _write(publisher: Publisher, store: Database, folder: Path) -> list[OogstError]:
    """Write one feed; one that is refused does not keep the others from being written."""
    try:
        made = publish(publisher.name, database=store, rules=rules_for(publisher.facts), folder=folder)
    except OogstError as refused:
        tell_error(refused)
        return [refused]
    for path in made.feed.paths if made.feed else ():
        count = made.feed.entries if made.feed else 0
        line = screen_language().count("feed.written", count, path=path)
        console().print(Line(line), soft_wrap=True)
    for failure in made.failures:
        tell_error(failure)
    return [*made.failures]
