"""What a person answers where no machine can. Only ever added to: a change is one more act on it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

__all__ = ["Attestation", "Proof", "Review", "Statement"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A file or a page that bears an attestation out."""

    place: str
    """Address, or name of the file."""
    sha256: str
    retrieved_at: datetime


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
    review: Review = Review.NONE
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    review_note: str = ""
    supersedes: str = ""
    """Id of the attestation that this one takes the place of."""
    withdrawn_at: datetime | None = None
    disputed: str = ""
    """How the automatic verdict it contradicts was answered; empty: there is no such contradiction."""
