"""Synthetic hubs: feeds that are there, late or broken, searches of two kinds, groups, what is no data."""
# ruff: noqa: ANN401 -- JSON values, and what a source takes besides

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from catalogue.model import Dialect, Protocol, Source
from harvester.crawl import CrawlFailed, Declared, Event, PagesClosed, RecordFailed, RecordSeen, crawl
from harvester.protocols.arcgis_hub.ways import FEEDS
from tests.harvester.conftest import QUICK
from tests.harvester.protocols.explore import said

Run = Callable[..., list[Event]]
ITEM = "0123456789abcdef0123456789abcdef"
GROUP = "fedcba9876543210fedcba9876543210"
PAGE = "https://www.arcgis.com/home/item.html?id="
RECORDS = "/api/search/v1/collections/dataset/items"
US = {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema"}
ONE = PagesClosed(closed=True, reason="harvester.pages.one-document")
ALL = PagesClosed(closed=True, reason="harvester.pages.all-read")
OTHER = PagesClosed(closed=False, reason="harvester.pages.other-feed")
FEWER = PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


class Hub:
    """Answers by path; a path may be a status, a document or a function."""

    def __init__(self, server: HTTPServer) -> None:
        self.server = server
        self.answers: dict[str, Any] = {}
        self.asked: list[Request] = []

    def open(self) -> str:
        self.server.expect_request(re.compile("/.*")).respond_with_handler(self.answer)
        return self.server.url_for("/").rstrip("/")

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        found = self.answers.get(request.path, 404)
        found = found(request) if callable(found) else found
        if isinstance(found, int):
            return said({"status": "processing"}, found)
        return Response(found, content_type="application/json") if isinstance(found, bytes) else said(found)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@pytest.fixture
def hub(httpserver: HTTPServer) -> Hub:
    return Hub(httpserver)


@pytest.fixture
def run(hub: Hub, tmp_path: Path) -> Run:
    def start(place: str = "", **more: Any) -> list[Event]:
        url = hub.open() + place
        source = Source(
            name="t/t", publisher="t", protocol=Protocol.ARCGIS_HUB, url=url, allow_private=True, **more
        )
        return list(crawl(source, spool=tmp_path / "spool", settings=QUICK))

    return start


def us(*identifiers: str) -> dict[str, Any]:
    return US | {"dataset": [{"identifier": one, "title": one} for one in identifiers]}


def ap(*identifiers: str) -> dict[str, Any]:
    return {"dcat:dataset": [{"@id": one, "dct:title": one} for one in identifiers]}


def feature(number: int, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{number:032x}",
        "properties": {"type": "Feature Service", **properties},
    }


def records(number: int, **more: Any) -> Callable[[Request], dict[str, Any]]:
    """Play the search as OGC API Records: it gives what is asked for, 1-based."""
    features = [feature(index) for index in range(number)]

    def page(request: Request) -> dict[str, Any]:
        start, limit = int(request.args["startindex"]) - 1, int(request.args["limit"])
        given = features[start : start + limit]
        counted = {"numberMatched": number, "numberReturned": len(given)}
        return {"type": "FeatureCollection", "features": given, **counted, **more}

    return page


def search(number: int, cap: int) -> Callable[[Request], dict[str, Any]]:
    """Play the v3 search: it names no next page, and gives at most ``cap`` items a page."""
    items = [{"id": f"{ITEM}_{index}", "type": "dataset", "attributes": {}} for index in range(number)]

    def page(request: Request) -> dict[str, Any]:
        size = min(cap, int(request.args["page[size]"]))
        start = (int(request.args["page[number]"]) - 1) * size
        given = items[start : start + size]
        return {"data": given, "meta": {"stats": {"count": len(given), "totalCount": number}}}

    return page


def identifiers(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def failure(events: list[Event]) -> CrawlFailed:
    found = events[-2]
    assert isinstance(found, CrawlFailed)
    return found


@pytest.mark.parametrize("feed", FEEDS)
def test_each_feed_is_found_when_it_is_the_only_one(hub: Hub, run: Run, feed: str) -> None:
    hub.answers[feed] = ap("urn:a") if "dcat-ap" in feed else us("urn:a")
    events = run()
    assert identifiers(events) == ["urn:a"]
    assert events[-1] == ONE
    assert RECORDS not in hub.paths


def test_an_item_has_the_same_identifier_in_every_feed_and_search(hub: Hub, run: Run) -> None:
    page = f"{PAGE}{ITEM}&sublayer=3"
    assert identifiers(_with(hub, run, FEEDS[0], us(page))) == [page]
    assert identifiers(_with(hub, run, FEEDS[2], ap(f"{ITEM}_3"))) == [page]
    found = {"data": [{"id": f"{ITEM}_3", "attributes": {}}], "meta": {"stats": {"totalCount": 1}}}
    assert identifiers(_with(hub, run, "/api/v3/search", found, part=GROUP)) == [page]
    one: dict[str, Any] = {"features": [{"id": ITEM, "properties": {}}], "numberMatched": 1}
    found = one | {"type": "FeatureCollection"}
    assert identifiers(_with(hub, run, RECORDS, found)) == [f"{PAGE}{ITEM}"]


def _with(hub: Hub, run: Run, path: str, answer: Any, **more: Any) -> list[Event]:
    hub.answers = {path: answer}
    return run(**more)


@pytest.mark.parametrize("status", [202, 502])
def test_a_late_feed_is_replaced_by_another_and_then_nothing_is_gone(hub: Hub, run: Run, status: int) -> None:
    hub.answers |= {FEEDS[0]: status, FEEDS[4]: ap("urn:a"), RECORDS: records(1)}
    events = run()
    assert identifiers(events) == ["urn:a"]
    assert events[-1] == OTHER


def test_the_search_never_stands_in_for_a_late_feed(hub: Hub, run: Run) -> None:
    hub.answers = {FEEDS[0]: 202, RECORDS: records(3)}
    assert failure(run()).key == "harvester.building"
    assert RECORDS not in hub.paths


def test_being_built_is_told_before_what_is_merely_not_there(hub: Hub, run: Run) -> None:
    hub.answers = {FEEDS[0]: 502, FEEDS[3]: 202}
    found = failure(run())
    assert found.key == "harvester.building"
    assert FEEDS[3] in found.facts["url"]


def test_a_feed_that_answers_with_an_error_in_json_is_not_there(hub: Hub, run: Run) -> None:
    hub.answers = {FEEDS[0]: {"error": "Encountered error"}, FEEDS[1]: us("urn:a")}
    events = run()
    assert identifiers(events) == ["urn:a"]
    assert events[-1] == ONE


def test_a_hub_without_anything_is_told_by_its_first_feed(hub: Hub, run: Run) -> None:
    found = failure(run())
    assert found.key == "harvester.not-found"
    assert FEEDS[0] in found.facts["url"]
    assert hub.paths == [*FEEDS, RECORDS]


def test_a_feed_that_breaks_off_gives_its_whole_items_and_closes_nothing(hub: Hub, run: Run) -> None:
    whole = {"@id": "urn:a", "dcat:keyword": ["dataset", "bomen"], "dcat:distribution": [{"dct:title": "x"}]}
    body = json.dumps({"dct:title": "Hub", "dcat:dataset": [whole, whole | {"@id": "urn:b"}]}).encode()
    hub.answers[FEEDS[4]] = body[:-30]
    events = run()
    assert identifiers(events) == ["urn:a"]
    assert {event.record.dialect for event in events if isinstance(event, RecordSeen)} == {
        Dialect.HUB_DCAT_AP
    }
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.truncated")


def test_a_hub_without_feeds_is_searched_page_after_page(hub: Hub, run: Run) -> None:
    hub.answers[RECORDS] = records(25)
    events = run(page_size=10)
    assert len(set(identifiers(events))) == 25
    assert [event.total for event in events if isinstance(event, Declared)] == [25, 25, 25]
    assert [request.args["startindex"] for request in hub.asked if request.path == RECORDS] == [
        "1",
        "11",
        "21",
    ]
    assert events[-1] == ALL


def test_an_empty_search_is_an_empty_catalogue(hub: Hub, run: Run) -> None:
    hub.answers[RECORDS] = records(0)
    events = run()
    assert Declared(0) in events
    assert events[-1] == ALL


def test_a_search_of_the_whole_world_is_not_taken_for_the_city(hub: Hub, run: Run) -> None:
    hub.answers[RECORDS] = records(3, numberMatched=10_000)
    events = run()
    assert failure(events).key == "harvester.hub-too-wide"
    assert not identifiers(events)


def test_a_search_without_a_total_is_followed_by_its_links_and_proves_nothing(hub: Hub, run: Run) -> None:
    def page(request: Request) -> dict[str, Any]:
        start = int(request.args["startindex"])
        following = [{"rel": "next", "href": f"{RECORDS}?startindex=2&limit=1"}] if start == 1 else []
        return {"type": "FeatureCollection", "features": [feature(start)], "links": following}

    hub.answers[RECORDS] = page
    events = run()
    assert len(identifiers(events)) == 2
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.no-total")


def test_groups_are_searched_although_the_hub_names_no_next_page(hub: Hub, run: Run) -> None:
    hub.answers["/api/v3/search"] = search(45, cap=20)
    events = run(part=f"{GROUP}, {ITEM}")
    assert len(set(identifiers(events))) == 45
    assert events[-1] == ALL
    assert {request.args["catalog[groupIds]"] for request in hub.asked} == {f"any({GROUP},{ITEM})"}
    assert [request.args["page[number]"] for request in hub.asked] == ["1", "2", "3"]


def test_a_search_that_gives_the_same_page_again_is_not_whole(hub: Hub, run: Run) -> None:
    page = search(20, cap=20)
    hub.answers["/api/v3/search"] = lambda request: (
        page(_first_page(request)) | {"meta": {"stats": {"totalCount": 26}, "asked": request.url}}
    )
    events = run(part=GROUP)
    assert len(identifiers(events)) == 20
    assert Declared(26) in events
    assert events[-1] == FEWER


def _first_page(request: Request) -> Request:
    return Request(request.environ | {"QUERY_STRING": "page[number]=1&page[size]=20"})


def test_a_collection_of_the_search_may_be_named_as_part(hub: Hub, run: Run) -> None:
    hub.answers["/api/search/v1/collections/open-data/items"] = records(2)
    assert len(identifiers(run(part="open-data"))) == 2
    assert len(hub.asked) == 1


@pytest.mark.parametrize("place", ["/api/v3/datasets?filter[openData]=true", "/api/v3/search"])
def test_the_address_of_a_search_is_asked_as_it_is(hub: Hub, run: Run, place: str) -> None:
    hub.answers[place.partition("?")[0]] = search(5, cap=100)
    assert len(identifiers(run(place))) == 5
    assert len(hub.asked) == 1


@pytest.mark.parametrize(
    ("properties", "reason"),
    [
        ({"type": "Web Map"}, "harvester.record.not-data"),
        ({"type": "Hub Site Application"}, "harvester.record.not-data"),
        ({"type": "PDF"}, "harvester.record.not-data"),
        ({"type": "CSV", "typeCategories": ["Document"]}, "harvester.record.not-data"),
        ({"type": "Feature Service", "access": "org"}, "harvester.record.private"),
        ({"type": "Image Service"}, ""),
        ({"type": "CSV", "collection": ["Dataset"]}, ""),
        ({"type": "Something New"}, ""),
        ({}, ""),
    ],
)
def test_what_the_hub_says_is_no_data_is_passed_over_with_the_reason(
    hub: Hub, run: Run, properties: dict[str, Any], reason: str
) -> None:
    given = {"id": ITEM, "properties": properties}
    hub.answers[RECORDS] = {"type": "FeatureCollection", "features": [given], "numberMatched": 1}
    events = run()
    passed = [event for event in events if isinstance(event, RecordFailed)]
    assert [(event.reason_key, event.skipped) for event in passed] == ([(reason, True)] if reason else [])
    assert events[-1] == ALL


def test_one_item_listed_twice_counts_once_and_two_items_of_one_layer_stay_two(hub: Hub, run: Run) -> None:
    layer = {"distribution": [{"accessURL": "https://services.example/FeatureServer/0"}]}
    twice = [{"identifier": "urn:a", "title": "Bomen"}, {"identifier": "urn:a", "title": "Trees"}]
    same = [{"identifier": "urn:b"} | layer, {"identifier": "urn:c"} | layer]
    hub.answers[FEEDS[0]] = US | {"dataset": [*twice, *same]}
    assert identifiers(run()) == ["urn:a", "urn:b", "urn:c"]
