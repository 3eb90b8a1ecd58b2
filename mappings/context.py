"""What the mapping knows besides the record: who publishes, where from, what the publisher's file states."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.model import PublisherFacts, Source
from mappings.overlays import NONE, Corrections, corrections_for

__all__ = ["Context"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    base: str
    """IRI base of everything that we mint, without a closing slash."""
    publisher: str
    """Short name of the publisher; part of every identifier."""
    source: Source
    facts: PublisherFacts | None = None
    public: str = ""
    """``web``: the listing is readable without login; ``file``: a file judged as if so; empty: not known."""
    declared_language: str = ""
    """BCP 47 tag that the source's catalogue gives for itself."""
    known_as: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By (kind, identifier) of a record: the identifier that its entry is named after, where another."""
    observed: Mapping[str, str] = field(default_factory=dict)
    """By web address: the content type that its server answered with, where somebody looked."""
    today: str = ""
    """``2026-03-01``: the day against which dates lie in the future; empty: not looked at."""
    corrected: str = ""
    """The day whose corrections hold, where another than today."""
    corrections: Corrections = field(default=NONE, init=False, repr=False, compare=False)
    """What people correct in entries of this source on that day."""

    def __post_init__(self) -> None:
        found = corrections_for(self.facts, self.source.name, self.corrected or self.today)
        object.__setattr__(self, "corrections", found)
