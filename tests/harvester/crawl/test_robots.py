"""What robots.txt asks is done; the sites are synthetic."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest
from werkzeug import Request, Response

from catalogue.model import ListSelectors, Protocol
from harvester.crawl import CrawlFailed, Event, RecordFailed, RecordSeen
from harvester.crawl.failures import explain
from harvester.crawl.guard import ForbiddenAddress
from harvester.crawl.robots import LONGEST, Pace, RobotsUnreachable
from tests.harvester.conftest import Crawl

LIST = ListSelectors(item="li", detail="a", title="h1")


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """Serve a list that leads to two pages; its robots.txt is for the test to write."""
    with HTTPServer() as server:
        server.no_handler_status_code = 404
        page = '<ul><li><a href="/open/a">a</a></li><li><a href="/dicht/b">b</a></li></ul>'
        server.expect_request("/list").respond_with_data(page, content_type="text/html")
        for path in ("/open/a", "/dicht/b"):
            server.expect_request(path).respond_with_data(f"<h1>{path}</h1>", content_type="text/html")
        yield server


def titles(events: list[Event]) -> list[str]:
    return [event.record.content["title"] for event in events if isinstance(event, RecordSeen)]


def refused(events: list[Event]) -> list[str]:
    failed = [event.reason_key for event in events if isinstance(event, RecordFailed)]
    return failed + [event.key for event in events if isinstance(event, CrawlFailed)]


def crawl(harvest: Crawl, server: HTTPServer) -> list[Event]:
    return harvest(Protocol.HTML_LIST, server.url_for("/list"), selectors=LIST, concurrency=2)


@pytest.mark.parametrize(
    ("robots", "may"),
    [
        ("", ["/dicht/b", "/open/a"]),
        ("User-agent: *\nDisallow:\n", ["/dicht/b", "/open/a"]),
        ("User-agent: *\nDisallow: /dicht\n", ["/open/a"]),
        ("User-agent: *\nDisallow: /\nAllow: /list\nAllow: /open/\n", ["/open/a"]),
        ("User-agent: *\nAllow: /dicht/b\nDisallow: /dicht/\n", ["/dicht/b", "/open/a"]),
        ("User-agent: *\nDisallow: /*/b$\n", ["/open/a"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: oogst\nDisallow: /dicht\n", ["/open/a"]),
        ("User-agent: Oogst\nDisallow: /dicht\n\nUser-agent: *\nDisallow:\n", ["/open/a"]),
        ("User-agent: harvester\nDisallow: /\n\nUser-agent: *\nDisallow: /open\n", ["/dicht/b"]),
        ("User-agent: example\nDisallow: /\n", ["/dicht/b", "/open/a"]),
        ("\ufeffUser-agent: *\r\nDisallow: /dicht\r\n", ["/open/a"]),
        ("\x00\xff niets van dit alles", ["/dicht/b", "/open/a"]),
    ],
)
def test_pages_are_asked_for_as_robots_txt_has_it_for_us(
    harvest: Crawl, server: HTTPServer, robots: str, may: list[str]
) -> None:
    server.expect_request("/robots.txt").respond_with_data(robots)
    events = crawl(harvest, server)
    assert sorted(titles(events)) == may
    assert refused(events) == ["harvester.robots"] * (2 - len(may))
    assert sum(request.path.startswith(("/open", "/dicht")) for request, _ in server.log) == len(may)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_a_robots_txt_forbids_nothing(harvest: Crawl, server: HTTPServer, status: int) -> None:
    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /\n", status=status)
    assert len(titles(crawl(harvest, server))) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_cannot_be_had_forbids_everything_and_is_named(
    harvest: Crawl, server: HTTPServer, status: int
) -> None:
    server.expect_request("/robots.txt").respond_with_data("", status=status)
    assert refused(crawl(harvest, server)) == ["harvester.robots-unreachable"]
    assert all(request.path == "/robots.txt" for request, _ in server.log)


def test_a_robots_txt_that_is_busy_once_is_asked_for_again(harvest: Crawl, server: HTTPServer) -> None:
    server.expect_ordered_request("/robots.txt").respond_with_data("", status=503)
    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /dicht\n")
    assert titles(crawl(harvest, server)) == ["/open/a"]


def test_a_robots_txt_elsewhere_on_the_site_is_followed(harvest: Crawl, server: HTTPServer) -> None:
    server.expect_request("/robots.txt").respond_with_data("", status=301, headers={"Location": "/r.txt"})
    server.expect_request("/r.txt").respond_with_data("User-agent: *\nDisallow: /dicht\n")
    assert titles(crawl(harvest, server)) == ["/open/a"]


@pytest.mark.parametrize("place", ["file:///etc/hostname", "/robots.txt"])
def test_a_robots_txt_that_leads_where_nobody_may_go_forbids_everything(
    harvest: Crawl, server: HTTPServer, place: str
) -> None:
    server.expect_request("/robots.txt").respond_with_data("", status=302, headers={"Location": place})
    assert refused(crawl(harvest, server)) == ["harvester.robots-unreachable"]


def test_a_site_that_may_not_be_asked_at_all_is_told_as_such_and_not_as_robots(
    harvest: Crawl, server: HTTPServer
) -> None:
    events = harvest(Protocol.HTML_LIST, server.url_for("/list"), selectors=LIST, allow_private=False)
    assert refused(events) == ["harvester.private-address"]
    assert server.log == []


@pytest.mark.parametrize(
    ("cause", "key"),
    [
        (ForbiddenAddress("10.0.0.1"), "harvester.robots-unreachable"),
        (ForbiddenAddress("stad.example"), "harvester.private-address"),
        (CannotResolveHostError("stad.example"), "harvester.unknown-host"),
        (DownloadTimeoutError("30 s"), "harvester.timeout"),
        (IgnoreRequest("HTTP 500"), "harvester.robots-unreachable"),
    ],
)
def test_what_kept_us_from_robots_txt_is_named_where_it_keeps_us_from_the_whole_site(
    cause: Exception, key: str
) -> None:
    error = RobotsUnreachable("stad.example")
    error.__cause__ = cause
    assert explain(error, "https://stad.example/list").key == key


def test_a_huge_robots_txt_is_read_as_far_as_it_must_be(harvest: Crawl, server: HTTPServer) -> None:
    body = "User-agent: *\nDisallow: /dicht\n" + "# niets\n" * 200_000 + "Disallow: /open\n"
    server.expect_request("/robots.txt").respond_with_data(body)
    assert titles(crawl(harvest, server)) == ["/open/a"]


def test_a_page_that_a_redirect_leads_to_must_be_allowed_too(harvest: Crawl, server: HTTPServer) -> None:
    def moved(_: Request) -> Response:
        return Response(status=302, headers={"Location": "/dicht/b"})

    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /dicht\n")
    server.expect_oneshot_request("/elders").respond_with_handler(moved)
    page = '<ul><li><a href="/elders">a</a></li></ul>'
    server.expect_request("/other").respond_with_data(page, content_type="text/html")
    events = harvest(Protocol.HTML_LIST, server.url_for("/other"), selectors=LIST)
    assert refused(events) == ["harvester.robots"]
    assert "/dicht/b" not in [request.path for request, _ in server.log]


def test_a_crawl_with_a_delay_reads_the_same(harvest: Crawl, server: HTTPServer) -> None:
    server.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 0.02\n")
    assert sorted(titles(crawl(harvest, server))) == ["/dicht/b", "/open/a"]


def test_turns_are_as_far_apart_as_the_host_asks_and_no_further_than_a_bound() -> None:
    pace = Pace()
    pace.ask("slow.example", 10)
    pace.ask("endless.example", 86_400)
    pace.ask("silent.example", None)
    pace.ask("odd.example", float("nan"))
    assert [pace.wait("slow.example", now) for now in (100, 100, 103, 130)] == [0, 10, 17, 0]
    assert [pace.wait("endless.example", 0), pace.wait("endless.example", 0)] == [0, LONGEST]
    assert [pace.wait("silent.example", 5), pace.wait("silent.example", 5), pace.wait("odd.example", 5)] == [
        0,
        0,
        0,
    ]
