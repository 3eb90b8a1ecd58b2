"""The score of a publisher as it was kept on any day, and the rubric that held then."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.charter import Rubric, Score, Verdict, load_rubric, publisher_score, read_rubric, score
from catalogue.errors import UsageError
from catalogue.model import PublisherFacts
from catalogue.scores.known import publisher_testimony
from catalogue.scores.present import PresentScore
from catalogue.store.assessments import rubric_kept, unpack_verdicts
from catalogue.views.stood import Stood, stood

__all__ = ["PastScore", "past_score", "rubric_then"]


class PastScore(NamedTuple):
    present: PresentScore
    rubric: Rubric


def rubric_then(connection: Connection, standing: Iterable[Stood]) -> Rubric:
    """Give the rubric by which most of these were judged, from its text as it was kept."""
    used = Counter((one.rubric_sha256, one.rubric) for one in standing)
    (digest, version), _ = max(used.items(), key=lambda item: (item[1], item[0]))
    text = rubric_kept(connection, digest) if digest else None
    return read_rubric(text, version) if text is not None else load_rubric(version)


def past_score(
    connection: Connection, publisher: str, at: datetime, facts: PublisherFacts | None = None
) -> PastScore:
    """Score a publisher from the verdicts that stood at a moment. Raises UsageError where none did."""
    standing = stood(connection, at, publisher=publisher)
    if not standing:
        raise UsageError("history.nothing-then", name=publisher, day=f"{at:%Y-%m-%d}")
    rubric = rubric_then(connection, standing)
    same = [one for one in standing if (one.rubric, one.rubric_sha256 or rubric.digest) == _name(rubric)]

    def judged() -> Iterator[tuple[Score, list[Verdict]]]:
        for one in same:
            verdicts = unpack_verdicts(one.verdicts)
            yield score(verdicts, rubric), verdicts

    testimony = publisher_testimony(connection, publisher, at, facts)
    total = publisher_score(judged(), rubric, at=at, testimony=testimony)
    elsewise = len(standing) - len(same)
    found = PresentScore(publisher=publisher, at=at, score=total, testimony=testimony, elsewise=elsewise)
    return PastScore(found, rubric)


def _name(rubric: Rubric) -> tuple[str, str]:
    return rubric.version, rubric.digest
