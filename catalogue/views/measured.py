"""Entries as they are published, for measures that see no more of them than a portal does."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from catalogue.packing import unpack
from catalogue.store import tables as t

__all__ = ["PublishedForm", "published_forms"]


class PublishedForm(NamedTuple):
    uuid: str
    identifier: str
    title: str
    publisher: str
    published: bool
    sound: bool
    """No error in any of the layers that were asked about."""
    body: bytes
    """N-Triples with the catalogue record."""


def published_forms(
    connection: Connection, publisher: str = "", layers: Collection[str] = ()
) -> Iterator[PublishedForm]:
    """Give what stands of a publisher (or of all), held back or not, in the form it is published in."""
    f, a = t.finding.c, t.assessment.c
    broken = exists().where(f.assessment_id == a.id, f.severity == "error", f.layer.in_(layers))
    e = t.entry.c
    query = (
        select(
            e.uuid,
            t.record.c.identifier,
            t.version.c.title,
            e.publisher,
            a.published,
            ~broken,
            t.version.c.body,
        )
        .join_from(t.entry, t.version, t.version.c.id == e.version_id)
        .join(t.assessment, a.id == e.assessment_id)
        .join(t.record, t.record.c.id == e.record_id)
        .where(e.withdrawn_at.is_(None), e.replaced_by.is_(None))
        .order_by(e.id)
    )
    if publisher:
        query = query.where(e.publisher == publisher)
    for row in connection.execute(query.execution_options(yield_per=200)):
        yield PublishedForm(*row)._replace(body=unpack(row.body))
