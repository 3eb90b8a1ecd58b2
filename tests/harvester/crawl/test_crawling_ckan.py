from catalogue.model import Protocol
from harvester.crawl import CrawlFailed, Declared, Duplicate, PagesClosed, PageSeen, RecordFailed, RecordSeen
from tests.harvester.conftest import Crawl
from tests.harvester.scenarios import Scenarios


def test_a_server_that_gives_fewer_rows_than_asked_is_read_to_its_end(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/capped/")
    assert [event.record.identifier for event in events if isinstance(event, RecordSeen)] == [
        f"p{number:03}" for number in range(25)
    ]
    assert sum(isinstance(event, PageSeen) for event in events) == 3
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read")


def test_the_portal_says_how_many_there_are(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/whole/", page_size=20)
    assert [event.total for event in events if isinstance(event, Declared)] == [25, 25]


def test_a_second_page_that_fails_keeps_the_first_and_leaves_the_chain_open(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/page-2-fails/", page_size=10)
    assert sum(isinstance(event, RecordSeen) for event in events) == 10
    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.http-status"]
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.failed")


def test_a_refusal_with_status_200_is_a_failure_in_the_words_of_the_portal(harvest: Crawl) -> None:
    failure = harvest(Protocol.CKAN, "/ckan/refuses/")[-2]
    assert isinstance(failure, CrawlFailed)
    assert (failure.key, failure.facts["detail"]) == ("harvester.refused-by-portal", "Access denied")


def test_a_web_page_with_status_200_is_a_failure(harvest: Crawl) -> None:
    failure = harvest(Protocol.CKAN, "/ckan/all-html/")[-2]
    assert isinstance(failure, CrawlFailed)
    assert failure.key == "harvester.html"


def test_fewer_packages_than_declared_do_not_close_the_chain(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/short/")
    assert sum(isinstance(event, RecordSeen) for event in events) == 25
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


def test_a_package_on_two_pages_is_one_record_and_one_duplicate(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/twice/", page_size=10)
    assert sum(isinstance(event, RecordSeen) for event in events) == 24
    assert [event for event in events if isinstance(event, Duplicate)] == [
        Duplicate("p003", "/result/results/2", moved=True)
    ]


def test_what_is_no_public_package_is_named_with_its_reason(harvest: Crawl) -> None:
    events = harvest(Protocol.CKAN, "/ckan/odd/")
    assert [(event.reason_key, event.skipped) for event in events if isinstance(event, RecordFailed)] == [
        ("harvester.record.not-active", True),
        ("harvester.record.private", True),
        ("harvester.record.not-an-object", False),
        ("harvester.record.no-identifier", False),
    ]


def test_a_busy_portal_is_asked_again(harvest: Crawl, portals: Scenarios) -> None:
    events = harvest(Protocol.CKAN, "/ckan/busy/")
    assert portals.asked_below("/ckan/busy/api/3/action/package_search") == 2
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read")


def test_the_portal_is_told_who_asks(harvest: Crawl, portals: Scenarios) -> None:
    harvest(Protocol.CKAN, "/ckan/whole/")
    assert any("Oogst/" in agent and "oogst.example/contact" in agent for agent in portals.agents)
