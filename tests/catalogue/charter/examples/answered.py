"""The answers that every check can get from people, made once for all of them."""

from datetime import UTC, datetime

from catalogue.charter import Level, Outcome, load_rubric
from catalogue.testimony import Attestation, PublisherTestimony, Statement, Testimony
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher
from tests.catalogue.charter.examples.given import CITY, answer
from tests.catalogue.charter.sample import entry

__all__ = ["GIVEN", "answers_of"]

GIVEN = {
    "known": "40",
    "date": "2025-01",
    "page": "https://www.stad.example/open-data",
    "ground": "personal-data",
    "law": "AVG art. 6",
    "contact": "Jana Peeters",
    "expert": "Mo Claes",
    "kind": "opleiding",
    "staff": "12",
    "initiative": "OSLO",
    "clauses": "7.2, 7.3",
    "sample": "bestek 2024/17",
    "organ": "gemeenteraad",
    "source": "GIS van de stad",
    "limits": "zonder privédomein",
    "until": "2030",
    "owner": "Dienst Groen",
    "decision": "stuurorgaan 2024/3",
}
SAID = (
    (Statement.YES, Outcome.PASS),
    (Statement.PARTLY, Outcome.PARTIAL),
    (Statement.NO, Outcome.FAIL),
    (Statement.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
)


def answers_of(check: str, *, awaited: str = "not-attested", **of_entry: object) -> list[Example]:
    """List what becomes of each statement, and of an answer that no longer holds."""
    ended = datetime(2025, 2, 1, tzinfo=UTC)
    late = answer(check, Statement.YES, GIVEN, valid_until=ended)
    return [
        *(
            _example(
                check,
                outcome,
                f"answer-{statement}",
                f"a person says {statement}",
                answer(check, statement, GIVEN),
                of_entry=of_entry,
            )
            for statement, outcome in SAID
        ),
        _example(check, Outcome.MANUAL, awaited, "nobody answered", of_entry=of_entry),
        _example(
            check, Outcome.MANUAL, "answer-expired", "it held until last month", late, of_entry=of_entry
        ),
    ]


def _example(
    check: str,
    outcome: Outcome,
    reason: str,
    told: str,
    *attestations: Attestation,
    of_entry: dict[str, object],
) -> Example:
    if load_rubric().by_id[check].level is Level.PUBLISHER:
        testimony = PublisherTestimony(facts=CITY, attestations=attestations)
        return OfPublisher(check=check, outcome=outcome, reason=reason, told=told, testimony=testimony)
    given = {"what": entry(), "facts": CITY, **of_entry}
    return OfEntry(
        check=check,
        outcome=outcome,
        reason=reason,
        told=told,
        testimony=Testimony(attestations=attestations),
        **given,  # type: ignore[arg-type]  # fields of an entry's example
    )
