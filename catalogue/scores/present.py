"""The score of a publisher from what stands: the verdicts of its entries, and all that is known of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from catalogue.charter import PublisherScore, Rubric, Score, Verdict, publisher_score, score
from catalogue.model import PublisherFacts
from catalogue.scores.known import publisher_testimony
from catalogue.testimony import PublisherTestimony
from catalogue.views import verdicts_of

__all__ = ["PresentScore", "present_score"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentScore:
    publisher: str
    at: datetime
    score: PublisherScore
    testimony: PublisherTestimony
    """What the checks of the publisher looked at."""
    elsewise: int
    """Entries that were judged by another rubric, and count for nothing here."""


def present_score(
    connection: Connection,
    publisher: str,
    rubric: Rubric,
    *,
    at: datetime,
    facts: PublisherFacts | None = None,
) -> PresentScore:
    """Score a publisher as it stands; ``at`` is now, since the verdicts of its entries are those of now."""
    testimony = publisher_testimony(connection, publisher, at, facts)
    elsewise = [0]

    def judged() -> Iterator[tuple[Score, list[Verdict]]]:
        for verdicts in verdicts_of(connection, publisher):
            if _by(verdicts, rubric):
                yield score(verdicts, rubric), verdicts
            else:
                elsewise[0] += 1

    total = publisher_score(judged(), rubric, at=at, testimony=testimony)
    return PresentScore(publisher=publisher, at=at, score=total, testimony=testimony, elsewise=elsewise[0])


def _by(verdicts: list[Verdict], rubric: Rubric) -> bool:
    """Tell whether verdicts are of a rubric; of different major versions nothing is ever added up."""
    return all(verdict.evidence.get("rubric", rubric.version) == rubric.version for verdict in verdicts)
