"""What a person answers where no machine can. Only ever added to: a change is one more act on it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = ["Attestation", "Hold", "Proof", "Review", "Statement"]


class Statement(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


class Review(StrEnum):
    """What an auditor made of it."""

    NONE = ""
    ACCEPTED = "accepted"
    QUESTIONED = "questioned"
    REJECTED = "rejected"


class Hold(StrEnum):
    """Whether an attestation counts at a moment, and if not, what took that away."""

    HOLDS = "holds"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    QUESTIONED = "questioned"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A file or a page that bears an attestation out."""

    place: str
    """Address, or name of the file."""
    sha256: str = ""
    """Empty: named, and never fetched by us."""
    retrieved_at: datetime | None = None
    """When the bytes were read that the hash is of."""
    size: int = 0
    kept: bool = False
    """Whether the bytes stand in the store as a payload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """As it stands at one moment, its reviews and withdrawal included."""

    id: str
    """UUID"""
    publisher: str
    check: str
    """``P08.1``; its principle follows from it."""
    entries: tuple[str, ...] = ()
    """UUIDs it speaks of; none: the publisher as a whole."""
    theme: str = ""
    """IRI of the theme whose entries it speaks of."""
    statement: Statement
    answers: dict[str, str] = field(default_factory=dict)
    """What the check asks beside yes and no, by name: a date, a number, a ground."""
    narrative: str = ""
    proofs: tuple[Proof, ...] = ()
    by_name: str
    by_role: str
    signed_at: datetime
    valid_until: datetime
    charter_version: str
    rubric: str
    recorded_at: datetime | None = None
    """When it came into the store: later than signed where an older paper was taken over."""
    via: str = ""
    """What it was taken over from, where it was not typed here: the name of a questionnaire."""
    review: Review = Review.NONE
    reviewed_by: str = ""
    reviewer_role: str = ""
    reviewed_at: datetime | None = None
    review_note: str = ""
    supersedes: str = ""
    """Id of the attestation that this one takes the place of."""
    superseded_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    disputed: str = ""
    """How the automatic verdict it contradicts was answered; empty: there is no such contradiction."""

    def hold(self, at: datetime) -> Hold:
        """Tell whether it counts at a moment."""
        if self.withdrawn_at is not None:
            return Hold.WITHDRAWN
        if self.superseded_by:
            return Hold.SUPERSEDED
        if self.review is Review.REJECTED:
            return Hold.REJECTED
        if self.review is Review.QUESTIONED:
            return Hold.QUESTIONED
        if at < self.signed_at:
            return Hold.NOT_YET
        return Hold.HOLDS if at < self.valid_until else Hold.EXPIRED

    @property
    def narrow(self) -> int:
        """Give how narrow its scope is: 2 entries by name, 1 a theme, 0 the publisher as a whole."""
        return 2 if self.entries else 1 if self.theme else 0

    def speaks_of(self, uuid: str, themes: Collection[str]) -> bool:
        """Tell whether an entry is within its scope."""
        if self.entries:
            return uuid in self.entries
        return not self.theme or self.theme in themes
