"""Keeps the score of a publisher after what may have moved it: a run, probes, an act on an attestation."""

from datetime import UTC, datetime

from catalogue.model import PublisherFacts
from catalogue.scores import Cause, keep_score, present_score
from catalogue.store import Database
from oogst.rubrics import rubric_in_force

__all__ = ["keep_present_score"]


def keep_present_score(
    store: Database, publisher: str, cause: Cause, facts: PublisherFacts | None = None
) -> bool:
    """Score a publisher as it stands now and keep it where anything changed; tell whether it did."""
    rubric, now = rubric_in_force(), datetime.now(UTC)
    with store.transaction() as connection:
        present = present_score(connection, publisher, rubric, at=now, facts=facts)
        return keep_score(connection, publisher, present.score, cause=cause, at=now)
