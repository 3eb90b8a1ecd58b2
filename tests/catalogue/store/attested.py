"""Made-up attestations for tests: no city, person or page in them exists."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from catalogue.testimony import Attestation, Statement

__all__ = ["MARCH", "attested"]

MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)


def attested(check: str = "P08.1", **facts: Any) -> Attestation:  # noqa: ANN401  any part of it
    """Give an attestation of a made-up town, signed at noon on 1 March, that holds for a year."""
    whole: dict[str, Any] = {
        "id": str(uuid4()),
        "publisher": "zonnegem",
        "statement": Statement.YES,
        "narrative": "Twee opleidingen gegeven.",
        "by_name": "Jana Peeters",
        "by_role": "opendataverantwoordelijke",
        "signed_at": MARCH,
        "charter_version": "2021-09-24",
        "rubric": "1.0.0",
    } | facts
    whole.setdefault("valid_until", whole["signed_at"] + timedelta(days=365))
    return Attestation(check=check, **whole)
