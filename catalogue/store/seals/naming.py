"""By what a person recognises something that is not as it was sealed."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Select, select

from catalogue.packing import NotPackedError, unpack
from catalogue.store import tables as t
from catalogue.store.seals.leaves import MARK, Leaf

__all__ = ["name_of", "parts_amiss"]

_ENTRY = (t.entry.c.uuid, t.version.c.title)
_NAMES: Final[Mapping[str, Select[Any]]] = {
    "run": select(t.source.c.name, t.run.c.started_at, t.run.c.id).join(t.run),
    "acceptance": select(t.source.c.name, t.run.c.accepted_by, t.run.c.id).join(t.run),
    "trouble": select(t.source.c.name, t.run.c.started_at, t.run.c.id).join(t.run),
    "page": select(t.page.c.url, t.page.c.retrieved_at, t.page.c.id),
    "version": select(*_ENTRY, t.version.c.id).join(t.version, t.version.c.entry_id == t.entry.c.id),
    "assessment": select(*_ENTRY, t.assessment.c.id)
    .select_from(t.assessment)
    .join(t.version, t.version.c.id == t.assessment.c.version_id)
    .join(t.entry, t.entry.c.id == t.version.c.entry_id),
    "copy": select(t.entry.c.uuid, t.source.c.name, t.copy.c.id)
    .select_from(t.copy)
    .join(t.source, t.source.c.id == t.copy.c.source_id)
    .join(t.entry, t.entry.c.id == t.copy.c.entry_id),
    "standing": select(t.record.c.identifier, t.standing.c.at, t.standing.c.id).join(t.standing),
    "observation": select(t.address.c.url, t.observation.c.at, t.observation.c.id).join(t.observation),
    "event": select(t.event.c.iri, t.event.c.at, t.event.c.id),
    "publisher_assessment": select(
        t.publisher_assessment.c.publisher, t.publisher_assessment.c.at, t.publisher_assessment.c.id
    ),
}  # fmt: skip


def name_of(connection: Connection, kind: str, key: int) -> str:
    """Name a row by what it is about; by its key where that is all there is."""
    query = _NAMES[kind]
    row = connection.execute(query.where(list(query.selected_columns)[-1] == key)).first()
    return " ".join(str(part) for part in row[:-1]) if row else f"{kind} {key}"


def parts_amiss(connection: Connection, sealed: Leaf, leaf: Leaf) -> list[tuple[str, str, str]]:
    """Tell which findings and verdicts of an assessment differ: what they are, how, and by which name.

    Nothing where only the assessment itself does.
    """
    names = (("finding", _rules_found(connection, leaf.id)), ("verdict", _checks(connection, leaf.id)))
    return [
        one
        for (part, named), before, after in zip(
            names, sealed.marks.split(","), leaf.marks.split(","), strict=True
        )
        for one in _differing(part, _marks(before), _marks(after), named)
    ]


def _rules_found(connection: Connection, assessment: int) -> list[str]:
    f = t.finding.c
    query = select(f.rule).where(f.assessment_id == assessment).order_by(f.id)
    return list(connection.execute(query).scalars())


def _checks(connection: Connection, assessment: int) -> list[str]:
    packed = connection.execute(
        select(t.assessment.c.verdicts).where(t.assessment.c.id == assessment)
    ).scalar()
    try:
        return [one[0] for one in orjson.loads(unpack(packed or b""))]
    except (NotPackedError, orjson.JSONDecodeError, TypeError):
        return []


def _differing(
    part: str, before: list[str], after: list[str], names: list[str]
) -> list[tuple[str, str, str]]:
    if len(before) == len(after):
        pairs = zip(before, after, names, strict=True)
        return [(part, "altered", name) for was, now, name in pairs if was != now]
    left = Counter(before)
    strangers = []
    for mark, name in zip(after, names, strict=True):
        if left[mark]:
            left[mark] -= 1
        else:
            strangers.append((part, "added", name))
    return [*strangers, *((part, "missing", "") for _ in range(left.total()))]


def _marks(marks: str) -> list[str]:
    return [marks[start : start + MARK] for start in range(0, len(marks), MARK)]
