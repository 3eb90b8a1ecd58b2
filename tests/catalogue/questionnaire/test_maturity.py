"""The maturity of a publisher: what was answered and what showed, at the end of each year and now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalogue.charter import load_rubric, publisher_score
from catalogue.questionnaire import Kept, Maturity, maturity
from catalogue.questionnaire.maturity import AreaSight
from catalogue.scores import score_document
from catalogue.testimony import Attestation, Review, Statement
from tests.catalogue.store.attested import attested

RUBRIC = load_rubric()
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def document(**parts: Any) -> dict[str, Any]:  # noqa: ANN401  any part of it
    """Give the score of a publisher without entries, with parts laid over it."""
    return score_document(publisher_score([], RUBRIC, at=NOW)) | {"verdicts": []} | parts


def stated(check: str, year: int, **facts: Any) -> Attestation:  # noqa: ANN401  any part of it
    names = RUBRIC.by_id[check].asked.answers  # type: ignore[union-attr]  # only of those that ask
    signed = datetime(year, 6, 1, tzinfo=UTC)
    given = {"answers": dict.fromkeys(names, f"{year}-05-01"), "signed_at": signed, "recorded_at": signed}
    return attested(check, **(given | facts))


def laid_out(*given: Attestation, kept: tuple[Kept, ...] = (), **present: Any) -> Maturity:  # noqa: ANN401  idem
    return maturity("zonnegem", RUBRIC, present=document(**present), kept=kept, attestations=given, at=NOW)


def area(found: Maturity, name: str) -> AreaSight:
    return next(one for one in found.areas if one.area.name == name)


def test_there_are_six_areas_in_the_order_of_the_quick_scan() -> None:
    assert [one.area.name for one in laid_out().areas] == [
        "data-strategy",
        "open-data-strategy",
        "organisational-embedding",
        "working-with-data",
        "procurement",
        "stakeholder-management",
    ]


def test_a_publisher_of_whom_nothing_is_known_has_this_year_and_open_questions() -> None:
    found = area(laid_out(), "procurement")
    assert [(one.year, one.automatic, one.attested, one.answers, one.asked) for one in found.years] == [
        (2026, None, None, 0, 1)
    ]


def test_an_answer_speaks_of_the_years_in_which_it_held() -> None:
    old = stated("P19.1", 2023, statement=Statement.NO)
    found = area(laid_out(old, stated("P19.1", 2026)), "procurement")
    assert [(one.year, one.attested, one.answers) for one in found.years] == [
        (2023, 0, 1),
        (2024, None, 0),
        (2025, None, 0),
        (2026, 1, 1),
    ]


def test_one_that_was_replaced_later_stood_in_its_own_year() -> None:
    new = stated("P20.1", 2026, statement=Statement.NO)
    old = stated("P20.1", 2024, valid_until=NOW + timedelta(days=900), superseded_by=new.id)
    years = area(laid_out(old, new), "open-data-strategy").years
    assert [(one.year, one.attested) for one in years] == [(2024, 1), (2025, 1), (2026, 0)]


def test_a_paper_that_was_taken_over_later_is_told_as_such() -> None:
    found = area(laid_out(stated("P19.1", 2024, recorded_at=NOW)), "procurement")
    first = found.years[0]
    assert (first.year, first.answers, first.taken_over) == (2024, 1, 1)


@pytest.mark.parametrize("review", [Review.REJECTED, Review.QUESTIONED])
def test_what_an_auditor_did_not_accept_is_open(review: Review) -> None:
    found = area(laid_out(stated("P19.1", 2026, review=review)), "procurement")
    assert (found.now.attested, found.now.answers) == (None, 0)


def test_what_showed_in_a_year_is_the_score_that_stood_at_its_end() -> None:
    def kept(year: int, month: int, passed: int, failed: int) -> Kept:
        at = datetime(year, month, 1, tzinfo=UTC)
        return Kept(at, document(checks={"P03.3": {"pass": passed, "fail": failed, "unknown": 2}}))

    found = area(
        laid_out(
            kept=(kept(2024, 3, 0, 4), kept(2024, 9, 1, 3)),
            checks={"P03.3": {"pass": 3, "partial": 2, "not-applicable": 9}},
        ),
        "procurement",
    )
    assert [(one.year, one.automatic, one.coverage) for one in found.years] == [
        (2024, 0.25, 4 / 6),
        (2025, 0.25, 4 / 6),
        (2026, 0.8, 1),
    ]
    assert [(one.check, one.value, one.determined, one.asked) for one in found.signals] == [
        ("P03.3", 0.8, 5, 5)
    ]


def test_what_a_machine_said_of_entries_is_no_answer() -> None:
    seen = {"P16.5": {"pass": 9}, "P02.1": {"fail": 2}}
    without = area(laid_out(checks=seen), "open-data-strategy").now
    said = {"P02.1": {"entries": 1, "value": 0.5}}
    with_answers = area(laid_out(checks=seen, answers=said), "open-data-strategy").now
    assert (without.attested, without.answers) == (None, 0)
    assert (with_answers.attested, with_answers.answers) == (0.5, 1)
