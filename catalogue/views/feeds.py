"""What the feed of a publisher holds, in the order of the feed."""

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from catalogue.graph import Member
from catalogue.packing import unpack
from catalogue.store import tables as t
from catalogue.store.members import unpack_members
from catalogue.targets.feed import Entries, Past
from catalogue.views.current import current

__all__ = [
    "feed_past",
    "published_bodies",
    "published_entries",
    "published_leaves",
    "published_members",
    "publishers_kept",
]


def published_members(connection: Connection, publisher: str) -> list[Member]:
    """List what the feed of a publisher registers, in the order of the feed."""
    query = current(t.version.c.members, publisher=publisher)
    rows = connection.execute(query.where(t.assessment.c.published).order_by(t.entry.c.iri))
    return [member for (members,) in rows for member in unpack_members(members)]


def published_bodies(connection: Connection, publisher: str) -> Iterator[bytes]:
    """Give the N-Triples of each published entry, in the order of the feed, a few at a time."""
    return map(unpack, _packed(connection, publisher))


def published_entries(connection: Connection, publisher: str) -> Entries:
    """Give the same as they are kept, so that what is unchanged need not be unpacked."""
    return Entries(_packed(connection, publisher), unpack)


def _packed(connection: Connection, publisher: str) -> Iterator[bytes]:
    query = current(t.version.c.body, publisher=publisher)
    ordered = query.where(t.assessment.c.published).order_by(t.entry.c.iri)
    rows = connection.execute(ordered.execution_options(yield_per=200))
    for (body,) in rows:
        yield body


def published_leaves(connection: Connection, publisher: str) -> Iterator[tuple[list[Member], bytes]]:
    """Give what each published entry registers, and what is kept of it, in the order of the feed."""
    query = current(t.version.c.members, t.version.c.body, publisher=publisher)
    ordered = query.where(t.assessment.c.published).order_by(t.entry.c.iri)
    rows = connection.execute(ordered.execution_options(yield_per=200))
    for members, body in rows:
        yield unpack_members(members), body


def publishers_kept(connection: Connection) -> list[str]:
    """List the publishers that the store has entries of."""
    return list(
        connection.execute(select(t.entry.c.publisher).distinct().order_by(t.entry.c.publisher)).scalars()
    )


def feed_past(connection: Connection, publisher: str) -> Past:
    """Tell what became of entries that may have stood in the last feed of a publisher.

    An entry that turned out to be another goes on as that one. What a person withdrew, agreed to see
    withdrawn or linked to another may go: the yes was given there.
    """
    heir = t.entry.alias()
    e, s = t.entry.c, t.succession.c
    replaced = (
        select(e.iri, heir.c.iri, func.coalesce(s.decided_by, ""))
        .join(heir, heir.c.id == e.replaced_by)
        .outerjoin(t.succession, (s.record_id == e.record_id) & (s.state == "applied"))
        .where(e.publisher == publisher)
    )
    became = {}
    let_go = set(_withdrawn_by_people(connection, publisher))
    for iri, other, by in connection.execute(replaced):
        if by:
            let_go.add(iri)
        else:
            became[iri] = other
    return Past(became=became, let_go=let_go)


def _withdrawn_by_people(connection: Connection, publisher: str) -> Iterator[str]:
    last = select(func.max(t.standing.c.id)).group_by(t.standing.c.record_id)
    query = (
        select(t.entry.c.iri, t.version.c.members)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.standing, t.standing.c.record_id == t.entry.c.record_id)
        .where(t.entry.c.publisher == publisher, t.entry.c.replaced_by.is_(None))
        .where(t.standing.c.id.in_(last), t.standing.c.state == "withdrawn", t.standing.c.by != "")
    )
    for iri, members in connection.execute(query):
        yield iri
        yield from (member.iri for member in unpack_members(members))
