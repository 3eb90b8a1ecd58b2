"""Gathering a report from the store: what stands, what it scores, and how it went before."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from catalogue.charter import Rubric, score
from catalogue.errors import UsageError
from catalogue.model import PublisherFacts
from catalogue.scores import KeptScore, kept_scores, present_score
from catalogue.testimony import Attestation
from catalogue.views.judged import count_probed, judged_rows
from oogst.report.beside import publisher_measures
from oogst.report.publisher.beside import beside_rows
from oogst.report.publisher.document import JudgedEntry, ReportFacts, report_document
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech

__all__ = ["gathered"]

Document = dict[str, Any]


def gathered(
    connection: Connection,
    publisher: str,
    speech: Speech,
    *,
    at: datetime,
    facts: PublisherFacts | None,
    fixes: Sequence[Document] = (),
) -> Document:
    """Gather the report on a publisher as it stands. Raises UsageError when nothing of it was judged."""
    rubric = rubric_in_force()
    present = present_score(connection, publisher, rubric, at=at, facts=facts)
    if not present.score.entries:
        raise UsageError("publisher-report.no-entries", publisher=publisher)
    title = facts.title[0].value if facts and facts.title else publisher
    measures = publisher_measures(connection, publisher, speech, at)
    known = ReportFacts(
        publisher=publisher,
        title=title,
        at=at,
        fixes=fixes,
        history=[_kept(one, speech) for one in kept_scores(connection, publisher)],
        measures=beside_rows(measures, speech),
        attestations=[_answered(one, speech) for one in present.testimony.attestations or ()],
        probed=count_probed(connection, publisher),
    )
    entries = _entries(connection, publisher, rubric)
    return report_document(entries, present.score, rubric, known, speech)


def _entries(connection: Connection, publisher: str, rubric: Rubric) -> Iterator[JudgedEntry]:
    for row in judged_rows(connection, publisher):
        if row.rubric == rubric.version:
            yield JudgedEntry(
                row.uuid,
                row.iri,
                row.identifier,
                row.title,
                row.page,
                row.published,
                score(row.verdicts, rubric),
                row.verdicts,
            )


def _kept(one: KeptScore, speech: Speech) -> Document:
    return {
        "at": one.at.isoformat(),
        "score": one.value,
        "coverage": one.coverage,
        "cause": str(one.cause),
        "cause_text": speech.say(f"publisher-report.cause.{one.cause}"),
        "rubric": one.rubric,
    }


def _answered(one: Attestation, speech: Speech) -> Document:
    return {
        "check": one.check,
        "answer": " ".join(
            filter(None, (speech.say(f"publisher-report.said.{one.statement}"), one.narrative))
        ),
        "by": f"{one.by_name}, {one.by_role}",
        "until": one.valid_until.isoformat(),
        "review": speech.say(f"publisher-report.review.{one.review or 'none'}"),
    }
