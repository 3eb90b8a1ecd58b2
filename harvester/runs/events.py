"""Letting the stream of events follow a publication: the log first, then the pages that tell it."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from catalogue.store import Database
from catalogue.targets.events import Retention, write_events
from catalogue.targets.feed import LastCopy, last_copy
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.swap import locked
from catalogue.views import EventLog, listed_versions
from harvester.runs.catalogues import Whole
from harvester.runs.happened import Feed, log_publication
from harvester.runs.rules import Rules

__all__ = ["ALL", "published", "write_stream"]

ALL: str = "all"
"""The stream of all publishers."""


def write_stream(folder: Path, copy: LastCopy, whole: Whole, *, connection: Connection, rules: Rules) -> None:
    """Write down what a publication did, then what its streams lack of that. Raises TargetError."""
    database = Database(connection.engine)
    feed = published(connection, whole)
    log_publication(
        database, feed, copy.published_at, stands=lambda: last_copy(folder, copy.publisher) == copy
    )
    with locked(folder), database.snapshot() as log:
        _write(folder, copy.publisher, EventLog(log, copy.publisher), copy.published_at, rules.retention)
        _write(folder, ALL, EventLog(log, None), copy.published_at, rules.retention)


def published(connection: Connection, whole: Whole) -> Feed:
    """Give what the feed of a publisher holds, as this connection shows it."""
    return Feed(
        publisher=whole.publisher,
        iri=whole.catalog.iri,
        catalogue=whole.bare(),
        links=Links(whole.blocks()),
        listed=list(listed_versions(connection, whole.publisher)),
    )


def _write(folder: Path, name: str, log: EventLog, now: datetime, retention: Retention | None) -> None:
    write_events(folder, name, log, now=now, retention=retention)
