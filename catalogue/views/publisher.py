"""How the entries of a publisher stand: published or held back, what they break, how they score."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, func

from catalogue.charter import Verdict
from catalogue.store import tables as t
from catalogue.store.assessments import unpack_verdicts
from catalogue.views.current import current

__all__ = [
    "FindingCount",
    "FindingPlace",
    "Standing",
    "count_findings",
    "finding_places",
    "scores_of",
    "standing",
    "verdicts_of",
]


class Standing(NamedTuple):
    """How many entries of a publisher stand, and how."""

    entries: int
    published: int
    held_back: int
    waiting_for_facts: int


class FindingCount(NamedTuple):
    rule: str
    layer: str
    severity: str
    fault: str
    entries: int
    places: int


class FindingPlace(NamedTuple):
    """One finding, and the entry that has it."""

    rule: str
    layer: str
    severity: str
    fault: str
    path: str
    value: str
    entry: str
    """UUID"""
    identifier: str
    """What the source calls it."""
    title: str
    published: bool
    waits_for_facts: bool


def standing(connection: Connection, publisher: str) -> Standing:
    """Count the entries of a publisher: published and held back together are all of them."""
    query = current(
        func.count(), t.assessment.c.published, t.assessment.c.waits_for_facts, publisher=publisher
    )
    rows = connection.execute(query.group_by(t.assessment.c.published, t.assessment.c.waits_for_facts)).all()
    published = sum(count for count, is_published, _ in rows if is_published)
    entries = sum(count for count, _, _ in rows)
    waiting = sum(count for count, is_published, waits in rows if waits and not is_published)
    return Standing(entries, published, entries - published, waiting)


def count_findings(connection: Connection, publisher: str) -> list[FindingCount]:
    """Count present findings by rule, the most widespread first."""
    kinds = (t.finding.c.rule, t.finding.c.layer, t.finding.c.severity, t.finding.c.fault)
    entries = func.count(t.entry.c.id.distinct())
    query = current(*kinds, entries, func.count(), publisher=publisher).join(
        t.finding,
        t.finding.c.assessment_id == t.assessment.c.id,
    )
    rows = connection.execute(query.group_by(*kinds).order_by(entries.desc(), t.finding.c.rule))
    return [FindingCount(*row) for row in rows]


def finding_places(connection: Connection, publisher: str) -> Iterator[FindingPlace]:
    """Give every present finding of a publisher with its entry, entry by entry, a few at a time."""
    f, a = t.finding.c, t.assessment.c
    said = (f.rule, f.layer, f.severity, f.fault, f.path, f.value)
    of_entry = (t.entry.c.uuid, t.record.c.identifier, t.version.c.title, a.published, a.waits_for_facts)
    query = (
        current(*said, *of_entry, publisher=publisher)
        .join(t.finding, f.assessment_id == a.id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
    )
    rows = connection.execute(query.order_by(t.entry.c.id, f.id).execution_options(yield_per=1000))
    for row in rows:
        yield FindingPlace(*row)


def verdicts_of(connection: Connection, publisher: str) -> Iterator[list[Verdict]]:
    """Give the present verdicts of each entry of a publisher, a few entries at a time."""
    query = current(t.assessment.c.verdicts, publisher=publisher).order_by(t.assessment.c.id)
    for packed in connection.execute(query.execution_options(yield_per=1000)).scalars():
        yield unpack_verdicts(packed)


def scores_of(connection: Connection, publisher: str) -> list[tuple[float | None, float]]:
    """Give (score, coverage) of each present entry."""
    query = current(t.assessment.c.score, t.assessment.c.coverage, publisher=publisher)
    return [(score, coverage) for score, coverage in connection.execute(query)]
