"""What is made of all feeds together, after one of them was published."""

from pathlib import Path

from catalogue.errors import OogstError, TargetError
from catalogue.store import Database
from catalogue.targets import LastCopy, write_all
from oogst.cli.harvest_log import log_harvests

__all__ = ["follow", "put_together"]


def follow(store: Database, folder: Path, schedules: Path | None) -> list[OogstError]:
    """Write the document of all publishers and the log of harvests; give what kept them from it."""
    return [*put_together(folder)[1], *log_harvests(store, folder, schedules)]


def put_together(folder: Path) -> tuple[LastCopy | None, list[OogstError]]:
    """Write the document where that makes a difference. Refused, the last one stays; give why."""
    try:
        return write_all(folder), []
    except TargetError as refused:
        return None, [refused]
