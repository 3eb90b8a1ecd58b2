"""What we hold, for whoever has to recognise it elsewhere."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from catalogue.store import tables as t

__all__ = ["listed_bodies", "own_bodies", "registered_uuids"]

STANDS = t.entry.c.withdrawn_at.is_(None) & t.entry.c.replaced_by.is_(None)


def registered_uuids(connection: Connection) -> list[str]:
    """List the UUID of every entry there ever was: a name is not free again."""
    return list(connection.execute(select(t.entry.c.uuid)).scalars())


def own_bodies(connection: Connection, but: str) -> Iterator[tuple[str, bytes]]:
    """Give (UUID, body) of what stands in publishers' own sources, other than the one named."""
    query = (
        select(t.entry.c.uuid, t.version.c.body)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(STANDS, ~t.source.c.aggregator, t.source.c.name != but)
    )
    yield from ((uuid, body) for uuid, body in connection.execute(query))


def listed_bodies(connection: Connection, publishers: Sequence[str]) -> Iterator[tuple[str, str, str, bytes]]:
    """Give (UUID, title, source, body) of what stands, of these publishers or of all when none is named."""
    query = (
        select(t.entry.c.uuid, t.version.c.title, t.source.c.name, t.version.c.body)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(STANDS)
    )
    if publishers:
        query = query.where(t.entry.c.publisher.in_(publishers))
    rows = connection.execute(query.order_by(t.entry.c.id))
    yield from ((uuid, title, source, body) for uuid, title, source, body in rows)
