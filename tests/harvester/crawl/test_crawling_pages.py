"""Whole crawls of small synthetic sites: sitemaps, lists, and what robots.txt asks."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from catalogue.model import ListSelectors, Protocol, Source
from harvester.crawl import (
    CrawlFailed,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    Remembered,
    SeenPage,
    crawl,
    record_key,
)
from tests.harvester.conftest import QUICK, Crawl

Site = Callable[..., None]
WHOLE = PagesClosed(closed=True, reason="harvester.pages.sitemap-read")
LIST = ListSelectors(item="li", detail="a", title="h1", next="a.next")


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer() as server:
        server.no_handler_status_code = 404
        yield server


@pytest.fixture
def site(server: HTTPServer) -> Site:
    """Put a page on the server; what nobody put there is not found."""

    def put(path: str, body: bytes | str, **more: Any) -> None:  # noqa: ANN401 -- what a response takes
        server.expect_request(path).respond_with_data(body, **({"content_type": "text/html"} | more))

    return put


def described(name: str, **more: str) -> str:
    block = {"@context": "https://schema.org", "@type": "Dataset", "name": name, **more}
    return f'<html><script type="application/ld+json">{json.dumps(block)}</script></html>'


def sitemap(*urls: str, kind: str = "urlset", entry: str = "url") -> str:
    return f"<{kind}>{''.join(f'<{entry}><loc>{url}</loc></{entry}>' for url in urls)}</{kind}>"


def names(events: list[Event]) -> list[str]:
    return [event.record.content["name"][0] for event in events if isinstance(event, RecordSeen)]


def failures(events: list[Event]) -> list[tuple[str, bool]]:
    return [(event.reason_key, event.skipped) for event in events if isinstance(event, RecordFailed)]


def error(events: list[Event]) -> str:
    return next((event.key for event in events if isinstance(event, CrawlFailed)), "")


def asked(server: HTTPServer) -> list[str]:
    return [request.full_path.rstrip("?") for request, _ in server.log]


@pytest.fixture
def town(server: HTTPServer, site: Site) -> None:
    """Lay out a site whose sitemaps lead to two datasets, a page without one and a page elsewhere."""
    site("/", "<html><h1>Welkom</h1></html>")
    site("/robots.txt", f"User-agent: *\nDisallow: /beheer\nSitemap: {server.url_for('/maps.xml')}\n")
    inner = (server.url_for("/one.xml.gz"), "/two.xml")
    site("/maps.xml", sitemap(*inner, kind="sitemapindex", entry="sitemap"))
    one = sitemap("/data/bomen", "/nieuws", "https://elders.example/x")
    site("/one.xml.gz", gzip.compress(one.encode()), content_type="application/gzip")
    site("/two.xml", sitemap("/data/banken", "/data/bomen"))
    site("/data/bomen", described("Bomen"))
    site("/data/banken", described("Banken"))
    site("/nieuws", "<html><p>Nieuws</p></html>")


@pytest.mark.usefixtures("town")
def test_every_page_of_nested_sitemaps_is_read_once(harvest: Crawl, server: HTTPServer) -> None:
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/"), concurrency=4)
    assert sorted(names(events)) == ["Banken", "Bomen"]
    assert sorted(failures(events)) == [
        ("harvester.record.elsewhere", True),
        ("harvester.record.page-without-dataset", True),
    ]
    assert events[-1] == WHOLE
    pages = [path for path in asked(server) if path != "/robots.txt"]
    assert len(pages) == len(set(pages))


@pytest.mark.usefixtures("town")
def test_only_the_part_of_the_site_that_holds_datasets_is_asked_for(
    harvest: Crawl, server: HTTPServer
) -> None:
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/"), part=server.url_for("/data/"))
    assert sorted(names(events)) == ["Banken", "Bomen"]
    assert "/nieuws" not in asked(server)
    assert events[-1] == WHOLE


@pytest.mark.usefixtures("town")
def test_a_page_that_cannot_be_had_fails_alone(harvest: Crawl, server: HTTPServer, site: Site) -> None:
    site("/two.xml", sitemap("/data/banken", "/data/weg", "/beheer/data"))
    server.clear()
    server.no_handler_status_code = 404
    site("/sitemap.xml", sitemap("/data/banken", "/data/weg", "/data/diep"))
    site("/data/banken", described("Banken"))
    site("/data/diep", "<html>" + "<div>" * 5000 + described("Diep"))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/sitemap.xml"))
    assert names(events) == ["Banken"]
    assert failures(events) == [("harvester.not-found", False), ("harvester.unparseable", False)]
    assert events[-1] == WHOLE


def test_without_a_robots_txt_the_usual_place_of_the_sitemap_is_tried(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/start", "<html>x</html>")
    site("/sitemap.xml", sitemap("/a"), content_type="application/xml")
    site("/a", described("A"))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/start"))
    assert names(events) == ["A"]
    assert events[-1] == WHOLE


@pytest.mark.parametrize("robots", ["", "User-agent: *\n", "<html>Niet gevonden</html>"])
def test_a_robots_txt_that_names_no_sitemap_is_passed_by(
    harvest: Crawl, server: HTTPServer, site: Site, robots: str
) -> None:
    site("/", "<html>x</html>")
    site("/robots.txt", robots)
    site("/sitemap.xml", sitemap("/a"))
    site("/a", described("A"))
    assert names(harvest(Protocol.SCHEMA_ORG, server.url_for("/"))) == ["A"]


@pytest.mark.parametrize(
    ("pages", "key"),
    [
        ({}, "harvester.no-sitemap"),
        ({"/sitemap.xml": "<html>Niet gevonden</html>"}, "harvester.not-a-sitemap"),
        ({"/sitemap.xml": sitemap()}, "harvester.nothing-described"),
        ({"/sitemap.xml": sitemap("/a"), "/a": "<html>x</html>"}, "harvester.nothing-described"),
        (
            {"/sitemap.xml": sitemap("https://elders.example/m", kind="sitemapindex", entry="sitemap")},
            "harvester.foreign-page",
        ),
    ],
)
def test_a_site_without_descriptions_is_told_and_proves_nothing(
    harvest: Crawl, server: HTTPServer, site: Site, pages: dict[str, str], key: str
) -> None:
    site("/", "<html>x</html>")
    for path, body in pages.items():
        site(path, body)
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/"))
    assert error(events) == key
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.failed")


def test_a_sitemap_that_breaks_off_is_not_the_whole_site(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/sitemap.xml", sitemap("/a")[:-4])
    site("/a", described("A"))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/sitemap.xml"))
    assert names(events) == ["A"]
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.sitemap-damaged")


def test_sitemaps_that_go_on_for_ever_end(harvest: Crawl, server: HTTPServer, site: Site) -> None:
    for number in range(9):
        site(f"/{number}.xml", sitemap(f"/{number + 1}.xml", kind="sitemapindex", entry="sitemap"))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/0.xml"))
    assert not events[-1].closed if isinstance(events[-1], PagesClosed) else False
    assert "/5.xml" not in asked(server)


def test_a_dataset_with_a_page_per_language_is_one_record(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/sitemap.xml", sitemap("/nl", "/fr"))
    site("/nl", described("Bomen", **{"@id": "urn:bomen"}))
    site("/fr", described("Arbres", **{"@id": "urn:bomen"}))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/sitemap.xml"))
    assert names(events) == ["Bomen"]
    assert failures(events) == [("harvester.record.on-another-page", True)]


def test_a_catalogue_page_leads_to_the_pages_of_its_datasets(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    mention = [{"@type": "Dataset", "name": name, "url": f"/{name}"} for name in ("bomen", "leeg")]
    catalogue = {"@context": "https://schema.org", "@type": "DataCatalog", "dataset": mention}
    site("/", f'<html><script type="application/ld+json">{json.dumps(catalogue)}</script></html>')
    site("/bomen", described("Bomen"))
    site("/leeg", "<html>x</html>")
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/"))
    assert names(events) == ["Bomen"]
    assert failures(events) == [("harvester.record.not-described", False)]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.one-document")


def test_a_list_of_pages_is_read_to_its_end(harvest: Crawl, server: HTTPServer, site: Site) -> None:
    page = '<ul><li><a href="/{0}">{0}</a></li></ul><a class="next" href="{1}">meer</a>'
    server.expect_request("/list", query_string="").respond_with_data(
        page.format("a", "?page=1"), content_type="text/html"
    )
    server.expect_request("/list", query_string="page=1").respond_with_data(
        page.format("b", "#"), content_type="text/html"
    )
    site("/a", "<h1>A</h1>")
    site("/b", "<h1>B</h1>")
    events = harvest(Protocol.HTML_LIST, server.url_for("/list"), selectors=LIST)
    found = [event.record for event in events if isinstance(event, RecordSeen)]
    assert [record.content["title"] for record in found] == ["A", "B"]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read")


def test_a_list_that_suddenly_has_no_items_is_an_error_and_proves_nothing(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/list", "<html><p>Onze nieuwe website</p></html>")
    events = harvest(Protocol.HTML_LIST, server.url_for("/list"), selectors=LIST)
    assert error(events) == "harvester.selector-found-nothing"
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.failed")


@pytest.mark.parametrize(
    ("chosen", "end"),
    [
        (ListSelectors(item="li", title="b", keyword="i"), "harvester.pages.failed"),
        (ListSelectors(item="li", title="b", next="a.next"), "harvester.pages.next-never-found"),
    ],
)
def test_a_selector_that_never_finds_anything_leaves_the_list_open(
    harvest: Crawl, server: HTTPServer, site: Site, chosen: ListSelectors, end: str
) -> None:
    site("/list", "<ul><li><b>A</b></li></ul>")
    events = harvest(Protocol.HTML_LIST, server.url_for("/list"), selectors=chosen)
    assert sum(isinstance(event, RecordSeen) for event in events) == 1
    assert events[-1] == PagesClosed(closed=False, reason=end)


def test_a_list_page_that_breaks_off_is_not_the_whole_list(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/list", "<html><body><ul><li><b>A</b></li><li><b>B</b></li><li><b")
    events = harvest(
        Protocol.HTML_LIST, server.url_for("/list"), selectors=ListSelectors(item="li", title="b")
    )
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.truncated")


def test_the_page_of_an_item_that_breaks_off_is_a_failure(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/list", '<html><ul><li><a href="/a">a</a></li></ul></html>')
    site("/a", "<html><body><h1>A</h1><p>Alle")
    events = harvest(
        Protocol.HTML_LIST, server.url_for("/list"), selectors=ListSelectors(item="li", detail="a")
    )
    assert failures(events) == [("harvester.broken-off", False)]
    site("/sitemap.xml", sitemap("/a"))
    site("/", "<html>x</html>")
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/"))
    assert failures(events) == [("harvester.broken-off", False)]


def test_a_page_that_described_a_dataset_before_and_no_longer_does_is_not_passed_over(
    server: HTTPServer, site: Site, tmp_path: Path
) -> None:
    places = {name: server.url_for(f"/{name}") for name in ("tagged", "named", "never", "still")}
    site("/sitemap.xml", sitemap(*places.values()))
    for name in ("tagged", "named", "never"):
        site(f"/{name}", f"<html><p>Onderhoud {name}</p></html>")
    site("/still", described("Nog altijd"))
    source = Source(
        name="t/t",
        publisher="t",
        protocol=Protocol.SCHEMA_ORG,
        url=server.url_for("/sitemap.xml"),
        allow_private=True,
    )
    before = Remembered(
        records={record_key("dataset", places["named"]): "hash"},
        seen={places["tagged"]: SeenPage(payload="x", etag="e", records=(("dataset", "urn:a"),))},
    )
    events = list(crawl(source, spool=tmp_path, settings=QUICK, remembered=before))
    assert failures(events) == [
        ("harvester.record.no-longer-described", False),
        ("harvester.record.no-longer-described", False),
        ("harvester.record.page-without-dataset", True),
    ]


def test_a_very_long_address_is_asked_for_like_any_other(
    harvest: Crawl, server: HTTPServer, site: Site
) -> None:
    site("/sitemap.xml", sitemap(f"/{'a' * 3000}", "/b"))
    site(f"/{'a' * 3000}", described("Lang"))
    site("/b", described("B"))
    events = harvest(Protocol.SCHEMA_ORG, server.url_for("/sitemap.xml"))
    assert "B" in names(events)
    assert events[-1] == WHOLE


def test_next_pages_that_go_round_are_no_end(harvest: Crawl, server: HTTPServer, site: Site) -> None:
    site("/list", '<ul><li><b>A</b></li></ul><a class="next" href="/more">meer</a>')
    site("/more", '<ul><li><b>B</b></li></ul><a class="next" href="/list">meer</a>')
    events = harvest(
        Protocol.HTML_LIST,
        server.url_for("/list"),
        selectors=ListSelectors(item="li", title="b", next="a.next"),
    )
    assert error(events) == "harvester.loop"
