"""How answers of people stand beside what a machine determined."""

from datetime import UTC, date, datetime, timedelta

import pytest

from catalogue.charter import Outcome, Verdict, is_attested, is_disputed, publisher_score, verdict_text
from catalogue.charter import load_rubric as rubric_of
from catalogue.charter.answering import months_before
from catalogue.model import Text
from catalogue.testimony import Attestation, PublisherTestimony, Review, Statement
from tests.catalogue.charter.examples.frame import OfEntry
from tests.catalogue.charter.examples.given import answer, known
from tests.catalogue.charter.sample import AT, dataset, distribution, entry

CLOSED = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"
UUID = "2d1b8e3e-93f3-4a7b-8c3a-222222222222"
TOLD = {"expert": "Mo Claes", "date": "2025-01"}


def asked(*attestations: Attestation, check: str = "P07.3") -> Verdict:
    example = OfEntry(
        check=check,
        outcome=Outcome.MANUAL,
        reason="",
        told="",
        testimony=known(attestations=attestations),
    )
    return example.verdict()


def disputed() -> Verdict:
    words = distribution(rights=[Text("Bevat namen van bewoners en blijft daarom gesloten.", "nl")])
    return OfEntry(
        check="P02.1",
        outcome=Outcome.PARTIAL,
        reason="",
        told="",
        what=entry(dataset(words, access_rights=CLOSED)),
        testimony=known(attestations=[answer("P02.1", Statement.NO)]),
    ).verdict()


def test_an_answer_is_named_in_the_evidence_so_that_its_part_of_the_score_can_be_told_apart() -> None:
    given = answer("P07.3", Statement.YES, TOLD)
    verdict = asked(given)
    assert (verdict.outcome, verdict.value) == (Outcome.PASS, 1)
    assert verdict.evidence["attestation"]["id"] == given.id
    assert is_attested(verdict)
    assert not is_disputed(verdict)


def test_an_answer_never_takes_the_place_of_what_a_machine_determined() -> None:
    verdict = disputed()
    assert (verdict.outcome, verdict.reason) == (Outcome.PARTIAL, "closed-with-words")
    assert is_disputed(verdict)
    assert not is_attested(verdict)


def test_both_answers_of_a_dispute_are_shown() -> None:
    sentence = verdict_text(disputed(), "nl")
    assert "met een uitleg in woorden" in sentence
    assert "Jana Peeters (verantwoordelijke open data) antwoordde op 2025-01-10 iets anders (nee)" in sentence


def test_an_answer_that_says_the_same_is_no_dispute() -> None:
    machine = asked(answer("P06.2", Statement.NO), check="P06.2")
    assert not is_disputed(machine)


def test_a_check_that_asks_nobody_takes_no_answer() -> None:
    verdict = asked(answer("P04.2", Statement.YES), check="P04.2")
    assert "attestation" not in verdict.evidence


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"review": Review.QUESTIONED}, "answer-questioned"),
        ({"review": Review.REJECTED}, "answer-rejected"),
        ({"withdrawn_at": AT - timedelta(days=1)}, "answer-withdrawn"),
        ({"valid_until": AT - timedelta(days=1)}, "answer-expired"),
        ({"superseded_by": UUID}, "not-attested"),
        ({"signed_at": AT + timedelta(days=1)}, "not-attested"),
    ],
)
def test_an_answer_that_does_not_hold_leaves_the_check_to_a_person(
    changes: dict[str, object], reason: str
) -> None:
    verdict = asked(answer("P07.3", Statement.YES, TOLD, **changes))
    assert (verdict.outcome, verdict.reason) == (Outcome.MANUAL, reason)


def test_an_expired_answer_is_told_with_its_day() -> None:
    late = answer("P07.3", Statement.YES, TOLD, valid_until=datetime(2025, 2, 1, tzinfo=UTC))
    assert "gold tot 2025-02-01" in verdict_text(asked(late), "nl")


def test_an_answer_counts_while_no_auditor_looked_and_says_so() -> None:
    fresh, audited = (answer("P07.3", Statement.YES, TOLD, review=one) for one in ("", Review.ACCEPTED))
    assert "niet geauditeerd" in verdict_text(asked(fresh), "nl")
    assert "door een auditor aanvaard" in verdict_text(asked(audited), "nl")


def test_the_answer_about_the_least_goes_first() -> None:
    whole = answer("P07.3", Statement.NO, signed_at=AT - timedelta(days=1))
    own = answer("P07.3", Statement.YES, TOLD, entries=(UUID,), id=UUID)
    assert asked(whole, own).evidence["attestation"]["id"] == UUID


def test_an_answer_about_some_entries_is_no_answer_for_the_publisher() -> None:
    rubric = rubric_of()
    narrow = answer("P08.1", Statement.YES, {"kind": "a", "date": "2025", "staff": "1"}, entries=(UUID,))
    found = publisher_score([], rubric, at=AT, testimony=PublisherTestimony(attestations=[narrow]))
    verdict = next(one for one in found.verdicts if one.check == "P08.1")
    assert (verdict.outcome, verdict.reason) == (Outcome.MANUAL, "not-attested")


def test_a_yes_without_what_was_asked_beside_it_earns_half_and_says_what_lacks() -> None:
    verdict = asked(answer("P07.3", Statement.YES, {"date": "2025-01"}))
    assert (verdict.outcome, verdict.reason) == (Outcome.PARTIAL, "answer-incomplete")
    assert "maar zonder: naam van wie de data kent" in verdict_text(verdict, "nl")


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ("2023-03-01", Outcome.PASS),
        ("2023-02-28", Outcome.PARTIAL),
        ("2023-03", Outcome.PASS),
        ("2023", Outcome.PASS),
        ("2022", Outcome.PARTIAL),
    ],
)
def test_what_was_done_too_long_ago_earns_half(done: str, outcome: Outcome) -> None:
    assert asked(answer("P07.3", Statement.YES, TOLD | {"date": done})).outcome is outcome


@pytest.mark.parametrize(
    ("at", "months", "day"),
    [
        (datetime(2025, 3, 1, tzinfo=UTC), 12, date(2024, 3, 1)),
        (datetime(2025, 1, 31, tzinfo=UTC), 2, date(2024, 11, 30)),
        (datetime(2024, 2, 29, tzinfo=UTC), 12, date(2023, 2, 28)),
        (datetime(2025, 3, 31, tzinfo=UTC), 1, date(2025, 2, 28)),
        (datetime(2025, 12, 15, tzinfo=UTC), 72, date(2019, 12, 15)),
    ],
)
def test_months_are_counted_back_by_the_calendar(at: datetime, months: int, day: date) -> None:
    assert months_before(at, months) == day
