"""Writing the log of harvests after whatever changed what it tells, in the words of the command line."""

from datetime import UTC, datetime
from pathlib import Path

from catalogue.errors import OogstError
from catalogue.store import Database
from oogst.harvestlog import stands, write_harvest_log
from oogst.installation import publishers
from oogst.settings import settings

__all__ = ["log_again", "log_harvests"]


def log_harvests(store: Database, folder: Path, schedules: Path | None) -> list[OogstError]:
    """Write the log beside the feeds; give what kept it from being written, which undoes nothing."""
    try:
        known, base = publishers(schedules), settings().base_iri.rstrip("/")
        write_harvest_log(folder, store, known, base=base, now=datetime.now(UTC))
    except OogstError as refused:
        return [refused]
    return []


def log_again(store: Database, folder: Path, schedules: Path | None) -> list[OogstError]:
    """Write the log anew where it stands: no decision about a run brings it to a folder without one."""
    return log_harvests(store, folder, schedules) if stands(folder) else []
