"""The log of what was published, changed and taken away, written when it happens and only added to.

A store does not tell by itself when something was published: the present version may have stood for weeks
before a catalogue was complete enough for a feed. So every publication writes down what it did. Keys go up
in the order of time, also between publishers, which is what cuts the log into pages for ever.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, func, select, text

from catalogue.portions import portions
from catalogue.store import tables as t

__all__ = ["LastEvent", "close_log", "keep_events", "last_events", "newest_event"]

DELETE: Final = "Delete"


class LastEvent(NamedTuple):
    """What happened last to something of a publisher."""

    is_gone: bool
    version_id: int | None
    digest: str
    linked: bool


def close_log(connection: Connection) -> None:
    """Have the log to ourselves until the transaction ends; others read it all the same."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE event IN EXCLUSIVE MODE"))
    else:
        connection.execute(t.event.delete().where(t.event.c.id < 0))  # any write, as SQLite locks by those


def newest_event(connection: Connection, publisher: str) -> int:
    """Give the key of what happened last to a publisher; 0 when nothing ever did."""
    newest = select(func.max(t.event.c.id)).where(t.event.c.publisher == publisher)
    return connection.execute(newest).scalar() or 0


def last_events(connection: Connection, publisher: str) -> dict[str, LastEvent]:
    """Give what happened last to everything of a publisher that was ever published, by IRI."""
    e = t.event.c
    newest = select(func.max(e.id)).where(e.publisher == publisher).group_by(e.iri)
    rows = connection.execute(select(e.iri, e.verb, e.version_id, e.digest, e.linked).where(e.id.in_(newest)))
    return {
        iri: LastEvent(verb == DELETE, version, digest, linked) for iri, verb, version, digest, linked in rows
    }


def keep_events(connection: Connection, rows: Iterable[Mapping[str, Any]], now: datetime) -> int:
    """Add what happened at one moment, in this order; give how much it was.

    No two publications share a moment, and a clock that was set back sets nothing back here.
    """
    newest = connection.execute(select(t.event.c.at).order_by(t.event.c.id.desc()).limit(1)).scalar()
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    if newest is not None and newest >= at:
        at = newest + timedelta(milliseconds=1)
    count = 0
    for some in portions(rows):
        connection.execute(t.event.insert(), [{**row, "at": at} for row in some])
        count += len(some)
    return count
