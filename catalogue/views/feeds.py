"""What the feed of a publisher holds, in the order of the feed."""

import zlib
from collections.abc import Iterator

import orjson
from sqlalchemy import Connection, select

from catalogue.graph import Member
from catalogue.model import Kind
from catalogue.store import tables as t
from catalogue.views.current import current

__all__ = ["published_bodies", "published_members", "publishers_kept"]


def published_members(connection: Connection, publisher: str) -> list[Member]:
    """List what the feed of a publisher registers, in the order of the feed."""
    query = current(t.version.c.members, publisher=publisher)
    rows = connection.execute(query.where(t.assessment.c.published).order_by(t.entry.c.iri))
    found = (one for (members,) in rows for one in orjson.loads(members))
    return [Member(Kind(kind), iri, record_iri) for kind, iri, record_iri in found]


def published_bodies(connection: Connection, publisher: str) -> Iterator[bytes]:
    """Give the N-Triples of each published entry, in the order of the feed, a few at a time."""
    query = current(t.version.c.body, publisher=publisher)
    ordered = query.where(t.assessment.c.published).order_by(t.entry.c.iri)
    rows = connection.execute(ordered.execution_options(yield_per=200))
    for (body,) in rows:
        yield zlib.decompress(body)


def publishers_kept(connection: Connection) -> list[str]:
    """List the publishers that the store has entries of."""
    return list(
        connection.execute(select(t.entry.c.publisher).distinct().order_by(t.entry.c.publisher)).scalars()
    )
