"""The newest changes of what is published, from the log of events: what, when, and of which properties."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from catalogue.model.namespaces import shorten
from catalogue.packing import unpack
from catalogue.store import tables as t

__all__ = ["ChangeView", "newest_changes"]

STATEMENT: Final = re.compile(rb"(?m)^<([^>]*)> <([^>]*)> .*$")
RECORDED: Final = b"/id/record/"
"""In the IRI of a catalogue record: it changes with every version, and is ours."""


class ChangeView(NamedTuple):
    verb: str
    """Create, Update or Delete."""
    iri: str
    publisher: str
    at: datetime
    title: str
    properties: list[str]
    """Of an update, as ``dct:title``: those of the entry and of all that belongs to it."""


def newest_changes(connection: Connection, publisher: str | None, limit: int) -> list[ChangeView]:
    """Give the newest changes of the entries of a publisher, or of all, the newest first."""
    e, v = t.event.c, t.version.c
    former = t.event.alias("former")
    before = (
        select(func.max(former.c.id)).where(former.c.iri == e.iri, former.c.id < e.id).correlate(t.event)
    ).scalar_subquery()
    columns = (e.verb, e.iri, e.publisher, e.at, v.title, e.body, v.body.label("whole"))
    query = (
        select(*columns, before.label("before"))
        .select_from(t.event.outerjoin(t.version))
        .where(e.iri != e.catalogue)
        .order_by(e.id.desc())
        .limit(limit)
    )
    if publisher is not None:
        query = query.where(e.publisher == publisher)
    return [
        ChangeView(*row[:4], *_told(connection, row.title or "", row.body or row.whole, row.before))
        for row in connection.execute(query).all()
    ]


def _told(
    connection: Connection, title: str, body: bytes | None, before: int | None
) -> tuple[str, list[str]]:
    """Give the title, which a deletion has from what was before it, and what is other than then."""
    if before is None:
        return title, []
    query = select(t.version.c.title, t.event.c.body, t.version.c.body.label("whole"))
    of_event = query.select_from(t.event.outerjoin(t.version)).where(t.event.c.id == before)
    row = connection.execute(of_event).one()
    former = row.body or row.whole
    return title or row.title or "", _differing(former, body) if former and body else []


def _differing(before: bytes, after: bytes) -> list[str]:
    then, now = _statements(before), _statements(after)
    return sorted({shorten(predicate.decode()) for predicate, _ in then ^ now})


def _statements(body: bytes) -> set[tuple[bytes, bytes]]:
    """Give each statement about an entry with its property."""
    found = STATEMENT.finditer(unpack(body))
    return {(one[2], one[0]) for one in found if RECORDED not in one[1]}
