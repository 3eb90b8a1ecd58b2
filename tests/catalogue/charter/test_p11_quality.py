from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Dialect, Location, PublisherFacts, Text
from tests.catalogue.charter.observed import failed, judged_by, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution, judged, record, series

HERE, THERE = (3.72, 51.05), (51.05, 3.72)
GENT = "POLYGON((3.57978 50.97954,3.84934 50.97954,3.84934 51.18889,3.57978 51.18889,3.57978 50.97954))"
CITY = PublisherFacts(
    name="stad", title=(Text("Stad"),), places=(Location(iri="https://x.example/p", bbox=GENT),)
)
TOLD = [Text("Ingemeten door landmeters in 2019; wat op privégrond staat, ontbreekt.", "nl")]


@pytest.mark.parametrize(
    ("changes", "outcome", "reason"),
    [
        ({}, Outcome.PASS, "content-sound"),
        ({"size": 0}, Outcome.FAIL, "content-empty"),
        ({"error": "error-object"}, Outcome.FAIL, "content-is-error"),
        ({"page": True}, Outcome.FAIL, "page-came-for-file"),
        ({"records": 0}, Outcome.FAIL, "no-records"),
        ({"records": 0, "whole": False}, Outcome.PASS, "content-sound"),
        ({"warnings": ("ragged",)}, Outcome.PARTIAL, "content-blemished"),
        ({"points": (HERE,) * 20}, Outcome.PASS, "content-sound"),
        ({"points": (HERE,) * 19 + (THERE,)}, Outcome.PASS, "content-sound"),
        ({"points": (HERE,) * 18 + (THERE,) * 2}, Outcome.PARTIAL, "places-outside"),
        ({"points": (THERE,) * 5}, Outcome.PARTIAL, "places-outside"),
    ],
)
def test_content_is_there_and_lies_where_the_city_does(
    changes: dict[str, Any], outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(), asked=[seen(sample=sample(**changes))], facts=CITY)["P11.1"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("facts", "of", "outcome"), [(CITY, "publisher", Outcome.PARTIAL), (None, "region", Outcome.PASS)]
)
def test_a_publisher_that_says_not_where_it_lies_is_taken_to_lie_in_flanders(
    facts: PublisherFacts | None, of: str, outcome: Outcome
) -> None:
    antwerp = (4.4, 51.22)
    verdict = judged_by(dataset(), asked=[seen(sample=sample(points=(antwerp,)))], facts=facts)["P11.1"]
    assert (verdict.outcome, verdict.evidence["groups"][0]["of"]) == (outcome, of)


def test_what_did_not_answer_or_was_not_kept_says_nothing_of_its_content() -> None:
    assert judged_by(dataset(), asked=[failed()])["P11.1"].outcome is Outcome.UNKNOWN
    assert judged_by(dataset(), asked=[seen(sample=None)])["P11.1"].reason == "no-sample"


def test_one_empty_file_of_two_is_half_and_closes_no_gate() -> None:
    other = "https://data.stad.example/2.csv"
    two = dataset(distribution(), distribution(download_url=other))
    verdict = judged_by(two, asked=[seen(), seen(other, sample=sample(size=0))])["P11.1"]
    assert verdict.outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"provenance_texts": TOLD}, Outcome.PASS),
        ({"provenance_texts": [Text("Stad", "nl")]}, Outcome.PARTIAL),
        ({"provenance": ["https://stad.example/herkomst"]}, Outcome.PASS),
        ({}, Outcome.FAIL),
    ],
)
def test_origin_and_quality_are_told(changes: dict[str, Any], outcome: Outcome) -> None:
    assert judged(dataset(**changes))["P11.2"].outcome is outcome


def test_a_page_on_quality_that_is_gone_is_hardly_a_statement() -> None:
    page = "https://stad.example/herkomst"
    verdict = judged_by(dataset(provenance=[page]), asked=[link(failed(url=page), failed_days=4)])["P11.2"]
    assert (verdict.outcome, verdict.reason) == (Outcome.PARTIAL, "quality-hardly-told")


def test_measurements_that_the_entry_has_no_place_for_count() -> None:
    of = record({"dqv:hasQualityMeasurement": [{"dqv:value": [{"@value": "0.9"}]}]}, Dialect.DCAT_RDF)
    assert judged(dataset(), of)["P11.2"].reason == "quality-measured"


def test_a_lineage_that_our_mapping_lost_is_our_fault() -> None:
    of = record({"dct:provenance": [{"rdfs:label": [{"@value": "Ingemeten."}]}]}, Dialect.DCAT_RDF)
    assert judged(dataset(), of)["P11.2"].fault is Fault.MAPPING


def test_a_series_has_no_content_of_its_own() -> None:
    assert {judged(series())[one].outcome for one in ("P11.1", "P11.2")} == {Outcome.NOT_APPLICABLE}
