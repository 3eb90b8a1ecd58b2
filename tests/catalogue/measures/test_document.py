from typing import Any

import pytest

from catalogue.charter import Outcome
from catalogue.measures import document_answers, document_page
from catalogue.testimony import Discount, Facts, Observation, Sample
from tests.catalogue.measures.samples import seen, spoken

GOOD = Facts(
    triples=40,
    about=6,
    terms=("http://www.w3.org/ns/dcat#Dataset", "http://purl.org/dc/terms/title"),
    licences=("https://creativecommons.org/publicdomain/zero/1.0/",),
    links={"prev": "https://stad.example/parking?time=2026-03-02T11:50:00Z"},
    generated_at="2026-03-02T11:57:00+00:00",
    timed_by="prov:generatedAtTime",
)
HEADERS = {"cache-control": "max-age=30", "access-control-allow-origin": "*"}


def outcomes(one: Observation) -> dict[str, Outcome]:
    return {answer.check: answer.outcome for answer in spoken(document_answers(one))}


def reasons(one: Observation) -> dict[str, str]:
    return {answer.check: answer.reason for answer in spoken(document_answers(one))}


def test_a_document_that_does_all_that_is_asked_passes_all_eight() -> None:
    found = outcomes(seen(facts=GOOD, headers=HEADERS))
    assert len(found) == 8
    assert set(found.values()) == {Outcome.PASS}


def test_the_checks_come_in_the_layers_of_the_validator() -> None:
    assert list(document_page().layers) == ["legal", "technical", "syntactic", "semantic", "querying"]


@pytest.mark.parametrize(
    ("said", "outcome", "reason"),
    [
        ({"status": 404}, Outcome.FAIL, "document-down"),
        ({"status": 500}, Outcome.FAIL, "document-down"),
        ({"status": None, "failure": "timeout"}, Outcome.FAIL, "document-down"),
        ({"status": 401}, Outcome.FAIL, "document-locked"),
        ({"barrier": "login"}, Outcome.FAIL, "document-locked"),
        ({"status": 403}, Outcome.UNKNOWN, "document-kept-out"),
        ({"status": 429}, Outcome.UNKNOWN, "document-kept-out"),
        ({"status": None, "failure": "robots"}, Outcome.UNKNOWN, "document-not-asked"),
        ({"status": None, "discount": Discount.OWN_OUTAGE}, Outcome.UNKNOWN, "document-own-outage"),
        ({"astray": "not-found"}, Outcome.FAIL, "document-down"),
        ({"facts": Facts(error="not-found-page")}, Outcome.FAIL, "document-error-page"),
    ],
)
def test_an_error_is_not_accessible_and_keeping_us_out_is_not_an_error(
    said: dict[str, Any], outcome: Outcome, reason: str
) -> None:
    one = seen(**said)
    assert (outcomes(one)["accessible"], reasons(one)["accessible"]) == (outcome, reason)


def test_where_no_answer_came_the_rest_is_unknown() -> None:
    found = outcomes(seen(status=404, sample=None))
    assert {outcome for check, outcome in found.items() if check != "accessible"} == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"headers": {"cache-control": "no-store"}}, Outcome.FAIL),
        ({"headers": {"cache-control": "no-store, max-age=30"}}, Outcome.FAIL),
        ({"headers": {"cache-control": "public, max-age=60"}}, Outcome.PASS),
        ({"headers": {"cache-control": "max-age=0"}}, Outcome.PARTIAL),
        ({"headers": {"etag": '"1"'}}, Outcome.PARTIAL),
        ({"headers": {"etag": '"1"'}, "conditional": 304}, Outcome.PASS),
        ({"headers": {"etag": '"1"'}, "conditional": 200}, Outcome.PARTIAL),
        ({"headers": {}}, Outcome.FAIL),
    ],
)
def test_the_value_of_a_caching_header_counts_and_not_its_presence(
    said: dict[str, Any], outcome: Outcome
) -> None:
    assert outcomes(seen(**said))["cache"] is outcome


def test_cors_is_looked_at() -> None:
    assert outcomes(seen(headers={}))["cors"] is Outcome.FAIL
    assert reasons(seen(headers={"access-control-allow-origin": "https://stad.example"}))["cors"] == (
        "document-cors-others"
    )


def test_rdf_that_cannot_be_read_fails_and_is_not_left_unchecked() -> None:
    assert outcomes(seen(facts=Facts(triples=0)))["rdf"] is Outcome.FAIL
    assert outcomes(seen(facts=Facts()))["rdf"] is Outcome.FAIL
    assert outcomes(seen(sample=None))["rdf"] is Outcome.UNKNOWN


def test_what_comes_when_rdf_is_asked_for_goes_before_what_comes_anyway() -> None:
    negotiated = Sample(sha256="1" * 64, size=9, whole=True, facts=GOOD)
    assert outcomes(seen(facts=Facts(), rdf=negotiated))["rdf"] is Outcome.PASS


@pytest.mark.parametrize(
    ("licence", "outcome"),
    [
        ("https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0", Outcome.PASS),
        ("https://creativecommons.org/licenses/by/4.0/", Outcome.PARTIAL),
        ("https://creativecommons.org/licenses/by-nc/4.0/", Outcome.FAIL),
        ("https://data.stad.gent/algemene-licentie", Outcome.FAIL),
        ("https://stad.example/voorwaarden", Outcome.FAIL),
    ],
)
def test_not_any_licence_will_do(licence: str, outcome: Outcome) -> None:
    assert outcomes(seen(facts=Facts(triples=1, licences=(licence,))))["licence"] is outcome


def test_a_document_says_what_it_is_and_not_just_anything() -> None:
    loose = Facts(triples=9, about=1, terms=("http://www.w3.org/2000/01/rdf-schema#label",))
    assert outcomes(seen(facts=loose))["metadata"] is Outcome.PARTIAL
    assert outcomes(seen(facts=Facts(triples=9, about=0)))["metadata"] is Outcome.FAIL


def test_a_document_without_links_is_not_fragmented() -> None:
    assert outcomes(seen(facts=Facts(triples=9, links={})))["fragmented"] is Outcome.FAIL
    assert outcomes(seen(facts=Facts(triples=9)))["fragmented"] is Outcome.UNKNOWN


def test_a_timestamp_on_the_graph_counts_and_that_of_the_server_in_part() -> None:
    assert outcomes(seen(facts=GOOD))["timestamped"] is Outcome.PASS
    by_server = seen(facts=Facts(triples=9), headers={"last-modified": "Mon, 02 Mar 2026 11:57:00 GMT"})
    assert outcomes(by_server)["timestamped"] is Outcome.PARTIAL
    assert outcomes(seen(facts=Facts(triples=9)))["timestamped"] is Outcome.FAIL
