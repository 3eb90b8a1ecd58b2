"""What is known of a publisher beside its entries: its sources, what it withdrew, its own pages, its answers.

As for an entry: what is ``None`` was not looked for, and leaves a check unknown; what is empty was looked
for and is not there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from catalogue.model import Protocol, PublisherFacts
from catalogue.testimony.attestation import Attestation
from catalogue.testimony.known import Link

__all__ = ["NOTHING_OF_PUBLISHER", "Channel", "Departure", "PublisherTestimony"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One source of a publisher that holds at the moment of judging, and how it is harvested."""

    name: str
    """``publisher/label``"""
    protocol: Protocol
    url: str
    aggregator: bool = False
    """It passes on what others publish."""
    entries: int | None = None
    """Present entries that come from it."""
    latest: datetime | None = None
    """Start of its last run that was complete."""
    every: float | None = None
    """Days between two harvests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """An entry that its source no longer gives."""

    entry: str
    """UUID"""
    at: datetime
    """Since when it is withdrawn."""
    why: str
    """As the standing of its record says: ``deleted`` by the source itself, absent, by hand, ..."""
    by: str = ""
    """Who said so; empty: the run itself."""
    replaced_by: str = ""
    """UUID of the entry that carries it on."""
    addresses: tuple[str, ...] = ()
    """Its own page and files: :attr:`PublisherTestimony.links` tells what they answer since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherTestimony:
    facts: PublisherFacts | None = None
    """What the publisher's file states; ``None``: judged without one."""
    links: Mapping[str, Link] = field(default_factory=lambda: MappingProxyType({}))
    """By address: its own pages and those of what departed. One that is missing was never asked."""
    attestations: Sequence[Attestation] | None = None
    """All of this publisher up to the moment of judging, whatever became of them."""
    channels: Sequence[Channel] | None = None
    departures: Sequence[Departure] | None = None


NOTHING_OF_PUBLISHER: Final = PublisherTestimony()
"""For whoever has only verdicts: a check on a file."""
