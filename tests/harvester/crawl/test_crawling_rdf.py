from pathlib import Path

import pytest

from catalogue.model import Protocol
from harvester.crawl import (
    CrawlFailed,
    CrawlSettings,
    Declared,
    Event,
    PagesClosed,
    PageSeen,
    RecordFailed,
    RecordSeen,
)
from tests.harvester.conftest import QUICK, Crawl
from tests.harvester.scenarios import Scenarios

WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")


def found(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def failure(events: list[Event]) -> str:
    assert isinstance(events[-2], CrawlFailed)
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.failed")
    return events[-2].key


def test_records_carry_what_the_catalogue_says_of_itself(harvest: Crawl) -> None:
    events = harvest(Protocol.DCAT_RDF, "/dcat-rdf/whole")
    assert found(events) == ["urn:a", "urn:b"]
    contexts = [event.record.context for event in events if isinstance(event, RecordSeen)]
    assert contexts[0]["dct:title"] == [{"@value": "Gegevens van Voorbeeldstad", "@language": "nl"}]
    assert contexts[0] is contexts[1]
    assert events[-1] == WHOLE


def test_a_dataset_that_is_listed_and_nowhere_described_is_named(harvest: Crawl) -> None:
    events = harvest(Protocol.DCAT_RDF, "/dcat-rdf/undescribed")
    assert RecordFailed("urn:b", "harvester.record.not-described", "") in events


@pytest.mark.parametrize("portal", ["hydra", "link-header"])
def test_the_next_page_is_followed(harvest: Crawl, portal: str) -> None:
    events = harvest(Protocol.DCAT_RDF, f"/dcat-rdf/{portal}")
    assert found(events) == ["urn:a", "urn:b"]
    assert events[-1] == WHOLE


def test_hydra_says_how_many_there_are(harvest: Crawl) -> None:
    assert Declared(2) in harvest(Protocol.DCAT_RDF, "/dcat-rdf/hydra")


@pytest.mark.parametrize(
    ("portal", "key"),
    [
        ("loop", "harvester.loop"),
        ("same-page", "harvester.loop"),
        ("foreign-page", "harvester.foreign-page"),
        ("file-page", "harvester.foreign-page"),
    ],
)
def test_a_next_page_that_leads_nowhere_good_ends_the_crawl_and_keeps_what_was_read(
    harvest: Crawl, portal: str, key: str
) -> None:
    events = harvest(Protocol.DCAT_RDF, f"/dcat-rdf/{portal}")
    assert found(events)[0] in {"urn:a", "urn:1"}
    assert failure(events) == key


@pytest.mark.parametrize(
    ("portal", "key"),
    [
        ("all-empty", "harvester.empty"),
        ("drop", "harvester.broken-off"),
        ("to-file", "harvester.redirects"),
        ("round", "harvester.redirects"),
        ("gone", "harvester.not-found"),
        ("all-html", "harvester.html"),
    ],
)
def test_each_way_of_not_answering_has_its_own_name(harvest: Crawl, portal: str, key: str) -> None:
    assert failure(harvest(Protocol.DCAT_RDF, f"/dcat-rdf/{portal}")) == key


@pytest.mark.parametrize(
    ("portal", "settings", "key"),
    [
        ("slow", CrawlSettings(feed_timeout=0.3, retries=0), "harvester.timeout"),
        ("large", CrawlSettings(max_size=1_000_000, retries=0), "harvester.too-large"),
        ("bomb", CrawlSettings(max_unpacked=1_000_000), "harvester.bomb"),
        ("hydra", CrawlSettings(max_pages=1), "harvester.too-many-pages"),
    ],
)
def test_each_limit_holds_and_is_named(
    harvest: Crawl, portal: str, settings: CrawlSettings, key: str
) -> None:
    assert failure(harvest(Protocol.DCAT_RDF, f"/dcat-rdf/{portal}", settings)) == key


def test_a_server_that_is_not_there_is_refused(harvest: Crawl) -> None:
    assert failure(harvest(Protocol.DCAT_RDF, "http://127.0.0.1:9/")) == "harvester.refused"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"])
def test_nothing_is_sent_to_an_address_that_is_not_public(
    harvest: Crawl, portals: Scenarios, host: str
) -> None:
    place = f"http://{host}:{portals.server_port}/dcat-rdf/secret"
    assert (
        failure(harvest(Protocol.DCAT_RDF, place, QUICK, allow_private=False)) == "harvester.private-address"
    )
    assert portals.asked_below("/dcat-rdf/secret") == 0


def test_a_redirect_and_a_compressed_answer_are_followed(harvest: Crawl) -> None:
    assert found(harvest(Protocol.DCAT_RDF, "/dcat-rdf/moved")) == ["urn:a", "urn:b"]
    assert found(harvest(Protocol.DCAT_RDF, "/dcat-rdf/all-packed")) == ["urn:a"]


def test_a_large_body_is_read_from_disk(harvest: Crawl) -> None:
    events = harvest(Protocol.DCAT_RDF, "/dcat-rdf/large")
    assert found(events) == ["urn:a"]
    assert next(event.size for event in events if isinstance(event, PageSeen)) > 3_000_000


def test_a_file_is_read_in_place_and_its_next_page_is_not_asked_for(harvest: Crawl, tmp_path: Path) -> None:
    file = tmp_path / "blad 1.ttl"
    file.write_text(
        "@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n<#p> hydra:next <http://127.0.0.1/2> .\n"
        "<urn:a> a <http://www.w3.org/ns/dcat#Dataset> .\n"
    )
    for place in (str(file), file.as_uri()):
        events = harvest(Protocol.DCAT_RDF, place)
        assert found(events) == ["urn:a"]
        assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.one-file-of-more")


def test_a_file_that_is_not_there_is_a_failure(harvest: Crawl, tmp_path: Path) -> None:
    assert failure(harvest(Protocol.DCAT_RDF, (tmp_path / "weg.ttl").as_uri())) == "harvester.file-not-found"
