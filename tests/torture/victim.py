"""A harvest to be killed: ``python -m tests.torture.victim PROTOCOL URL STORE FOLDER DAY``."""

import sys
from contextlib import closing
from pathlib import Path

from catalogue.model import Protocol, Source
from catalogue.store import Database, open_database
from tests.harvester.scenarios import selectors
from tests.road.towns import EVENING, MORNING, QUICK, Town, rules_of

__all__ = ["MOMENTS", "PAGE", "town_of"]

PAGE = 20
MOMENTS = {1: MORNING, 2: EVENING}
"""When a harvest takes place, by day: all harvests of a day at the same moment, to end in equal states."""


def town_of(protocol: Protocol, url: str, database: Database, folder: Path) -> Town:
    """Give a town whose portal speaks this protocol; it has the facts of the CKAN town of the demo."""
    source = Source(
        name="zonnegem/portaal",
        publisher="zonnegem",
        protocol=protocol,
        url=url,
        language="nl",
        allow_private=True,
        page_size=PAGE,
        concurrency=4,
        selectors=selectors(protocol),
    )
    return Town(source, rules_of("ckan"), database, folder, QUICK)


if __name__ == "__main__":
    spoken, address, store, workplace, day = sys.argv[1:]
    with closing(open_database(store)) as opened:
        town_of(Protocol(spoken), address, opened, Path(workplace)).harvest(MOMENTS[int(day)])
