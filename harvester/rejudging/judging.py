"""Verdicts and score of entries that were made again, with what was known of them at a moment.

Law: at the moment at which an entry was judged, under the same rules and rubric, this gives what was kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.charter import Rubric, Score, Verdict, judge, score
from catalogue.model import PublisherFacts
from catalogue.store.attestations import attestations
from catalogue.testimony import Answers, Testimony
from catalogue.views.stood import Stood
from catalogue.views.testimony import named, testimonies
from harvester.kept import FindSource
from harvester.rejudging.reading import Reread, Unread, reread
from harvester.runs.rules import Rules

__all__ = ["Rejudged", "judged_again", "known_then", "rejudge"]


class Rejudged(NamedTuple):
    """An entry judged again. Beside it stands, in ``read.stood``, how it was judged and kept."""

    read: Reread
    testimony: Testimony
    verdicts: Sequence[Verdict]
    score: Score


def rejudge(
    connection: Connection,
    standing: Iterable[Stood],
    *,
    rules: Rules,
    at: datetime,
    find: FindSource = lambda _: None,
    reuse: bool = True,
) -> Iterator[Rejudged | Unread]:
    """Judge entries of one publisher again, as of a moment, by ``rules`` and the rubric in them.

    Nothing is written. What cannot be read again comes with the reason.
    """
    answers: dict[str, Answers] = {}
    for batch in reread(connection, standing, rules=rules, day=at.date(), find=find, reuse=reuse):
        read = [one for one in batch if isinstance(one, Reread)]
        yield from (one for one in batch if isinstance(one, Unread))
        known = known_then(connection, read, at, answers)
        for one in read:
            yield judged_again(
                one, rules.rubric, at=at, testimony=known[one.stood.entry_id], facts=rules.facts
            )


def known_then(
    connection: Connection, read: Sequence[Reread], at: datetime, answers: dict[str, Answers] | None = None
) -> Mapping[int, Testimony]:
    """Give all that was known of entries at a moment, by their key.

    ``answers`` remembers what was attested to at that moment, by publisher, from one batch to the next.
    """
    by_publisher = {} if answers is None else answers
    found = testimonies(connection, {one.stood.entry_id: named(one.stood.body) for one in read}, at)
    for one in read:
        stood = one.stood
        if stood.publisher not in by_publisher:
            told = attestations(connection, stood.publisher, at)
            by_publisher[stood.publisher] = Answers(told)
        own = by_publisher[stood.publisher].of(stood.uuid, one.entry.resource.themes)
        found[stood.entry_id] = replace(found[stood.entry_id], attestations=own)
    return found


def judged_again(
    read: Reread,
    rubric: Rubric,
    *,
    at: datetime,
    testimony: Testimony,
    facts: PublisherFacts | None = None,
) -> Rejudged:
    """Judge one entry that was made again. Pure: the same road's judging, with nothing looked up."""
    verdicts = judge(
        read.entry, read.record, read.findings, at=at, rubric=rubric, testimony=testimony, facts=facts
    )
    return Rejudged(read, testimony, verdicts, score(verdicts, rubric))
