"""What entries of a publisher have or had a page: those that are published, and those that ever were."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from catalogue.graph import Member
from catalogue.model import Kind
from catalogue.packing import unpack
from catalogue.store import tables as t
from catalogue.store.members import unpack_members

__all__ = ["PageRow", "bodies_of", "page_rows"]

AT_ONCE = 200
"""Descriptions in memory at a time."""


class PageRow(NamedTuple):
    uuid: str
    iri: str
    kind: Kind
    title: str
    version_id: int
    hash: str
    """Of the content of that version."""
    since: datetime
    """From when on it was so."""
    members: tuple[Member, ...]
    """Itself first, and the services listed inside it."""
    published: bool
    """Whether the feed holds it."""
    withdrawn_at: datetime | None
    replaced_by: str
    """IRI of the entry that it turned out to be; empty: it did not."""


def page_rows(connection: Connection, publisher: str) -> list[PageRow]:
    """List every entry of a publisher that is published or ever was, without what it says."""
    e, v, a = t.entry.c, t.version.c, t.assessment.c
    other, past, judged = t.entry.alias("other"), t.version.alias("past"), t.assessment.alias("judged")
    ever = exists().where(judged.c.version_id == past.c.id, past.c.entry_id == e.id, judged.c.published)
    columns = (e.uuid, e.iri, e.kind, v.title, v.id, v.hash, v.valid_from, v.members, a.published)
    query = (
        select(*columns, e.withdrawn_at, other.c.iri.label("replaced_by"))
        .select_from(t.entry)
        .join(t.version, v.id == e.version_id)
        .join(t.assessment, a.id == e.assessment_id)
        .outerjoin(other, other.c.id == e.replaced_by)
        .where(e.publisher == publisher, a.published | ever)
        .order_by(e.uuid)
    )
    rows = connection.execute(query.execution_options(yield_per=1000))
    return [
        PageRow(
            *row[:2],
            Kind(row.kind),
            *row[3:7],
            tuple(unpack_members(row.members)),
            row.published and row.withdrawn_at is None and row.replaced_by is None,
            row.withdrawn_at,
            row.replaced_by or "",
        )
        for row in rows
    ]


def bodies_of(connection: Connection, versions: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Give the N-Triples of versions, in no order, a few at a time."""
    v = t.version.c
    for start in range(0, len(versions), AT_ONCE):
        among = versions[start : start + AT_ONCE]
        for version, body in connection.execute(select(v.id, v.body).where(v.id.in_(among))):
            yield version, unpack(body)
