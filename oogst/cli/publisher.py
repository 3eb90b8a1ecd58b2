"""The publisher that a command is about: known by its file, by what was harvested, or by its answers."""

from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.model import PublisherFacts
from catalogue.store.attestations import publishers_attesting
from catalogue.views import publishers_kept
from oogst.installation import publishers

__all__ = ["Known", "known_publisher", "known_publishers"]


class Known(NamedTuple):
    name: str
    facts: PublisherFacts | None
    """``None``: there is no file of it."""


def known_publishers(connection: Connection, schedules: Path | None) -> list[Known]:
    """List those that the store knows anything of, by name."""
    facts = {one.name: one.facts for one in publishers(schedules)}
    names = {*publishers_kept(connection), *publishers_attesting(connection)}
    return [Known(name, facts.get(name)) for name in sorted(names)]


def known_publisher(connection: Connection, name: str, schedules: Path | None) -> Known:
    """Give the publisher of that name. Raises UsageError for one that neither a file nor the store knows."""
    facts = {one.name: one.facts for one in publishers(schedules)}
    if name in facts:
        return Known(name, facts[name])
    names = {*publishers_kept(connection), *publishers_attesting(connection)}
    if name in names:
        return Known(name, None)
    known = sorted({*facts, *names})
    if like := get_close_matches(name, known, n=1):
        raise UsageError("attest.unknown-publisher-like", name=name, like=like[0])
    raise UsageError("attest.unknown-publisher", name=name, known=", ".join(known) or "-")
