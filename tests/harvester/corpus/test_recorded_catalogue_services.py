"""Recorded answers of real catalogue services come out whole and are translated; read in place."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from catalogue.model import DataService, Dataset, Distribution, Entry, Kind, Protocol, Record, Source
from harvester.crawl import CrawlSettings, Event, PagesClosed, RecordFailed, RecordSeen, crawl
from mappings import Context, translate

pytestmark = pytest.mark.corpus

FOLDER = "geonetwork_csw"
PART = "harvester.pages.one-file-of-more"
ALONE = "harvester.pages.one-document"
ALL = "harvester.pages.all-read"
ANSWERS = [
    ("bmdc_geonetwork_datasets-example.xml", 3, PART),
    ("csw_GetRecordById-7e926fbf-00fb-4ff5-a99e-c8576027c4e7.xml", 1, ALONE),
    ("csw_GetRecordById-da165110-88fd-11da-a88f-000d939bc5d8.xml", 1, ALONE),
    ("csw_capabilities.xml", 0, PART),
    ("csw_getRecords.xml", 2, ALL),
    ("datastore.brussels_geonetwork_dataset-example.xml", 1, ALONE),
    ("dov_iso19139_bodemlocatie.xml", 1, ALONE),
    ("dov_iso19139_boring.xml", 1, ALONE),
    ("dov_iso19139_grondwaterfilter.xml", 1, ALONE),
    ("dov_iso19139_grondwatervergunning.xml", 1, ALONE),
    ("dov_iso19139_sondering.xml", 1, ALONE),
    ("gsa_iso_2_waf_valid_iso1.xml", 1, ALONE),
    ("metawal.wallonie.be-catchments_iso19115-3.xml", 1, ALONE),
    ("owslib_csw_dov_getrecordbyid.xml", 1, ALONE),
    ("owslib_inspire-getrecords-response.xml", 2, PART),
    ("semic_iso19139_basic_dataset.xml", 1, ALONE),
    ("semic_iso19139_hvd_dataset_multilingual.xml", 1, ALONE),
    ("semic_iso19139_multilingual-metadata.xml", 1, ALONE),
    ("semic_iso19139_network-service.xml", 1, ALONE),
    ("udata_geoide-iso19139-single-dataset.xml", 1, ALL),
    ("udata_geonetwork-dcat-page-1.xml", 2, PART),
    ("udata_geonetwork-geodcatap-page-5.xml", 2, PART),
    ("udata_geonetwork-iso19139-page-3.xml", 2, PART),
    ("udata_geoplateforme-iso19139-IGNF_RPG.xml", 1, ALL),
]
DOV = [name for name, _, _ in ANSWERS if "dov" in name]
LICENCE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
PAGED = ["iso19139", "dcat", "geodcatap"]


def harvested(url: str, spool: Path, **more: Any) -> list[Event]:  # noqa: ANN401 -- what a source takes
    source = Source(name="t/t", publisher="t", protocol=Protocol.CSW, url=url, **more)
    return list(crawl(source, spool=spool, settings=CrawlSettings(backoff=0.01, max_wait=0.05)))


def records(events: list[Event]) -> list[Record]:
    return [event.record for event in events if isinstance(event, RecordSeen)]


def _iso(record: Record) -> bytes:
    return json.dumps(record.content).encode()


def translated(record: Record) -> Entry:
    source = Source(name="t/t", publisher="t", protocol=Protocol.CSW, url="https://x.be", language="nl")
    return translate(
        record, Context(base="https://oogst.example", publisher="t", source=source, public="web")
    )


@pytest.mark.parametrize(("name", "number", "end"), ANSWERS)
def test_every_record_of_a_recorded_answer_becomes_an_entry(
    corpus: Path, tmp_path: Path, name: str, number: int, end: str
) -> None:
    events = harvested(str(corpus / FOLDER / name), tmp_path)
    assert len(records(events)) == number
    assert not [event for event in events if isinstance(event, RecordFailed)]
    assert events[-1] == PagesClosed(closed=end != PART, reason=end)
    for record in records(events):
        entry = translated(record)
        assert entry.resource.title
        assert entry.resource.description or "dcat" in name
        assert entry.resource.contact is not None or b"MailAddress" not in _iso(record)
        assert entry.resource.spatial or b"BoundingBox" not in _iso(record)


@pytest.mark.parametrize("name", DOV)
def test_a_flemish_record_says_all_that_the_profile_asks(corpus: Path, tmp_path: Path, name: str) -> None:
    (record,) = records(harvested(str(corpus / FOLDER / name), tmp_path))
    entry = translated(record)
    made = entry.resource
    assert isinstance(made, Dataset)
    assert {text.language for text in [*made.title, *made.description]} == {"nl"}
    assert made.contact is not None
    assert made.contact.email.startswith("mailto:")
    assert made.issued is not None
    assert made.spatial[0].bbox.startswith("POLYGON((2.")
    assert made.distributions
    assert len(entry.services) >= 2
    if name.startswith("dov"):  # the older one gives its licence in a sentence
        assert made.publisher is not None
        offered: list[Distribution | DataService] = [*made.distributions, *entry.services]
        assert {offer.licence.iri for offer in offered if offer.licence} == {LICENCE}
        assert "VLOPENDATA" in {mark.rpartition("/")[2] for mark in made.statuut}


def test_recorded_services_say_where_they_are(corpus: Path, tmp_path: Path) -> None:
    found = records(harvested(str(corpus / FOLDER / "owslib_inspire-getrecords-response.xml"), tmp_path))
    assert {record.kind for record in found} == {Kind.SERVICE}
    for record in found:
        service = translated(record).resource
        assert isinstance(service, DataService)
        assert service.endpoint_url.startswith("http")


def replaying(folder: Path, kind: str) -> Callable[[Request], Response]:
    """Answer with the recorded pages, each at the position that it was recorded for."""

    def handle(request: Request) -> Response:
        asked = parse_qs(request.query_string.decode())
        if asked["request"] == ["GetCapabilities"]:
            return Response("", status=404)
        page = folder / f"udata_geonetwork-{kind}-page-{asked['startPosition'][0]}.xml"
        return Response(page.read_bytes(), mimetype="application/xml")

    return handle


@pytest.mark.parametrize("kind", PAGED)
def test_recorded_pages_are_walked_to_their_end(
    corpus: Path, tmp_path: Path, httpserver: HTTPServer, kind: str
) -> None:
    httpserver.expect_request("/csw").respond_with_handler(replaying(corpus / FOLDER, kind))
    events = harvested(httpserver.url_for("/csw"), tmp_path, allow_private=True, page_size=2)
    assert len({record.identifier for record in records(events)}) == 6
    assert not [event for event in events if isinstance(event, RecordFailed)]
    assert events[-1] == PagesClosed(closed=True, reason=ALL)


def test_a_recorded_exchange_gives_each_of_its_datasets(
    corpus: Path, tmp_path: Path, httpserver: HTTPServer
) -> None:
    file = corpus / FOLDER / "http_exchange_geo-ide_csw_getrecords_2025-07-30.json.gz"
    exchange = json.loads(gzip.decompress(file.read_bytes()))
    bodies = [one["response"]["body"] for one in exchange["requests_history"]]
    answers = [body for body in bodies if "GetRecordsResponse" in body]

    def handle(request: Request) -> Response:
        if b"GetCapabilities" in request.query_string:
            return Response("", status=404)
        return Response(answers[0], mimetype="text/xml")

    httpserver.expect_request("/csw").respond_with_handler(handle)
    events = harvested(httpserver.url_for("/csw"), tmp_path, allow_private=True)
    entries = [translated(record) for record in records(events)]
    titles = {entry.resource.title[0].value for entry in entries}
    assert titles >= {dataset["title"] for dataset in exchange["datasets"]}
    assert events[-1] == PagesClosed(closed=True, reason=ALL)


def harvested_records(url: str, spool: Path) -> list[Event]:
    source = Source(name="t/t", publisher="t", protocol=Protocol.OGC_RECORDS, url=url)
    return list(crawl(source, spool=spool, settings=CrawlSettings()))


def test_the_record_in_the_standard_of_ogc_becomes_an_entry(corpus: Path, tmp_path: Path) -> None:
    events = harvested_records(str(corpus / "ogc_records/ogcapi-records_record.json"), tmp_path)
    (record,) = records(events)
    made = translated(record).resource
    assert isinstance(made, Dataset)
    assert {text.language for text in [*made.title, *made.description]} == {"en"}
    assert made.contact is not None
    assert made.contact.page == "https://woudc.org"
    assert made.publisher is not None
    assert [one.format.rpartition("/")[2] for one in made.distributions if one.download_url] == [
        "HTML",
        "ZIP",
    ]
    assert made.temporal[0].start is not None
    assert made.spatial[0].geometry.startswith("POLYGON((-180")
    assert events[-1] == PagesClosed(closed=True, reason=ALONE)


@pytest.mark.parametrize("name", ["catalog", "collections", "landingPage"])
def test_what_leads_to_records_is_recognised(corpus: Path, tmp_path: Path, name: str) -> None:
    events = harvested_records(str(corpus / f"ogc_records/ogcapi-records_{name}.json"), tmp_path)
    assert events[-1] == PagesClosed(closed=False, reason=PART)


def test_the_rdf_of_a_geonetwork_is_read_as_rdf(corpus: Path, tmp_path: Path) -> None:
    events = harvested_records(str(corpus / FOLDER / "ogcapirecords-dcat-output.rdf"), tmp_path)
    (record,) = records(events)
    assert translated(record).resource.title
