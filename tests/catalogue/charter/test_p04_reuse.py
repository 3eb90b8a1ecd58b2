from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Text
from tests.catalogue.charter.sample import (
    FIRST,
    dataset,
    distribution,
    entry,
    judged,
    record,
    series,
    service,
)

BY = "https://creativecommons.org/licenses/by/4.0/"
BY_NC = "http://creativecommons.org/licenses/by-nc/4.0/deed.nl"
PAID = "http://data.vlaanderen.be/doc/licentie/modellicentie-hergebruik-tegen-vergoeding/v1.0"


@pytest.mark.parametrize(
    ("licences", "outcome", "reason"),
    [
        ([BY], Outcome.PASS, "licence-allows-commerce"),
        ([BY_NC], Outcome.FAIL, "licence-not-open"),
        ([PAID], Outcome.FAIL, "licence-not-open"),
        ([None], Outcome.UNKNOWN, "licence-missing"),
        (["https://stad.example/voorwaarden"], Outcome.UNKNOWN, "licence-unrecognised"),
        (["https://data.stad.gent/algemene-licentie"], Outcome.UNKNOWN, "licence-unrecognised"),
        ([BY_NC, BY], Outcome.PASS, "licence-allows-commerce"),
        ([BY_NC, None], Outcome.UNKNOWN, "licence-missing"),
    ],
)
def test_the_best_licence_says_whether_commerce_is_allowed(
    licences: list[str | None], outcome: Outcome, reason: str
) -> None:
    verdict = judged(dataset(*(distribution(licence=one) for one in licences)))["P04.1"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_dataset_that_offers_nothing_has_no_licence_to_judge() -> None:
    assert judged(dataset(distributions=[]))["P04.1"].outcome is Outcome.NOT_APPLICABLE


def test_a_service_is_judged_by_its_own_licence() -> None:
    assert judged(service())["P04.1"].outcome is Outcome.PASS


def test_a_series_offers_no_data_itself() -> None:
    verdict = judged(series())["P04.1"]
    assert (verdict.outcome, verdict.reason) == (Outcome.NOT_APPLICABLE, "kind")


@pytest.mark.parametrize(
    ("changes", "outcome", "reason"),
    [
        ({}, Outcome.PASS, "described-and-documented"),
        ({"landing_pages": []}, Outcome.PARTIAL, "no-page"),
        ({"description": [Text("Kort.", "nl")]}, Outcome.PARTIAL, "description-short"),
        ({"description": [], "landing_pages": []}, Outcome.FAIL, "short-and-no-page"),
        (
            {"description": [Text("Kort.", "nl"), Text("x" * 100, "en")]},
            Outcome.PASS,
            "described-and-documented",
        ),
        (
            {"landing_pages": [], "pages": ["https://stad.example/uitleg"]},
            Outcome.PASS,
            "described-and-documented",
        ),
    ],
)
def test_in_the_first_rubric_a_description_and_a_page_make_data_understandable(
    changes: dict[str, Any], outcome: Outcome, reason: str
) -> None:
    verdict = judged(dataset(**changes), version=FIRST)["P04.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_in_the_first_rubric_whether_the_page_answers_is_said_to_be_unobserved() -> None:
    assert judged(dataset(), version=FIRST)["P04.2"].evidence["unobserved"] == ["page-answers"]


def test_a_page_that_the_record_names_and_the_entry_lacks_is_our_fault() -> None:
    lacking = entry(dataset(landing_pages=[]))
    verdict = judged(lacking, record({"landingPage": "https://data.stad.example/fiets"}))["P04.2"]
    assert verdict.fault is Fault.MAPPING
