"""What is known of an entry beside its record: its links, what it was, who else holds it, who answered.

Gathered before judging, so that rules stay pure. What is ``None`` was not looked for, and leaves a check
unknown; what is empty was looked for and not found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from catalogue.testimony.attestation import Attestation
from catalogue.testimony.observation import Observation

__all__ = [
    "NOTHING",
    "Copy",
    "Former",
    "History",
    "Link",
    "Testimony",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address, over all probes that count, up to the moment of judging."""

    latest: Observation
    first_at: datetime
    probes: int
    """In the last 90 days, those that count."""
    answered: int
    """Of those: with an answer that gave what was asked for."""
    failed_days: int
    """Different days on which it failed since it last answered: three before it is called dead."""
    changed_at: datetime | None = None
    """When the content was first seen as it is now; ``None`` while it was never seen otherwise."""
    before: Observation | None = None
    """The last one with other content: what moved, and what is the same on two days."""
    answered_at: datetime | None = None
    """The last time that it gave what was asked for."""
    watched_since: datetime | None = None
    """When the first sample of its content was taken: a change is only seen after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """One version of an entry."""

    at: datetime
    modified: str
    """As it declared itself then."""
    content: str
    """Hash of what the source said, its dates left aside."""
    record: str = ""
    """Hash of the record that it was first made of: other rules make another version of the same record, and
    that is no version of the source's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    first_seen: datetime
    versions: Sequence[Former] = ()
    """Oldest first, the present one included."""
    identifiers: Sequence[str] = ()
    """Under which its source gave it, oldest first."""
    runs: int = 0
    """Whole runs of its source since it was first seen."""
    every: float | None = None
    """Days between harvests of its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The same entry in another catalogue that we harvest."""

    by: str
    """How it was recognised: ``identifier``, ``address``, ``likeness``."""
    iri: str
    title: str
    licences: frozenset[str]
    addresses: frozenset[str]
    modified: str
    seen_at: datetime
    manual: bool = False
    """Typed in there by hand, as far as its record tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    links: Mapping[str, Link] = field(default_factory=dict)
    """By address, as the entry gives it. One that is missing was never asked."""
    history: History | None = None
    copies: Mapping[str, Copy | None] = field(default_factory=dict)
    """By catalogue: ``flanders``, ``belgium``, ``europe``. ``None``: looked for and not there;
    missing: that catalogue is not harvested."""
    attestations: Sequence[Attestation] | None = None
    """Those that speak of this entry up to the moment of judging, whatever became of them since."""
    duplicates: Sequence[str] | None = None
    """UUIDs of entries of other publishers that give the same data."""


NOTHING: Final = Testimony()
"""For whoever has only the record: a check on a file, a first harvest."""
