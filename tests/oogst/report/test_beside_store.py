"""From a harvest and two rounds of probes to what is beside the charter: a town with a live garage."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Connection

from catalogue.model import Protocol, Source
from catalogue.store import Database, open_database
from harvester.crawl import CrawlSettings
from harvester.probe import ProbeManners, probe_store
from harvester.runs import make_rules, run_source
from oogst.report.beside import pilots_document, publisher_measures
from oogst.screen import Speech

NOW = datetime.now(UTC).replace(microsecond=0)
SOURCE = "molenveld/bron"
PLACE = "https://molenveld.example/id/parking/P1"
CATALOGUE = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://molenveld.example/d> a dcat:Dataset ; dct:title "Bezetting parkeergarages"@nl ;
    dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/5MIN> ;
    dcat:distribution <https://molenveld.example/f> .
<https://molenveld.example/f> a dcat:Distribution ; dcat:accessURL <URL> ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/RDF_TURTLE> ;
    dct:license <https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0> .
"""
GARAGE = """\
@prefix datex: <http://vocab.datex.org/terms#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix cc: <http://creativecommons.org/ns#> .
<URL> prov:generatedAtTime "TIME"^^<http://www.w3.org/2001/XMLSchema#dateTime> ;
    cc:license <https://creativecommons.org/publicdomain/zero/1.0/> .
<PLACE> a datex:UrbanParkingSite ; datex:parkingNumberOfVacantSpaces FREE ;
    datex:locatedIn <https://data.vlaanderen.be/id/gemeente/44021> .
""".replace("PLACE", PLACE)
MANNERS = ProbeManners(pause=0.0, connect_timeout=2, timeout=3, controls=())


@pytest.fixture
def town(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    return httpserver


@pytest.fixture
def store(town: HTTPServer, tmp_path: Path) -> Iterator[Database]:
    """Give a store that holds the harvested catalogue."""
    file = tmp_path / "catalogus.ttl"
    file.write_text(CATALOGUE.replace("<URL>", f"<{town.url_for('/garages')}>"), encoding="utf-8")
    source = Source(
        name=SOURCE,
        publisher="molenveld",
        protocol=Protocol.DCAT_RDF,
        url=file.as_uri(),
        allow_private=True,
    )
    database = open_database(f"sqlite:///{tmp_path / 'oogst.db'}")
    run_source(
        source, database=database, rules=make_rules(None), crawling=CrawlSettings(), workplace=tmp_path
    )
    yield database
    database.close()


def look(store: Database, town: HTTPServer, at: datetime, free: int) -> None:
    """Let the garage tell how many places are free, measured a minute before, and look at it."""
    measured = (at - timedelta(minutes=1)).isoformat()
    body = (
        GARAGE.replace("URL", town.url_for("/garages")).replace("TIME", measured).replace("FREE", str(free))
    )
    headers = {"Cache-Control": "max-age=60", "Access-Control-Allow-Origin": "*"}
    town.clear()
    town.expect_request("/robots.txt").respond_with_data("", 404)
    town.expect_request("/garages").respond_with_data(body, headers=headers, content_type="text/turtle")
    probe_store(
        store, manners=MANNERS, holder="proef", private_sources={SOURCE}, again=True, clock=lambda: at
    )


def told(connection: Connection) -> dict[str, str]:
    document = pilots_document(connection, ["parking"], Speech("nl"), NOW)
    one = document["pilots"]["parking"]["entries"][0]
    assert one["vocabularies"] == ["DATEX II LD"]
    assert one["fresh"]["text"] == "60 s oud toen we keken"
    return {each["check"]: each["outcome"] for each in one["real_time"]["checks"]}


def test_two_rounds_of_probes_tell_whether_a_garage_is_live(store: Database, town: HTTPServer) -> None:
    look(store, town, NOW - timedelta(minutes=6), 40)
    with store.transaction() as connection:
        once = told(connection)
    look(store, town, NOW, 41)
    with store.transaction() as connection:
        twice = told(connection)

    assert {once[check] for check in ("RT.1", "RT.2", "RT.8")} == {"unknown"}
    assert {twice[check] for check in ("RT.1", "RT.3", "RT.4", "RT.7", "RT.8", "RT.9")} == {"pass"}


def test_what_probes_saw_settles_what_was_open(store: Database, town: HTTPServer) -> None:
    with store.transaction() as connection:
        before = publisher_measures(connection, "molenveld", Speech("nl"), NOW)
    look(store, town, NOW, 40)
    with store.transaction() as connection:
        after = publisher_measures(connection, "molenveld", Speech("nl"), NOW)

    metrics = [{one["metric"]: one for one in each["mqa"]["metrics"]} for each in (before, after)]
    assert [one["accessUrlStatusCode"]["not_looked_at"] for one in metrics] == [1, 0]
    assert metrics[1]["accessUrlStatusCode"]["gained"] == 1
    assert (before["mqa"]["most"], after["mqa"]["least"]) == (after["mqa"]["most"], after["mqa"]["most"])
    assert [each["stars"]["entries"] for each in (before, after)] == [
        [{"least": 4, "most": 5, "entries": 1}],
        [{"least": 5, "most": 5, "entries": 1}],
    ]


def test_what_was_not_yet_seen_on_a_day_does_not_count_on_it(store: Database, town: HTTPServer) -> None:
    look(store, town, NOW, 40)
    with store.transaction() as connection:
        earlier = publisher_measures(connection, "molenveld", Speech("nl"), NOW - timedelta(days=1))
    assert earlier["entries_with_an_address_that_was_asked"] == 0
