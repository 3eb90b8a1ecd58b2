"""OGC APIs of records as they are asked: one collection, to its end, as RDF where there is RDF."""
# ruff: noqa: ANN401 -- JSON values

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from catalogue.model import Dialect, Protocol, Source
from harvester.crawl import (
    CatalogueSeen,
    CrawlFailed,
    Declared,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    crawl,
)
from tests.harvester.conftest import QUICK

WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
Answer = Callable[[str, dict[str, str]], Any]


class Play:
    """An API on loopback, what it was asked, and a crawl of it."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.asked: list[tuple[str, dict[str, str]]] = []

    def __call__(self, answer: Answer, place: str = "/api", **more: Any) -> list[Event]:
        def handle(request: Request) -> Response:
            path, query = request.path.removeprefix("/api"), request.args.to_dict()
            self.asked.append((path, query))
            said = answer(path, query)
            return (
                said
                if isinstance(said, Response)
                else Response(orjson.dumps(said), mimetype="application/json")
            )

        self.server.expect_request(re.compile(r"^/api.*")).respond_with_handler(handle)
        source = Source(
            name="t/t",
            publisher="t",
            protocol=Protocol.OGC_RECORDS,
            url=self.server.url_for(place),
            allow_private=True,
            **more,
        )
        return list(crawl(source, spool=self.folder, settings=QUICK))


@pytest.fixture
def play(httpserver: HTTPServer, tmp_path: Path) -> Play:
    return Play(httpserver, tmp_path)


def seen(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def failure(events: list[Event]) -> CrawlFailed:
    return next(event for event in events if isinstance(event, CrawlFailed))


def feature(name: str) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "properties": {"type": "dataset", "title": name.upper()}}


FEATURES = [feature(f"r{number}") for number in range(1, 8)]
COLLECTION = {"id": "main", "itemType": "record", "title": "Alles", "links": []}


def api(
    features: list[Any], *collections: Any, hole: int = -1, linked: bool = True, total: bool = True
) -> Answer:
    """Answer as an API of records does; the page that begins at ``hole`` is empty."""

    def answer(path: str, query: dict[str, str]) -> Any:
        if path == "/collections":
            return {"collections": list(collections or [COLLECTION])}
        if not path.endswith("/items"):
            return COLLECTION
        start, limit = int(query.get("startindex", 0)), int(query["limit"])
        page: dict[str, Any] = {
            "type": "FeatureCollection",
            "features": features[start : start + limit] if start != hole else [],
        }
        if total:
            page["numberMatched"] = len(features)
        if linked and start + limit < len(features):
            page["links"] = [{"rel": "next", "href": f"items?limit={limit}&startindex={start + limit}"}]
        return page

    return answer


def test_a_collection_is_read_by_its_next_links(play: Play) -> None:
    events = play(api(FEATURES), page_size=3)
    assert seen(events) == [f"r{number}" for number in range(1, 8)]
    assert events[-1] == WHOLE
    assert [event.total for event in events if isinstance(event, Declared)] == [7, 7, 7]
    assert [event for event in events if isinstance(event, CatalogueSeen)] == [
        CatalogueSeen({"id": "main", "itemType": "record", "title": "Alles"}, Dialect.OGC_RECORD)
    ]


def test_an_api_without_next_links_is_read_by_its_total(play: Play) -> None:
    events = play(api(FEATURES, linked=False), page_size=3)
    assert len(seen(events)) == 7
    assert events[-1] == WHOLE


def test_an_api_without_a_total_is_read_by_its_next_links(play: Play) -> None:
    events = play(api(FEATURES, total=False), page_size=3)
    assert len(seen(events)) == 7
    assert events[-1] == WHOLE


def test_an_empty_page_in_the_middle_is_not_the_end_and_what_it_hid_is_missed(play: Play) -> None:
    events = play(api(FEATURES, hole=2), page_size=2)
    assert seen(events) == ["r1", "r2", "r5", "r6", "r7"]
    assert events[-1] != WHOLE or [e.total for e in events if isinstance(e, Declared)][-1] == 7


def test_an_api_that_gives_less_than_it_declares_is_not_whole(play: Play) -> None:
    def answer(path: str, query: dict[str, str]) -> Any:
        page = api(FEATURES[:2], linked=False)(path, query)
        return page | {"numberMatched": 9} if "features" in page else page

    assert play(answer)[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


@pytest.mark.parametrize(
    "place", ["/api", "/api/collections", "/api/collections/main", "/api/collections/main/items?f=json"]
)
def test_any_address_of_an_api_leads_to_its_items(play: Play, place: str) -> None:
    assert len(seen(play(api(FEATURES), place))) == 7


OTHERS = (
    {"id": "a", "itemType": "record"},
    {"id": "b", "itemType": "record"},
    {"id": "wegen", "itemType": "feature"},
)


def test_the_collection_of_the_source_is_read(play: Play) -> None:
    events = play(api(FEATURES, *OTHERS), part="b")
    assert play.asked[-1][0] == "/collections/b/items"
    assert len(seen(events)) == 7


def test_of_several_collections_the_main_one_is_read(play: Play) -> None:
    play(api(FEATURES, *OTHERS, COLLECTION))
    assert play.asked[-1][0] == "/collections/main/items"


@pytest.mark.parametrize("part", ["", "c"])
def test_where_the_choice_is_open_the_collections_are_named(play: Play, part: str) -> None:
    failed = failure(play(api(FEATURES, *OTHERS), part=part))
    assert (failed.key, failed.facts["detail"]) == ("harvester.no-such-part", "a, b")


def test_a_refusal_is_told_in_the_words_of_the_api(play: Play) -> None:
    failed = failure(play(lambda _path, _query: {"code": "NotFound", "description": "Geen catalogus"}))
    assert (failed.key, failed.facts["detail"]) == ("harvester.refused-by-portal", "NotFound: Geen catalogus")


def test_an_api_that_cannot_manage_a_page_is_asked_for_smaller_ones(play: Play) -> None:
    def answer(path: str, query: dict[str, str]) -> Any:
        if int(query.get("limit", 0)) > 40:
            return Response("too much", status=500)
        return api([feature(f"r{number}") for number in range(60)])(path, query)

    assert len(seen(play(answer))) == 60


def test_what_is_no_record_fails_alone(play: Play) -> None:
    events = play(api([feature("a"), "x", {"type": "Feature", "properties": {"title": "T"}}, feature("b")]))
    assert seen(events) == ["a", "b"]
    assert [event.reason_key for event in events if isinstance(event, RecordFailed)] == [
        "harvester.record.not-an-object",
        "harvester.record.no-identifier",
    ]


# RDF.

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
 xmlns:dct="http://purl.org/dc/terms/">{0}</rdf:RDF>"""
