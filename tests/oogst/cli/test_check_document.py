"""What is no catalogue is looked at as one document: on disk, and on the server of a made-up town."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from tests.oogst.cli.conftest import Type

PARKING = """\
@prefix datex: <http://vocab.datex.org/terms#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix cc: <http://creativecommons.org/ns#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
<URL> a dcat:Dataset ; dct:title "Parkeren"@nl ; hydra:previous <URL?time=1> ;
    cc:license <https://creativecommons.org/publicdomain/zero/1.0/> .
<https://molenveld.example/id/parking/P1> a datex:UrbanParkingSite ; datex:parkingNumberOfSpaces 120 .
GRAPH <URL?time=2> { <https://molenveld.example/id/parking/P1> datex:parkingNumberOfVacantSpaces 41 . }
<URL?time=2> prov:generatedAtTime "TIME"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
"""
"""Synthetic: linked data as the parking pilot wrote them, the time on the graph."""


@pytest.fixture
def town(httpserver: HTTPServer) -> HTTPServer:
    """Give a server that lets anyone ask."""
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    return httpserver


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "bomen.csv"
    file.write_text("soort;jaar\neik;1990\nlinde;2001\n", encoding="utf-8")
    return file


def checks(document: dict[str, Any]) -> dict[str, str]:
    return {one["check"]: one["outcome"] for layer in document["layers"].values() for one in layer["checks"]}


def test_a_file_of_data_is_looked_at_and_says_that_it_is_no_catalogue(oogst: Type, table: Path) -> None:
    said = oogst("check", table)

    assert said.code == 0
    assert "geen catalogus die we herkennen" in said.err
    for part in (
        "CSV",
        "2 records",
        "soort, jaar",
        "Met een open licentie waren het er 3",
        "juridisch",
        "bevraging",
    ):
        assert part in said.out
    assert "zegt niets over charter" in said.out


def test_what_only_a_server_can_tell_is_unknown_of_a_file(oogst: Type, table: Path) -> None:
    document = json.loads(oogst("check", table, "--json").out)

    assert document["served"] is False
    found = checks(document)
    assert {found[name] for name in ("accessible", "cache", "cors")} == {"unknown"}
    assert found["rdf"] == "fail"


def test_a_file_that_is_not_there_is_explained_here_too(oogst: Type, tmp_path: Path) -> None:
    said = oogst("check", tmp_path / "weg.csv", "--document")

    assert (said.code, said.out) == (3, "")
    assert "bestaat niet" in said.err


def test_a_catalogue_may_be_looked_at_as_a_document(oogst: Type, catalogue: Path) -> None:
    document = json.loads(oogst("check", catalogue, "--document", "--json").out)

    assert document["sample"]["format"] == "RDF_TURTLE"
    assert (checks(document)["rdf"], document["stars"]["why"][0]["reason"]) == ("pass", "open-licence")


def test_linked_data_of_a_parking_pilot_pass_all_eight_and_are_held_against_the_real_time_profile(
    oogst: Type, town: HTTPServer
) -> None:
    url = town.url_for("/parking")
    now = (datetime.now(UTC) - timedelta(seconds=20)).isoformat()
    body = PARKING.replace("URL", url).replace("TIME", now)
    headers = {"Cache-Control": "max-age=30", "Access-Control-Allow-Origin": "*"}
    town.expect_request("/parking").respond_with_data(body, headers=headers, content_type="application/trig")
    document = json.loads(oogst("check", url, "--document", "--allow-private", "--json").out)

    assert set(checks(document).values()) == {"pass"}
    assert document["vocabularies"] == ["DATEX II LD"]
    live = {one["check"]: one["outcome"] for one in document["real_time"]["checks"]}
    assert {check for check, outcome in live.items() if outcome == "pass"} == {
        "RT.3",
        "RT.4",
        "RT.6",
        "RT.7",
        "RT.9",
    }
    assert live["RT.1"] == live["RT.2"] == live["RT.8"] == "unknown"


def test_a_live_document_behind_an_error_is_down(oogst: Type, town: HTTPServer) -> None:
    town.expect_request("/parking").respond_with_data("{}", 500, content_type="application/json")
    document = json.loads(
        oogst("check", town.url_for("/parking"), "--document", "--allow-private", "--json").out
    )

    assert checks(document)["accessible"] == "fail"
    assert {outcome for check, outcome in checks(document).items() if check != "accessible"} == {"unknown"}


def test_an_address_of_data_needs_no_option(oogst: Type, town: HTTPServer) -> None:
    town.expect_request("/bomen.csv").respond_with_data("soort;jaar\neik;1990\n", content_type="text/csv")
    said = oogst("check", town.url_for("/bomen.csv"), "--allow-private")

    assert said.code == 0
    for part in ("CSV", "Bereikbaar", "Het antwoordt (status 200)"):
        assert part in said.out
