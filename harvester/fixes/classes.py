"""Entries that every fix does the same to: tried once, counted as often as there are of them.

Two entries are of one class when the same of their properties are filled in, the same fixes find something to
change, and they stand alike, now and with all of that done. What one fix or some of them make of them is
worked out for the first of the class. So memory grows with the ways to be incomplete, not with the entries.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from harvester.fixes.known import Known
from harvester.fixes.trials import Desk, Trial

__all__ = ["Class", "Member", "member_of", "sorted_out"]


class Member(NamedTuple):
    """One entry, as far as a list names it."""

    uuid: str
    identifier: str
    title: str
    source: str
    pages: tuple[str, ...]
    """Where the record of the source may stand: its own page, and pages that the entry names."""


@dataclass(slots=True)
class Class:
    trial: Trial
    """Of the first."""
    members: list[Member] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.members)


def sorted_out(entries: Iterable[Known], desk: Desk) -> list[Class]:
    """Try entries as they stream by, and keep one of each class."""
    found: dict[tuple[object, ...], Class] = {}
    for known in entries:
        sketch = desk.sketch(known)
        one = found.get(sketch.key)
        if one is None:
            one = found[sketch.key] = Class(desk.trial(known, sketch))
        one.members.append(member_of(known))
    return list(found.values())


def member_of(known: Known) -> Member:
    """Give what a list names an entry by."""
    entry = known.entry
    resource, identity = entry.resource, entry.identity
    title = resource.title[0].value if resource.title else ""
    pages = (entry.source_iri, *resource.landing_pages)
    return Member(identity.uuid, identity.identifier, title, identity.source, tuple(filter(None, pages)))
