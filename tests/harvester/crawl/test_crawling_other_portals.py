from catalogue.model import Dialect, Protocol
from harvester.crawl import CatalogueSeen, CrawlFailed, Declared, PagesClosed, RecordFailed, RecordSeen
from tests.harvester.conftest import Crawl
from tests.harvester.scenarios import Scenarios


def test_an_opendatasoft_catalogue_is_paged_without_what_it_copied_from_elsewhere(harvest: Crawl) -> None:
    events = harvest(Protocol.OPENDATASOFT, "/opendatasoft/whole/", page_size=3)
    assert sum(isinstance(event, RecordSeen) for event in events) == 6
    copied = [event for event in events if isinstance(event, RecordFailed)]
    assert [(one.reason_key, one.detail) for one in copied] == [
        ("harvester.record.federated", "d00003 elders.example")
    ]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read")


def test_above_ten_thousand_the_export_is_read_and_said_to_be(harvest: Crawl) -> None:
    events = harvest(Protocol.OPENDATASOFT, "/opendatasoft/large/")
    assert Declared(10_001) in events
    assert sum(isinstance(event, RecordSeen) for event in events) == 10_001
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.export-read")


def test_an_opendatasoft_error_is_passed_on(harvest: Crawl) -> None:
    failure = harvest(Protocol.OPENDATASOFT, "/opendatasoft/refuses/")[-2]
    assert isinstance(failure, CrawlFailed)
    assert failure.facts["detail"] == "InvalidRESTParameterError: no"


def test_a_hub_with_both_feeds_is_read_as_dcat_us(harvest: Crawl) -> None:
    events = harvest(Protocol.ARCGIS_HUB, "/arcgis-hub/both/")
    assert [event.record.dialect for event in events if isinstance(event, RecordSeen)] == [Dialect.DCAT_US]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.one-document")


def test_a_hub_without_dcat_us_is_read_as_dcat_ap_with_its_lower_case_access_url(harvest: Crawl) -> None:
    events = harvest(Protocol.ARCGIS_HUB, "/arcgis-hub/ap-only/")
    (record,) = (event.record for event in events if isinstance(event, RecordSeen))
    assert record.dialect is Dialect.HUB_DCAT_AP
    assert record.content["dcat:distribution"][0]["dcat:accessUrl"] == "https://x.example/a"
    assert record.context["@id"] == "https://hub.example"
    assert any(isinstance(event, CatalogueSeen) for event in events)


def test_a_feed_that_is_being_built_is_waited_for(harvest: Crawl, portals: Scenarios) -> None:
    events = harvest(Protocol.ARCGIS_HUB, "/arcgis-hub/slow-to-build/")
    assert portals.asked_below("/arcgis-hub/slow-to-build/api/feed/dcat-us/1.1.json") == 2
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.one-document")


def test_feeds_that_are_never_ready_are_a_failure_that_says_so(harvest: Crawl) -> None:
    failure = harvest(Protocol.ARCGIS_HUB, "/arcgis-hub/building/")[-2]
    assert isinstance(failure, CrawlFailed)
    assert failure.key == "harvester.building"
