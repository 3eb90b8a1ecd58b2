"""Recordings of Opendatasoft and ArcGIS Hub, played back on loopback: as many come out as went in.

Read in place, nothing of them is kept here. A recorded page of a larger whole must end open, its total named.
"""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from catalogue.model import Dialect, Protocol, Source
from harvester.crawl import (
    CrawlFailed,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    crawl,
)
from harvester.protocols.arcgis_hub.ways import FEEDS
from tests.harvester.conftest import QUICK

pytestmark = pytest.mark.corpus

GROUP = "fedcba9876543210fedcba9876543210"
SEARCH = "/api/v3/search"
V2_1, V2_0 = (f"/api/explore/{version}/catalog/datasets" for version in ("v2.1", "v2.0"))
V1 = "/api/datasets/1.0/search/"
ALL = PagesClosed(closed=True, reason="harvester.pages.all-read")
ONE = PagesClosed(closed=True, reason="harvester.pages.one-document")
FAILED = PagesClosed(closed=False, reason="harvester.pages.failed")
FEWER = PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")

Replay = Callable[..., list[Event]]


@pytest.fixture
def replay(corpus: Path, httpserver: HTTPServer, tmp_path: Path) -> Replay:
    """Serve a recording at one address, again and again, and crawl the portal around it."""

    def run(name: str, path: str, protocol: Protocol, part: str = "") -> list[Event]:
        body = (corpus / name).read_bytes()
        body = gzip.decompress(body) if name.endswith(".gz") else body

        def answer(request: Request) -> Response:
            return Response(body if request.path == path else b"{}", 200 if request.path == path else 404)

        httpserver.expect_request(re.compile("/.*")).respond_with_handler(answer)
        url = httpserver.url_for("/").rstrip("/")
        source = Source(name="t/t", publisher="t", protocol=protocol, url=url, allow_private=True, part=part)
        return list(crawl(source, spool=tmp_path / "spool", settings=QUICK))

    return run


def items_of(corpus: Path, name: str, key: str) -> int:
    body = (corpus / name).read_bytes()
    return len(json.loads(gzip.decompress(body) if name.endswith(".gz") else body)[key])


def met(events: list[Event]) -> int:
    return sum(isinstance(event, RecordSeen | RecordFailed | Duplicate) for event in events)


@pytest.mark.parametrize(
    ("name", "feed", "key", "dialect"),
    [
        ("dcat-us_evian.json", FEEDS[0], "dataset", Dialect.DCAT_US),
        ("esri_dcat_2016.jsonld", FEEDS[1], "dataset", Dialect.DCAT_US),
        ("dcat-ap-2.0.1_edinburgh.json", FEEDS[4], "dcat:dataset", Dialect.HUB_DCAT_AP),
        ("dcat-ap-2.0.1_glasgow.json.gz", FEEDS[4], "dcat:dataset", Dialect.HUB_DCAT_AP),
        ("dcat-ap-2.0.1_highland.json", FEEDS[4], "dcat:dataset", Dialect.HUB_DCAT_AP),
        ("dcat-ap-2.0.1_north_ayrshire.json.gz", FEEDS[4], "dcat:dataset", Dialect.HUB_DCAT_AP),
        ("dcat-ap-2.0.1_north_lanarkshire.json", FEEDS[4], "dcat:dataset", Dialect.HUB_DCAT_AP),
    ],
)
def test_every_item_of_a_recorded_feed_comes_out(  # noqa: PLR0917 -- two fixtures and a row
    corpus: Path, replay: Replay, name: str, feed: str, key: str, dialect: Dialect
) -> None:
    events = replay(f"arcgis_hub/{name}", feed, Protocol.ARCGIS_HUB)
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    assert len(records) == items_of(corpus, f"arcgis_hub/{name}", key)
    assert {record.dialect for record in records} == {dialect}
    assert not [event for event in events if isinstance(event, RecordFailed | Duplicate)]
    assert events[-1] == ONE


@pytest.mark.parametrize(
    ("name", "total", "passed"),
    [("argyll_and_bute", 26, 0), ("moray", 64, 0), ("renfrew", 49, 1)],
)
def test_a_recorded_first_page_of_a_search_ends_open_with_its_total(
    replay: Replay, name: str, total: int, passed: int
) -> None:
    file = f"arcgis_hub/hub-v3-search_{name}_page1.json.gz"
    events = replay(file, SEARCH, Protocol.ARCGIS_HUB, GROUP)
    assert met(events) == 20
    failed = [event for event in events if isinstance(event, RecordFailed)]
    assert [(one.reason_key, one.skipped) for one in failed] == [("harvester.record.not-data", True)] * passed
    assert Declared(total) in events
    assert events[-1] == FEWER


def test_a_recorded_search_without_results_is_an_empty_catalogue(replay: Replay) -> None:
    events = replay("arcgis_hub/hub-v3-search_south_ayrshire_empty.json", SEARCH, Protocol.ARCGIS_HUB, GROUP)
    assert Declared(0) in events
    assert met(events) == 0
    assert events[-1] == ALL


@pytest.mark.parametrize(
    ("name", "path", "number", "total", "copies"),
    [
        ("v2.1_catalog_datasets_example.json", V2_1, 2, 19, 1),
        ("economie-gouv-fr_catalog_datasets_v2.0_limit3.json", V2_0, 3, 426, 0),
        ("v1_search-ods_2015.json", V1, 4, 3, 0),
    ],
)
def test_every_dataset_of_a_recorded_page_of_opendatasoft_comes_out(  # noqa: PLR0917 -- a fixture and a row
    replay: Replay, name: str, path: str, number: int, total: int, copies: int
) -> None:
    events = replay(f"opendatasoft/{name}", path, Protocol.OPENDATASOFT)
    assert Declared(total) in events
    assert sum(isinstance(event, RecordSeen) for event in events) == number - copies
    assert sum(isinstance(event, RecordFailed) and event.skipped for event in events) == copies
    failures = [event.key for event in events if isinstance(event, CrawlFailed)]
    assert failures == (["harvester.loop"] if number < total else [])  # it gives the same page again
    assert events[-1] == (FAILED if failures else ALL)


@pytest.mark.parametrize(
    "name",
    [
        "economie-gouv-fr_catalog_facets.json",
        "economie-gouv-fr_dataset_fantoir.json",
        "economie-gouv-fr_dataset_fantoir_attachments.json",
        "geonetwork_test_ods_dataset.json",
    ],
)
def test_a_recorded_answer_that_is_no_catalogue_is_named_as_such(replay: Replay, name: str) -> None:
    events = replay(f"opendatasoft/{name}", V2_1, Protocol.OPENDATASOFT)
    failure = events[-2]
    assert isinstance(failure, CrawlFailed)
    assert failure.key == "harvester.wrong-shape"
    assert met(events) == 0
