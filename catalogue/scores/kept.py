"""The scores of publishers over time: one row for each time that something in it changed, never altered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from catalogue.charter import PublisherScore
from catalogue.packing import pack, unpack
from catalogue.scores.written import score_document
from catalogue.store import tables as t
from catalogue.store.seals import seal_publisher

__all__ = ["Cause", "KeptScore", "keep_score", "kept_score", "kept_scores"]


class Cause(StrEnum):
    """After what a score was made again."""

    RUN = "run"
    PROBE = "probe"
    TIME = "time"
    """Data age: judged again with nothing new but the day."""
    ATTESTATION = "attestation"
    RESCORE = "rescore"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScore:
    at: datetime
    """From when on it was so."""
    rubric: str
    cause: Cause
    value: float | None
    coverage: float
    document: dict[str, Any]
    """As :func:`score_document` writes it."""


def keep_score(
    connection: Connection, publisher: str, score: PublisherScore, *, cause: Cause, at: datetime
) -> bool:
    """Keep and seal a score where anything in it differs from the last one; tell whether it did."""
    document = score_document(score)
    body = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    last = connection.execute(_of(publisher).limit(1)).first()
    if last is not None and unpack(last.body) == body:
        return False
    connection.execute(
        t.publisher_assessment.insert().values(
            publisher=publisher,
            at=at,
            rubric=score.rubric,
            cause=str(cause),
            value=score.value,
            coverage=score.coverage,
            body=pack(body),
        )
    )
    seal_publisher(connection, publisher, at)
    return True


def kept_score(
    connection: Connection, publisher: str, at: datetime | None = None, rubric: str = ""
) -> KeptScore | None:
    """Give the score that held at a moment, the last one without; ``None`` where none was kept by then."""
    query = _of(publisher, at, rubric).limit(1)
    row = connection.execute(query).first()
    return _kept(row) if row else None


def kept_scores(connection: Connection, publisher: str, at: datetime | None = None) -> list[KeptScore]:
    """Give the scores of a publisher up to a moment, oldest first."""
    return [_kept(row) for row in reversed(connection.execute(_of(publisher, at)).all())]


def _of(publisher: str, at: datetime | None = None, rubric: str = "") -> Any:  # noqa: ANN401  a select of all columns
    p = t.publisher_assessment.c
    query = select(t.publisher_assessment).where(p.publisher == publisher)
    if at is not None:
        query = query.where(p.at <= at)
    if rubric:
        query = query.where(p.rubric == rubric)
    return query.order_by(p.at.desc(), p.id.desc())


def _kept(row: Row[Any]) -> KeptScore:
    return KeptScore(
        at=row.at,
        rubric=row.rubric,
        cause=Cause(row.cause),
        value=row.value,
        coverage=row.coverage,
        document=orjson.loads(unpack(row.body)),
    )
