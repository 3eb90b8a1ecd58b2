from pathlib import Path

import pytest

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import CrawlSettings
from harvester.detect import detect
from tests.harvester.scenarios import Scenarios


@pytest.mark.parametrize(
    ("place", "protocol", "given"),
    [
        ("/ckan/whole/", Protocol.CKAN, "/ckan/whole"),
        ("/opendatasoft/whole/", Protocol.OPENDATASOFT, "/opendatasoft/whole"),
        ("/arcgis-hub/both/", Protocol.ARCGIS_HUB, "/arcgis-hub/both"),
        ("/arcgis-hub/ap-only/", Protocol.ARCGIS_HUB, "/arcgis-hub/ap-only"),
        ("/dcat-rdf/whole", Protocol.DCAT_RDF, "/dcat-rdf/whole"),
        (
            "/ckan/whole/api/3/action/package_search?rows=1",
            Protocol.CKAN,
            "/ckan/whole/api/3/action/package_search?rows=1",
        ),
    ],
)
def test_a_portal_is_recognised_by_what_it_answers(
    portals: Scenarios, quick: CrawlSettings, place: str, protocol: Protocol, given: str
) -> None:
    detection = detect(portals.url + place, settings=quick, allow_private=True)
    assert (detection.protocol, detection.url) == (protocol, portals.url + given)
    assert detection.evidence[-1].key == "harvester.saw"


def test_a_web_page_without_a_catalogue_is_told_with_all_that_was_tried(
    portals: Scenarios, quick: CrawlSettings
) -> None:
    with pytest.raises(SourceError) as caught:
        detect(portals.url + "/dcat-rdf/all-html", settings=quick, allow_private=True)
    assert caught.value.key == "harvester.nothing-found"
    assert "/api/3/action/package_search" in str(caught.value)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("dit is geen adres", "harvester.file-not-found"),
        ("ftp://x.example/catalogus", "harvester.not-a-url"),
        ("https://", "harvester.not-a-url"),
        ("http://x.example:poort/", "harvester.not-a-url"),
        ("http://bestaat-niet.invalid/", "harvester.unknown-host"),
        ("http://127.0.0.1:9/", "harvester.refused"),
    ],
)
def test_a_place_that_cannot_be_asked_is_told_why(quick: CrawlSettings, place: str, key: str) -> None:
    with pytest.raises(SourceError) as caught:
        detect(place, settings=quick, allow_private=True)
    assert caught.value.key == key


def test_a_private_address_is_not_looked_at(portals: Scenarios, quick: CrawlSettings) -> None:
    with pytest.raises(SourceError) as caught:
        detect(portals.url + "/dcat-rdf/private", settings=quick)
    assert caught.value.key == "harvester.private-address"
    assert portals.asked_below("/dcat-rdf/private") == 0


@pytest.mark.parametrize(
    ("name", "body", "protocol"),
    [
        ("a.rdf", b"@prefix dcat: <http://www.w3.org/ns/dcat#> .", Protocol.DCAT_RDF),
        ("a.json", b'{"success": true, "result": {"results": []}}', Protocol.CKAN),
        ("a.json", b'{"total_count": 1, "results": []}', Protocol.OPENDATASOFT),
        (
            "a.json",
            b'{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": []}',
            Protocol.DCAT_US,
        ),
        (
            "a.json",
            b'{"dataset": [{"accessLevel": "public", "identifier": "https://www.arcgis.com/home/item.html?id=a"}]}',
            Protocol.ARCGIS_HUB,
        ),
        ("a.json", b'{"@context": {"ftype": "http://x/"}, "dcat:dataset": []}', Protocol.ARCGIS_HUB),
        ("a.jsonld", b'[{"@id": "urn:a"}]', Protocol.DCAT_RDF),
    ],
)
def test_a_file_is_recognised_by_its_content(
    tmp_path: Path, quick: CrawlSettings, name: str, body: bytes, protocol: Protocol
) -> None:
    (tmp_path / name).write_bytes(body)
    assert detect(str(tmp_path / name), settings=quick).protocol is protocol


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", "harvester.empty"),
        (b"<!doctype html><p>", "harvester.html"),
        (b"hallo", "harvester.not-recognised"),
    ],
)
def test_a_file_that_holds_no_catalogue_is_told_why(
    tmp_path: Path, quick: CrawlSettings, body: bytes, key: str
) -> None:
    (tmp_path / "a").write_bytes(body)
    with pytest.raises(SourceError) as caught:
        detect(str(tmp_path / "a"), settings=quick)
    assert caught.value.key == key
