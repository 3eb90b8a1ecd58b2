"""Harvests the CKAN town in its own process: ``python -m tests.road.harvest_once STORE URL FOLDER BESIDE``.

The last argument is how many processes may walk the road beside it.
"""

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from catalogue.store import Database, open_database
from tests.road.towns import Town, publisher_of, rules_of

__all__ = ["PAGE", "town_of"]

PAGE = 50


def town_of(url: str, database: Database, folder: Path) -> Town:
    """Give the CKAN town with its portal at another address, read in pages of 50."""
    (scheduled,) = publisher_of("ckan").sources
    return Town(replace(scheduled.source, url=url, page_size=PAGE), rules_of("ckan"), database, folder)


if __name__ == "__main__":
    store, address, workplace, processes = sys.argv[1:]
    with closing(open_database(store)) as opened:
        replace(town_of(address, opened, Path(workplace)), processes=int(processes)).harvest()
