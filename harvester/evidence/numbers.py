"""The numbers of publishers at a moment, added up from verdicts: stated in a bundle, made again elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection

from catalogue.charter import Rubric, Score, Verdict, load_rubric, publisher_score, read_rubric, score
from catalogue.model import PublisherFacts
from catalogue.scores import score_document
from catalogue.scores.known import publisher_testimony
from catalogue.store.assessments import rubric_kept, unpack_verdicts
from catalogue.views.stood import Stood

__all__ = ["Numbers", "added_up", "differences_of", "judged_by", "kept_verdicts", "rubric_of"]

Numbers = dict[str, Any]
"""A publisher's score as plain JSON."""
Pair = tuple[Score, Sequence[Verdict]]


def added_up(
    connection: Connection,
    publisher: str,
    pairs: Iterable[Pair],
    *,
    rubric: Rubric,
    at: datetime,
    facts: PublisherFacts | None,
) -> Numbers:
    """Score a publisher from the verdicts on its entries and what was known of itself at a moment."""
    known = publisher_testimony(connection, publisher, at, facts)
    total = publisher_score(pairs, rubric, at=at, testimony=known)
    plain: Numbers = orjson.loads(orjson.dumps(score_document(total)))
    return plain


def kept_verdicts(standing: Iterable[Stood], rubric: Rubric) -> Iterator[Pair]:
    """Give the verdicts of entries as they were kept, of one rubric: others are never added to them."""
    for one in standing:
        if judged_by(one, rubric):
            verdicts = unpack_verdicts(one.verdicts)
            yield score(verdicts, rubric), verdicts


def judged_by(one: Stood, rubric: Rubric) -> bool:
    """Tell whether an entry was judged by this very rubric."""
    return (one.rubric, one.rubric_sha256 or rubric.digest) == (rubric.version, rubric.digest)


def rubric_of(connection: Connection, one: Stood) -> Rubric:
    """Give the rubric by which an entry was judged, from its kept text."""
    text = rubric_kept(connection, one.rubric_sha256) if one.rubric_sha256 else None
    return read_rubric(text, one.rubric) if text is not None else load_rubric(one.rubric)


def differences_of(then: object, now: object, path: str = "") -> Iterator[tuple[str, object, object]]:
    """Walk two documents, and give each place where they differ with what stands there."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in sorted(then.keys() | now.keys()):
            yield from differences_of(then.get(name), now.get(name), f"{path}.{name}" if path else str(name))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True)):
            yield from differences_of(one, other, f"{path}[{number}]")
    elif then != now:
        yield path, then, now
