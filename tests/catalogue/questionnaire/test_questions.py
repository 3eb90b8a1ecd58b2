"""The questions, how they stand, and the areas of maturity."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from catalogue.charter import Level, load_rubric
from catalogue.messages import keys
from catalogue.questionnaire import Waits, areas, asked_checks, ends_on, openings, questions
from catalogue.testimony import Hold, Review
from tests.catalogue.store.attested import MARCH, attested

RUBRIC = load_rubric()
AT = MARCH + timedelta(days=30)


def test_every_check_that_takes_an_answer_has_a_question() -> None:
    assert [check.id for check in asked_checks(RUBRIC) if check.id not in questions()] == []


def test_what_is_asked_beside_yes_and_no_has_a_name_for_people() -> None:
    asked = {name for check in asked_checks(RUBRIC) if check.asked for name in check.asked.answers}
    assert sorted(asked - {key.removeprefix("charter.answer.") for key in keys()}) == []


def test_no_check_stands_under_two_areas_and_every_check_under_one() -> None:
    counted = Counter({check.id: sum(area.holds(check.id) for area in areas()) for check in RUBRIC.checks})
    assert [check for check, times in counted.items() if times != 1] == []


def test_an_area_names_as_answers_exactly_the_checks_that_ask_people() -> None:
    asked = {check.id for check in asked_checks(RUBRIC)}
    named = {check for area in areas() for check in area.answers}
    assert asked - named == set()


@pytest.mark.parametrize(
    ("check", "signed", "end"),
    [
        ("P20.1", datetime(2026, 3, 1, tzinfo=UTC), datetime(2032, 3, 1, tzinfo=UTC)),
        ("P19.1", datetime(2026, 3, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)),
        ("P19.1", datetime(2028, 2, 29, tzinfo=UTC), datetime(2029, 2, 28, tzinfo=UTC)),
    ],
)
def test_an_answer_holds_as_long_as_the_rubric_says(check: str, signed: datetime, end: datetime) -> None:
    assert ends_on(RUBRIC.by_id[check], signed) == end


def stands(check: str, *given: object, **more: object) -> Waits:
    found = openings(RUBRIC, list(given), at=AT, **({"waiting": {}} | more))  # type: ignore[arg-type]  # as each test gives it
    return next(one.waits for one in found if one.check.id == check)


def test_a_question_waits_until_it_is_answered_and_again_when_that_ends() -> None:
    assert stands("P08.1") is Waits.OPEN
    assert stands("P08.1", attested()) is Waits.NOTHING
    assert stands("P08.1", attested(valid_until=AT + timedelta(days=59))) is Waits.ENDS_SOON
    assert stands("P08.1", attested(valid_until=AT)) is Waits.ENDED
    assert stands("P08.1", attested(review=Review.REJECTED)) is Waits.ENDED
    assert stands("P08.1", attested(), disputed=["P08.1"]) is Waits.DISPUTED


def test_what_is_asked_of_entries_waits_only_where_an_entry_does() -> None:
    assert RUBRIC.by_id["P02.1"].level is not Level.PUBLISHER
    assert stands("P02.1") is Waits.NOT_ASKED
    assert stands("P02.1", waiting={"P02.1": 3}) is Waits.OPEN
    assert stands("P02.1", attested("P02.1", entries=("a",)), waiting={"P02.1": 2}) is Waits.OPEN
    assert stands("P02.1", attested("P02.1")) is Waits.NOTHING


def test_what_became_of_the_last_answer_is_told() -> None:
    gone = attested(withdrawn_at=AT)
    found = openings(RUBRIC, [gone], at=AT, waiting={})
    (one,) = [each for each in found if each.check.id == "P08.1"]
    assert (one.present, one.last, one.hold) == (None, gone, Hold.WITHDRAWN)
