"""What a push asks of the store: what is to stand at a target, and what became of what is not."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from catalogue.model import Kind
from catalogue.packing import unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.targets.push.target import Wanted

__all__ = [
    "Fate",
    "Offered",
    "fates",
    "of_version",
    "offered",
    "offered_of",
    "only_offered",
    "portions",
    "published_uuids",
    "publishing",
    "version_of",
]

PRESENT = (
    t.version.c.id == t.entry.c.version_id,
    t.assessment.c.id == t.entry.c.assessment_id,
)


class Offered(NamedTuple):
    """An entry that is published, and where it came from."""

    wanted: Wanted
    source: str
    address: str
    """Of the portal that it was harvested from."""
    aggregator: bool
    """That portal passes on what others publish."""
    whole: str = ""
    """UUID of the entry that lists it inside itself; empty for an entry."""


class Fate(NamedTuple):
    """What became of an entry: published, held back, or withdrawn by evidence."""

    uuid: str
    publisher: str
    kind: str
    title: str
    published: bool
    withdrawn_at: datetime | None
    why: str = ""
    """Of a withdrawn one: a :class:`catalogue.store.Why`."""
    by: str = ""
    note: str = ""
    replaced_by: str = ""
    """UUID of the entry that it turned out to be."""


def offered(connection: Connection, publishers: Sequence[str]) -> Iterator[Offered]:
    """Give what these publishers publish (all, when none is named), a few at a time."""
    query = _offered()
    if publishers:
        query = query.where(t.entry.c.publisher.in_(publishers))
    rows = connection.execute(query.order_by(t.entry.c.uuid).execution_options(yield_per=200))
    yield from map(_unpacked, rows)


def offered_of(connection: Connection, uuids: Sequence[str]) -> dict[str, Offered]:
    """Give those of these entries that are published."""
    return {
        row.uuid: _unpacked(row)
        for some in portions(uuids)
        for row in connection.execute(_offered().where(t.entry.c.uuid.in_(some)))
    }


def version_of(connection: Connection, uuid: str, content: str) -> Offered | None:
    """Give the newest version of an entry with this content, published or not."""
    query = (
        _columns(t.version.c.entry_id == t.entry.c.id)
        .where(t.entry.c.uuid == uuid, t.version.c.hash == content)
        .order_by(t.version.c.id.desc())
    )
    row = connection.execute(query.limit(1)).first()
    return _unpacked(row) if row else None


def of_version(connection: Connection, version_id: int) -> Offered | None:
    """Give an entry as one version of it was, published or not."""
    query = _columns(t.version.c.entry_id == t.entry.c.id).where(t.version.c.id == version_id)
    row = connection.execute(query).first()
    return _unpacked(row) if row else None


def fates(connection: Connection, uuids: Sequence[str]) -> dict[str, Fate]:
    """Give what became of entries; those that the store never knew are left out."""
    newer = t.entry.alias("newer")
    query = (
        select(
            t.entry.c.uuid,
            t.entry.c.publisher,
            t.entry.c.kind,
            t.version.c.title,
            t.assessment.c.published,
            t.entry.c.withdrawn_at,
            t.entry.c.record_id,
            newer.c.uuid.label("newer"),
        )
        .select_from(t.entry)
        .outerjoin(t.version, PRESENT[0])
        .outerjoin(t.assessment, PRESENT[1])
        .outerjoin(newer, newer.c.id == t.entry.c.replaced_by)
    )
    found = {}
    for some in portions(uuids):
        for row in connection.execute(query.where(t.entry.c.uuid.in_(some))).all():
            found[row.uuid] = _fate(connection, row)
    return found


def _fate(connection: Connection, row: Any) -> Fate:  # noqa: ANN401  a row of the query above
    facts = (row.uuid, row.publisher, row.kind, row.title or "", bool(row.published), row.withdrawn_at)
    if row.withdrawn_at is None:
        return Fate(*facts)
    if row.newer:
        return Fate(*facts, why="succeeded", replaced_by=row.newer)
    s = t.standing.c
    last = select(s.why, s.by, s.note).where(s.record_id == row.record_id, s.state == "withdrawn")
    said = connection.execute(last.order_by(s.id.desc()).limit(1)).first()
    return Fate(*facts, *(said or ()))


def _offered() -> Select[Any]:
    return only_offered(_columns(PRESENT[0]))


def only_offered(query: Select[Any]) -> Select[Any]:
    """Narrow a query over entries and versions to the present version of what is published."""
    return query.join(t.assessment, PRESENT[1]).where(
        PRESENT[0],
        t.assessment.c.published,
        t.entry.c.withdrawn_at.is_(None),
        t.entry.c.replaced_by.is_(None),
    )


def _columns(version: Any) -> Select[Any]:  # noqa: ANN401  an expression
    return (
        select(
            t.entry.c.uuid,
            t.entry.c.iri,
            t.entry.c.publisher,
            t.entry.c.kind,
            t.version.c.title,
            t.version.c.hash,
            t.version.c.body,
            t.source.c.name,
            t.source.c.url,
            t.source.c.aggregator,
        )
        .select_from(t.entry)
        .join(t.version, version)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
    )


def _unpacked(row: Any) -> Offered:  # noqa: ANN401  a row of the query above
    uuid, iri, publisher, kind, title, content, body, *origin = row
    wanted = Wanted(uuid, iri, publisher, Kind(kind), title, content, unpack(body))
    return Offered(wanted, *origin)


def published_uuids(connection: Connection, publishers: Sequence[str]) -> list[str]:
    """List what these publishers publish (all, when none is named), sorted."""
    query = _offered().with_only_columns(t.entry.c.uuid)
    if publishers:
        query = query.where(t.entry.c.publisher.in_(publishers))
    return sorted(connection.execute(query).scalars())


def publishing(connection: Connection, publishers: Sequence[str]) -> list[str]:
    """List those of these publishers (of all, when none is named) that publish anything."""
    query = _offered().with_only_columns(t.entry.c.publisher).distinct()
    if publishers:
        query = query.where(t.entry.c.publisher.in_(publishers))
    return sorted(connection.execute(query).scalars())
