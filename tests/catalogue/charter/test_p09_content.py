from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Standard
from catalogue.testimony import Observation
from tests.catalogue.charter.observed import failed, judged_by, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution, judged, service

OWN = "https://stad.example/schema"
PAGE = sample("HTML", page=True, records=None)


def sent(content_type: str = "text/csv", file_type: str = "CSV", **changes: Any) -> Observation:  # noqa: ANN401  # any field
    headers = {"content-type": content_type} if content_type else {}
    return seen(headers=headers, sample=sample(file_type, **changes))


@pytest.mark.parametrize(
    ("declared", "observation", "outcome"),
    [
        ("CSV", None, Outcome.PASS),
        ("XLSX", None, Outcome.PARTIAL),
        ("PDF", None, Outcome.FAIL),
        ("ZIP", None, Outcome.UNKNOWN),
        ("", None, Outcome.UNKNOWN),
        ("CSV", sent(), Outcome.PASS),
        ("CSV", sent(file_type="TXT"), Outcome.PASS),
        ("CSV", sent(file_type="XLSX"), Outcome.PARTIAL),
        ("CSV", seen(sample=PAGE), Outcome.FAIL),
        ("PDF", sent(), Outcome.PASS),
        ("", sent(file_type="GEOJSON"), Outcome.PASS),
        ("ZIP", sent(file_type="ZIP", members=("a/bomen.csv", "lees.pdf")), Outcome.PASS),
        ("ZIP", sent(file_type="ZIP", members=("b.shp", "b.dbf", "b.shp.xml")), Outcome.PARTIAL),
        ("ZIP", sent(file_type="ZIP", members=("plan.pdf",)), Outcome.FAIL),
        ("ZIP", sent(file_type="ZIP", members=("stops.txt", "stop_times.txt")), Outcome.PASS),
        ("ZIP", sent(file_type="ZIP", members=("x.bin",)), Outcome.UNKNOWN),
        ("CSV", failed(), Outcome.PASS),
    ],
)
def test_the_bytes_go_before_the_label(
    declared: str, observation: Observation | None, outcome: Outcome
) -> None:
    asked = [observation] if observation else []
    assert judged_by(dataset(distribution(declared)), asked=asked)["P09.2"].outcome is outcome


def test_a_label_that_nobody_held_against_the_bytes_says_so() -> None:
    verdict = judged(dataset())["P09.2"]
    assert verdict.evidence["groups"][0]["unobserved"] == ["content"]


def test_a_service_goes_by_its_protocol() -> None:
    assert judged(service())["P09.2"].outcome is Outcome.PASS
    assert judged(service(conforms_to=[]))["P09.2"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("declared", "observation", "outcome", "reason"),
    [
        ("CSV", sent(), Outcome.PASS, "type-matches"),
        ("CSV", sent("text/csv; charset=utf-8"), Outcome.PASS, "type-matches"),
        ("CSV", sent("application/octet-stream"), Outcome.PARTIAL, "type-general"),
        ("CSV", sent("text/plain"), Outcome.PARTIAL, "type-general"),
        ("CSV", sent(""), Outcome.PARTIAL, "type-general"),
        ("CSV", sent("text/html"), Outcome.PARTIAL, "header-differs"),
        ("CSV", seen(headers={"content-type": "text/html"}, sample=PAGE), Outcome.FAIL, "page-came-for-file"),
        ("CSV", sent(file_type="XLSX"), Outcome.FAIL, "type-differs"),
        ("CSV", sent("text/html", ""), Outcome.FAIL, "type-differs"),
        ("CSV", sent("application/octet-stream", ""), Outcome.UNKNOWN, "type-not-shown"),
        ("GEOJSON", sent("application/json", "JSON"), Outcome.PASS, "type-matches"),
        ("SHP", sent("application/zip", "ZIP"), Outcome.PASS, "type-matches"),
        ("DWG", sent("image/vnd.dwg", ""), Outcome.UNKNOWN, "type-not-shown"),
        ("", sent(), Outcome.NOT_APPLICABLE, "nothing-declared"),
        ("CSV", failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_file_and_server_are_held_against_what_is_declared(
    declared: str, observation: Observation, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(distribution(declared)), asked=[observation])["P09.3"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_wrong_type_is_the_sources_to_repair() -> None:
    assert judged_by(dataset(), asked=[sent(file_type="XLSX")])["P09.3"].fault is Fault.SOURCE


@pytest.mark.parametrize(
    ("declared", "observation", "outcome", "reason"),
    [
        ("CSV", sent(), Outcome.PASS, "parses"),
        ("CSV", sent(records=None), Outcome.PASS, "parses"),
        ("CSV", sent(warnings=("charset",)), Outcome.PARTIAL, "parses-with-care"),
        ("CSV", sent(parses=False), Outcome.FAIL, "does-not-parse"),
        ("CSV", sent(records=0), Outcome.FAIL, "no-records"),
        ("CSV", sent(parses=None), Outcome.UNKNOWN, "nothing-reads-it"),
        ("CSV", seen(sample=None), Outcome.UNKNOWN, "no-sample"),
        ("CSV", sent(error="error-object"), Outcome.FAIL, "page-came-for-file"),
        ("PDF", sent(), Outcome.NOT_APPLICABLE, "made-for-reading"),
        ("CSV", failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_a_file_opens_with_at_least_one_record(
    declared: str, observation: Observation, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(distribution(declared)), asked=[observation])["P09.4"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("standards", "days", "outcome"),
    [
        (["https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit"], None, Outcome.PASS),
        ([OWN], None, Outcome.PARTIAL),
        ([OWN], 2, Outcome.PARTIAL),
        ([OWN], 3, Outcome.FAIL),
        ([], None, Outcome.FAIL),
    ],
)
def test_a_schema_of_ones_own_counts_half_while_it_can_be_read(
    standards: list[str], days: int | None, outcome: Outcome
) -> None:
    what = dataset(conforms_to=[Standard(iri=iri) for iri in standards])
    asked = [] if days is None else [link(failed(url=OWN), failed_days=days)]
    assert judged_by(what, asked=asked)["P09.5"].outcome is outcome
