"""A correction that a person makes to what a source says: of what, by whom, why, and until when."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import NamedTuple

__all__ = ["Correction", "Overlay"]


class Correction(NamedTuple):
    """What the reason of a corrected value says besides: who answers for it, and how long."""

    overlay: str
    """Key of the overlay."""
    author: str
    reason: str
    written_on: str
    """``2026-03-01``"""
    until: str
    """Last day on which it holds."""
    page: str
    """Where the evidence stands; empty where none was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """One overlay as the publisher's file states it; values are still the words that were typed."""

    property_name: str
    """The property: ``licence``, ``dct:title@nl``, ``contact.email``, ``distributions[url=https://…].format``."""
    values: tuple[str, ...] = ()
    remove: bool = False
    """Take the value away, and put none in its place."""
    author: str
    reason: str
    written_on: date
    until: date
    """Last day on which it holds."""
    page: str = ""
    was: str | None = None
    """What the source said when this was written; empty: it said nothing."""
    entry: str = ""
    """Source identifier, UUID or IRI of the one entry that it is for."""
    distribution: str = ""
    """Address of the one distribution that it is for."""
    source: str = ""
    """Label of the source that it is for."""
    missing: str = ""
    """Only where this property has no value."""
    having: tuple[str, str] | None = None
    """Only where this property has this value."""
    line: int = field(default=0, compare=False, repr=False)
    """Where it stands in the file; no part of what it says."""

    @property
    def key(self) -> str:
        """Name it after what it is for, so that it keeps its name when its text is edited."""
        target = (self.property_name, self.entry, self.distribution, self.source, self.missing, self.having)
        return sha256(repr(target).encode()).hexdigest()[:8]

    @property
    def correction(self) -> Correction:
        """Say who answers for a value that follows from this."""
        days = self.written_on.isoformat(), self.until.isoformat()
        return Correction(self.key, self.author, self.reason, *days, self.page)

    def holds(self, day: date) -> bool:
        return self.written_on <= day <= self.until

    def is_for(self, source: str) -> bool:
        """Tell whether it may be about entries of a source, ``publisher/label``."""
        return not self.source or source.rpartition("/")[2] == self.source