DATASET = '<dcat:Dataset rdf:about="https://x.be/{0}"><dct:title xml:lang="nl">T</dct:title></dcat:Dataset>'
LINKS = [
    {"rel": "items", "type": "application/geo+json", "href": "/api/collections/main/items?f=json"},
    {"rel": "items", "type": "application/rdf+xml", "href": "/api/collections/main/items?f=dcat"},
    {"rel": "items", "type": "application/rdf+xml", "href": "/api/collections/main/items?f=dcat_ap_vl"},
]


def flemish(number: int, hole: int = -1, *, counts: bool = True) -> Answer:
    def answer(path: str, query: dict[str, str]) -> Any:
        if not path.endswith("/items"):
            return {"collections": [COLLECTION | {"links": LINKS}]}
        if query["f"] == "json":
            return (
                {"features": FEATURES[:1], "numberMatched": number} if counts else Response("no", status=404)
            )
        start, limit = int(query["startindex"]), int(query["limit"])
        names = [] if start == hole else range(start, min(start + limit, number))
        return Response(
            RDF.format("".join(DATASET.format(name) for name in names)), mimetype="application/rdf+xml"
        )

    return answer


@pytest.mark.parametrize("counts", [True, False])
def test_rdf_is_read_where_the_collection_says_that_it_has_it(play: Play, *, counts: bool) -> None:
    events = play(flemish(25, counts=counts), page_size=10)
    assert seen(events) == [f"https://x.be/{number}" for number in range(25)]
    assert {event.record.dialect for event in events if isinstance(event, RecordSeen)} == {Dialect.DCAT_RDF}
    assert {query["f"] for path, query in play.asked if path.endswith("items")} == {"json", "dcat_ap_vl"}
    assert [event.total for event in events if isinstance(event, Declared)] == ([25] if counts else [])
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.two-empty-pages")


def test_an_empty_page_of_rdf_in_the_middle_is_not_the_end(play: Play) -> None:
    events = play(flemish(35, hole=10), page_size=10)
    assert len(seen(events)) == 25
    assert [event.total for event in events if isinstance(event, Declared)] == [35]
