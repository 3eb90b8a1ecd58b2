"""An entry with where it is listed, and a group of entries that are one dataset."""

from typing import NamedTuple

from catalogue.likeness.evidence import Evidence
from catalogue.likeness.traits import EntryId, Traits

__all__ = ["Group", "Listed"]


class Listed(NamedTuple):
    source: str
    traits: Traits


class Group(NamedTuple):
    """Entries that are one dataset, by which rule, and what they have in common."""

    rule: str
    """A message key."""
    members: tuple[EntryId, ...]
    evidence: tuple[Evidence, ...]
    certain: bool
    """False where a person should look first."""
