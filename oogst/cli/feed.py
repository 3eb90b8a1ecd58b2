"""``oogst feed``: write the feeds again from what stands in the store, without harvesting."""

from catalogue.errors import UsageError
from catalogue.store import publishers_kept
from harvester.runs import publish
from oogst.cli.console import console, screen_language
from oogst.cli.options import DatabaseUrl, FeedsFolder, Publishers, SchedulesFolder
from oogst.installation import opened, publishers, rules_for
from oogst.settings import settings
from schedules import select

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
        for publisher in chosen:
            if publisher.name in standing:
                made = publish(
                    publisher.name, database=store, rules=rules_for(publisher.facts), folder=folder
                )
                for path in made.feed.paths if made.feed else ():
                    facts = {"path": path, "entries": made.feed.entries if made.feed else 0}
                    console().print(screen_language().say("feed.written", **facts), markup=False)
