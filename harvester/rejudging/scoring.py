"""The score of a publisher worked out anew for any day, by any rubric, from what was kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from catalogue.charter import Score, Verdict, publisher_score
from catalogue.scores import PresentScore
from catalogue.testimony import PublisherTestimony
from catalogue.views.stood import Stood
from harvester.kept import FindSource
from harvester.rejudging.judging import rejudge
from harvester.rejudging.reading import Unread
from harvester.runs.rules import Rules

__all__ = ["score_again"]


def score_again(
    connection: Connection,
    publisher: str,
    standing: Iterable[Stood],
    *,
    rules: Rules,
    at: datetime,
    testimony: PublisherTestimony,
    find: FindSource = lambda _: None,
) -> tuple[PresentScore, list[Unread]]:
    """Score a publisher from its entries judged again; tell which cannot be read, and count for nothing."""
    unread: list[Unread] = []

    def judged() -> Iterator[tuple[Score, Sequence[Verdict]]]:
        for one in rejudge(connection, standing, rules=rules, at=at, find=find):
            if isinstance(one, Unread):
                unread.append(one)
            else:
                yield one.score, one.verdicts

    total = publisher_score(judged(), rules.rubric, at=at, testimony=testimony)
    found = PresentScore(publisher=publisher, at=at, score=total, testimony=testimony, elsewise=0)
    return found, unread
