from typing import Any

import pytest

from catalogue.charter import Fault, Outcome, Rubric
from catalogue.charter.publisher_case import Tally
from catalogue.model import Contact, PublisherFacts, Text
from catalogue.testimony import NOTHING_OF_PUBLISHER, Copy, Former
from tests.catalogue.charter.observed import copy, days_ago, history, judged_by
from tests.catalogue.charter.sample import AT, dataset, judged

ZERO = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"


@pytest.mark.parametrize(
    ("copies", "outcome", "reason", "fault"),
    [
        ({}, Outcome.UNKNOWN, "not-looked-elsewhere", Fault.NONE),
        ({"europe": None}, Outcome.UNKNOWN, "catalogue-not-harvested", Fault.NONE),
        ({"flanders": copy()}, Outcome.PASS, "arrived", Fault.NONE),
        ({"flanders": copy(by="address")}, Outcome.PASS, "arrived", Fault.NONE),
        ({"flanders": copy(by="likeness")}, Outcome.PARTIAL, "arrived-by-likeness", Fault.DOWNSTREAM),
        ({"flanders": copy(manual=True)}, Outcome.PARTIAL, "arrived-by-hand", Fault.SOURCE),
        ({"flanders": None}, Outcome.FAIL, "not-arrived", Fault.DOWNSTREAM),
    ],
)
def test_an_entry_is_looked_for_in_the_flemish_catalogue(
    copies: dict[str, Copy | None], outcome: Outcome, reason: str, fault: Fault
) -> None:
    verdict = judged_by(dataset(), copies=copies)["P15.1"]
    assert (verdict.outcome, verdict.reason, verdict.fault) == (outcome, reason, fault)


def test_an_entry_that_the_catalogue_has_to_refuse_is_the_sources_to_complete() -> None:
    verdict = judged_by(dataset(keywords=[]), copies={"flanders": None})["P15.1"]
    assert (verdict.reason, verdict.fault, verdict.evidence["missing"]) == (
        "refused",
        Fault.SOURCE,
        ["keyword"],
    )


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({}, []),
        ({"title": "FIETSENSTALLINGEN "}, []),
        ({"title": "Fietsen"}, ["title"]),
        ({"licences": frozenset({"https://creativecommons.org/licenses/by/4.0/"})}, ["licence"]),
        ({"licences": frozenset()}, ["licence"]),
        ({"addresses": frozenset()}, ["distributions"]),
        ({"modified": "2025-01-31"}, ["modified"]),
        ({"modified": ""}, []),
    ],
)
def test_a_copy_says_the_same_in_title_licence_files_and_date(
    changes: dict[str, Any], differs: list[str]
) -> None:
    verdict = judged_by(dataset(), copies={"flanders": copy(**changes)})["P15.2"]
    assert (verdict.evidence["differs"], verdict.outcome) == (
        differs,
        Outcome.FAIL if differs else Outcome.PASS,
    )


@pytest.mark.parametrize(("changed", "outcome"), [(2.5, Outcome.PARTIAL), (3.5, Outcome.FAIL)])
def test_a_copy_may_be_two_harvests_behind(changed: float, outcome: Outcome) -> None:
    past = history(Former(at=days_ago(changed), modified="2025-02-01", content="b"), every=1.0)
    verdict = judged_by(dataset(), copies={"flanders": copy(title="Oud")}, history=past)["P15.2"]
    assert (verdict.outcome, verdict.fault) == (outcome, Fault.DOWNSTREAM)


def test_what_is_not_there_cannot_differ() -> None:
    assert judged_by(dataset(), copies={"flanders": None})["P15.2"].outcome is Outcome.NOT_APPLICABLE
    assert judged_by(dataset(), copies={"europe": None})["P15.2"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("copies", "outcome", "fault"),
    [
        ({"belgium": copy(), "europe": copy()}, Outcome.PASS, Fault.NONE),
        ({"flanders": copy(), "belgium": copy(), "europe": None}, Outcome.PARTIAL, Fault.DOWNSTREAM),
        ({"flanders": copy(), "belgium": None, "europe": None}, Outcome.FAIL, Fault.DOWNSTREAM),
        ({"flanders": None, "belgium": None, "europe": None}, Outcome.FAIL, Fault.SOURCE),
        ({"belgium": copy()}, Outcome.UNKNOWN, Fault.NONE),
    ],
)
def test_an_entry_goes_on_to_belgium_and_europe(
    copies: dict[str, Copy | None], outcome: Outcome, fault: Fault
) -> None:
    verdict = judged_by(dataset(), copies=copies)["P15.3"]
    assert (verdict.outcome, verdict.fault) == (outcome, fault)


@pytest.mark.parametrize(
    ("arrived", "absent", "unknown", "outcome"),
    [
        (95, 5, 0, Outcome.PASS),
        (94, 6, 0, Outcome.PARTIAL),
        (50, 50, 7, Outcome.PARTIAL),
        (49, 51, 0, Outcome.FAIL),
        (0, 0, 3, Outcome.UNKNOWN),
    ],
)
def test_nearly_all_of_a_publisher_arrives_by_itself(
    arrived: int, absent: int, unknown: int, outcome: Outcome, rubric: Rubric
) -> None:
    tally = Tally(rubric)
    counts = {Outcome.PASS: arrived, Outcome.FAIL: absent, Outcome.UNKNOWN: unknown}
    tally.outcomes["P15.1"].update(counts)
    check = rubric.by_id["P15.4"]
    case = tally.case(AT, NOTHING_OF_PUBLISHER)
    assert check.rule.function(case, check.parameters).outcome is outcome


def city(licence: str) -> PublisherFacts:
    return PublisherFacts(name="stad", title=(Text("Stad"),), catalogue_licence=licence)


@pytest.mark.parametrize(
    ("changes", "facts", "outcome", "missing"),
    [
        ({}, city(ZERO), Outcome.PASS, []),
        ({}, city(ZERO.replace("https", "http")), Outcome.FAIL, ["catalogue-licence"]),
        ({}, city(""), Outcome.FAIL, ["catalogue-licence"]),
        ({"themes": []}, city(ZERO), Outcome.PARTIAL, ["theme"]),
        ({"keywords": []}, city(ZERO), Outcome.FAIL, ["keyword"]),
        (
            {"contact": Contact(iri="https://oogst.example/c", email="data@stad.be")},
            city(ZERO),
            Outcome.FAIL,
            ["contact-mail"],
        ),
    ],
)
def test_the_flemish_portal_asks_for_fields_and_for_the_licence_of_the_catalogue(
    changes: dict[str, Any], facts: PublisherFacts, outcome: Outcome, missing: list[str]
) -> None:
    verdict = judged_by(dataset(**changes), facts=facts)["P15.5"]
    assert (verdict.outcome, verdict.evidence["missing"]) == (outcome, missing)


def test_the_licence_of_the_catalogue_is_not_seen_without_a_publisher() -> None:
    assert judged(dataset())["P15.5"].evidence["unobserved"] == ["catalogue-licence"]
