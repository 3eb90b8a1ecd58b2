"""The entries of a publisher as they stand, each with all its verdicts, for whoever reports on them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, select

from catalogue.charter import Verdict
from catalogue.store import tables as t
from catalogue.store.assessments import unpack_verdicts
from catalogue.views.current import current, of_record, shared_evidence

__all__ = ["JudgedRow", "count_probed", "judged_rows"]

OWN_PAGES: Final = ("dcat:landingPage", "mdcat:landingspaginaVoorGebruiksinformatie")
"""Pages on which a source shows a dataset or a service."""


class JudgedRow(NamedTuple):
    uuid: str
    iri: str
    identifier: str
    """What the source calls it."""
    title: str
    page: str
    """Where the source shows it, empty where it names no such page."""
    published: bool
    rubric: str
    verdicts: list[Verdict]


def judged_rows(connection: Connection, publisher: str) -> Iterator[JudgedRow]:
    """Give the entries of a publisher that stand, a few at a time."""
    e, a = t.entry.c, t.assessment.c
    page = (
        select(func.min(t.address.c.url))
        .join(t.link, t.link.c.address_id == t.address.c.id)
        .where(t.link.c.entry_id == e.id, t.link.c.property.in_(OWN_PAGES), t.link.c.subject == e.iri)
        .scalar_subquery()
    )
    columns = (e.uuid, e.iri, t.record.c.identifier, t.version.c.title, page, a.published, a.rubric)
    record, payload, _ = of_record()
    query = (
        current(*columns, a.verdicts, record, payload, a.at, publisher=publisher)
        .join(t.record, t.record.c.id == e.record_id)
        .order_by(e.id)
    )
    for *row, packed, of_its, bytes_of, at in connection.execute(query.execution_options(yield_per=500)):
        uuid, iri, identifier, title, where, published, rubric = row
        verdicts = unpack_verdicts(packed, shared_evidence(of_its, bytes_of, at))
        yield JudgedRow(uuid, iri, identifier, title, where or "", published, rubric, verdicts)


def count_probed(connection: Connection, publisher: str) -> int:
    """Count the addresses of a publisher's entries that were ever asked."""
    asked = (
        select(func.count(t.link.c.address_id.distinct()))
        .join(t.observation, t.observation.c.address_id == t.link.c.address_id)
        .join(t.entry, t.entry.c.id == t.link.c.entry_id)
        .where(t.entry.c.publisher == publisher)
    )
    found: int = connection.execute(asked).scalar_one()
    return found
