"""What a publication did: which entries it brought, changed and took away since the one before.

The measure is what the feed really holds, not what was harvested: an entry changes also when another leaves
and a link to it is left out, and an entry that is held back was taken away. So the log never says anything
that the feed, when its swap is done, does not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from catalogue.graph import Blocks, registrations, statements
from catalogue.packing import pack, unpack
from catalogue.portions import portions
from catalogue.store import Database
from catalogue.store import tables as t
from catalogue.store.events import LastEvent, close_log, keep_events, last_events, newest_event
from catalogue.store.members import unpack_members
from catalogue.store.seals import seal_events
from catalogue.targets.events import Verb, graph_digest
from catalogue.targets.feed.links import Links, lead_away
from catalogue.views.events import Listed

__all__ = ["Feed", "log_publication"]

AT_ONCE: Final = 200
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Feed:
    """What was published."""

    publisher: str
    iri: str
    """Of the catalogue."""
    catalogue: Blocks
    """Without its members."""
    links: Links
    listed: Sequence[Listed]


def log_publication(database: Database, feed: Feed, now: datetime, *, stands: Callable[[], bool]) -> int:
    """Write down what this publication did since the last one; give how many things happened.

    Nothing is written when the feed does not stand any more: whoever put another in its place wrote down the
    difference to that. The comparison comes before the log is closed to others, and again only when somebody
    wrote meanwhile: a first publication takes seconds to compare, and harvests go on.
    """
    with database.snapshot() as reading:
        newest = newest_event(reading, feed.publisher)
        rows = list(_rows(reading, feed))
    if not rows:
        return 0
    with database.transaction() as log:
        close_log(log)
        if not stands():
            return 0
        unaware = newest_event(log, feed.publisher) != newest
        count = keep_events(log, _rows(log, feed) if unaware else rows, now)
        seal_events(log, feed.publisher)
        return count


def _rows(connection: Connection, feed: Feed) -> Iterator[Row]:
    before = last_events(connection, feed.publisher)
    yield from _of_catalogue(feed, before)
    yield from _of_entries(connection, feed, before)


def _of_catalogue(feed: Feed, before: Mapping[str, LastEvent]) -> Iterator[Row]:
    """Tell what the catalogue says of itself; which entries it has, they say."""
    body = statements(feed.catalogue)
    row = _row(feed, before, feed.iri, None, body)
    if row:
        yield row | {"body": pack(body)}


def _of_entries(connection: Connection, feed: Feed, before: Mapping[str, LastEvent]) -> Iterator[Row]:
    """Tell of entries, those that went first; nothing refers to them any longer."""
    now = {each.iri: each.version_id for each in feed.listed}
    gone = [iri for iri, last in before.items() if not last.is_gone and iri not in now and iri != feed.iri]
    other = {
        iri: version
        for iri, version in now.items()
        if (last := before.get(iri)) is None or last.is_gone or last.version_id != version
    }
    yield from (_gone(feed, iri) for iri in sorted(gone))
    if gone or other:
        linked = {iri: now[iri] for iri, last in before.items() if last.linked and iri in now}
        yield from _looked_at(connection, feed, before, linked | other)


def _looked_at(
    connection: Connection, feed: Feed, before: Mapping[str, LastEvent], versions: Mapping[str, int]
) -> Iterator[Row]:
    iris = {version: iri for iri, version in versions.items()}
    v = t.version.c
    for some in portions(iris):
        query = select(v.id, v.body, v.members).where(v.id.in_(some))
        for version, packed, members in connection.execute(query.order_by(v.id)).all():
            body = unpack(packed)
            kept = feed.links.keep(body)
            registered = registrations(feed.iri, unpack_members(members))
            row = _row(feed, before, iris[version], version, kept + registered)
            if row:
                altered = {} if kept == body else {"body": pack(kept)}
                yield row | {"linked": lead_away(body)} | altered


def _row(
    feed: Feed, before: Mapping[str, LastEvent], iri: str, version: int | None, graph: bytes
) -> Row | None:
    """Tell of a graph as published, unless that very graph was published last."""
    last = before.get(iri)
    digest = graph_digest(graph)
    if last and last.digest == digest:
        return None
    verb = Verb.UPDATE if last and not last.is_gone else Verb.CREATE
    return _empty(feed, verb, iri) | {"version_id": version, "digest": digest}


def _gone(feed: Feed, iri: str) -> Row:
    return _empty(feed, Verb.DELETE, iri)


def _empty(feed: Feed, verb: Verb, iri: str) -> Row:
    return {
        "publisher": feed.publisher,
        "verb": verb.value,
        "iri": iri,
        "catalogue": feed.iri,
        "version_id": None,
        "digest": "",
        "body": None,
        "linked": False,
    }
