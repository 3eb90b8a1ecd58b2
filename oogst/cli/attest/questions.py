"""How the questions stand for one publisher now, from its answers and from what its entries wait for."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.charter import Rubric
from catalogue.questionnaire import Opening, openings
from catalogue.scores import PresentScore, present_score
from oogst.cli.publisher import Known, known_publisher
from oogst.rubrics import rubric_in_force

__all__ = ["Asked", "asked_of"]


class Asked(NamedTuple):
    publisher: Known
    rubric: Rubric
    at: datetime
    openings: list[Opening]
    present: PresentScore


def asked_of(connection: Connection, name: str, schedules: Path | None) -> Asked:
    """Gather the questions. Raises UsageError for an unknown publisher."""
    publisher = known_publisher(connection, name, schedules)
    rubric, now = rubric_in_force(), datetime.now(UTC)
    present = present_score(connection, publisher.name, rubric, at=now, facts=publisher.facts)
    found = openings(
        rubric,
        present.testimony.attestations or (),
        at=now,
        waiting=present.score.waiting,
        disputed=present.score.disputed,
    )
    return Asked(publisher, rubric, now, found, present)
