"""What became of overlays: in how many entries each was laid, caught up with, or overruled."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from catalogue.store import tables as t
from catalogue.views.current import current

__all__ = ["overlaid_entries", "overlay_outcomes", "read_by"]

_NOTE = "overlay-"


def overlay_outcomes(connection: Connection, publisher: str) -> dict[str, dict[str, int]]:
    """Give by key of an overlay, and by outcome, in how many entries that stand now it came about."""
    f = t.finding.c
    query = (
        current(f.path, f.rule, func.count(t.entry.c.id.distinct()), publisher=publisher)
        .join(t.finding, f.assessment_id == t.assessment.c.id)
        .where(f.layer == "mapping", f.rule.startswith(_NOTE))
        .group_by(f.path, f.rule)
    )
    found: dict[str, dict[str, int]] = {}
    for key, rule, count in connection.execute(query):
        found.setdefault(key, {})[rule.removeprefix(_NOTE)] = count
    return found


def overlaid_entries(connection: Connection, publisher: str) -> dict[str, list[str]]:
    """Give by key of an overlay the UUIDs of the entries that it stands in."""
    f = t.finding.c
    query = (
        current(f.path, t.entry.c.uuid, publisher=publisher)
        .join(t.finding, f.assessment_id == t.assessment.c.id)
        .where(f.layer == "mapping", f.rule.in_([_NOTE + "applied", _NOTE + "outdated"]))
        .order_by(t.entry.c.uuid)
    )
    found: dict[str, list[str]] = {}
    for key, uuid in connection.execute(query):
        found.setdefault(key, []).append(uuid)
    return found


def read_by(connection: Connection, fingerprints: Mapping[str, str]) -> set[str]:
    """Give the sources of which a record was read by these rules; they are given by source."""
    query = (
        select(t.source.c.name, t.record.c.rules)
        .join(t.record, t.record.c.source_id == t.source.c.id)
        .where(t.source.c.name.in_(fingerprints))
        .distinct()
    )
    return {name for name, rules in connection.execute(query) if fingerprints[name] == rules}
