"""Everything that stands in a store after a run, in a form that can be compared with another store's."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Select, func, select

from catalogue.store import tables as t
from tests.road.towns import Town

__all__ = ["differences", "standing"]

Standing = dict[str, list[tuple[Any, ...]] | list[bytes]]


def standing(town: Town) -> Standing:
    """Give records, entries, versions, judgements and the bytes of the feed; neither keys nor runs."""
    with town.database.transaction() as connection:
        found: Standing = {name: _rows(connection, query) for name, query in _queries()}
    written = town.publish(strict=False).feed
    found["feed"] = [path.read_bytes() for path in sorted(written.paths)] if written else []
    return found


def differences(one: Standing, other: Standing) -> list[str]:
    """Name what is not the same in two stores."""
    return [
        f"{name}: {_first_difference(one[name], other[name])}" for name in one if one[name] != other[name]
    ]


def _first_difference(one: list[Any], other: list[Any]) -> str:
    pair = next(((a, b) for a, b in zip(one, other, strict=False) if a != b), ("", ""))
    return f"{len(one)} / {len(other)}, first {str(pair[0])[:300]} / {str(pair[1])[:300]}"


def _rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in connection.execute(query)), key=repr)


def _queries() -> Iterator[tuple[str, Select[Any]]]:
    r, e, v, a = t.record.c, t.entry.c, t.version.c, t.assessment.c
    yield "records", select(r.kind, r.identifier, r.hash, r.rules, r.state, r.held, r.pointer)
    entries = t.entry.join(t.record, r.id == e.record_id).outerjoin(t.version, v.id == e.version_id)
    yield (
        "entries",
        select(e.uuid, e.iri, r.identifier, e.first_seen, e.withdrawn_at, v.hash).select_from(entries),
    )
    versions = t.version.join(t.entry, e.id == v.entry_id)
    yield (
        "versions",
        select(e.uuid, v.hash, v.record_hash, v.valid_from, v.title, v.members).select_from(versions),
    )
    judged = t.assessment.join(t.version, v.id == a.version_id).join(t.entry, e.id == v.entry_id)
    scored = (a.rules, a.published, a.score, a.coverage, a.label)
    yield "judgements", select(e.uuid, v.hash, *scored).select_from(judged)
    below = judged.join(t.finding, t.finding.c.assessment_id == a.id)
    yield "findings", select(e.uuid, v.hash, func.count()).select_from(below).group_by(e.uuid, v.hash, a.id)
