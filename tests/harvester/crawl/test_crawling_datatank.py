"""The DataTank in its versions, on a loopback server. All samples are synthetic."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from catalogue.model import Content, Dialect, Entry, Protocol
from harvester.crawl import CrawlFailed, Declared, Event, PagesClosed, RecordFailed, RecordSeen
from tests.harvester.conftest import Crawl
from tests.harvester.served import Reply, Site, serving_site

Translate = Callable[..., Entry]
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
HEAD = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dc: <http://purl.org/dc/terms/> .\n"
HYDRA = "http://www.w3.org/ns/hydra/core#"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as server:
        yield server


def turtle(*numbers: int) -> str:
    listed = "".join(f"<HERE/api/dcat> dcat:dataset <HERE/stad/d{n}> .\n" for n in numbers)
    sets = "".join(f'<HERE/stad/d{n}> a dcat:Dataset ; dc:title "D{n}" .\n' for n in numbers)
    return f"{HEAD}<HERE/api/dcat> a dcat:Catalog .\n{listed}{sets}"


def info(*numbers: int, total: int, offset: int = 0) -> Reply:
    datasets = [
        {
            "collection_uri": "stad/groen",
            "resource_name": f"d{n}",
            "identifier": f"stad/groen/d{n}",
            "title": f"D{n}",
            "type": "csv",
            "keywords": "groen, bomen",
            "formats": ["csv", "json"],
        }
        for n in numbers
    ]
    paging = {"current": 1, "first": 1, "last": 2, "limit": 50, "offset": offset, "total": total, "next": 2}
    return answer({"filter": [], "paging": paging, "datasets": datasets})


def answer(tree: Any, **more: Any) -> Reply:  # noqa: ANN401 -- any JSON value
    return Reply(json.dumps(tree), "application/json", **more)


def found(events: list[Event]) -> list[str]:
    return [event.record.identifier.rpartition("/")[2] for event in events if isinstance(event, RecordSeen)]


def contents(events: list[Event]) -> list[Content]:
    return [event.record.content for event in events if isinstance(event, RecordSeen)]


def named(*numbers: int) -> list[str]:
    return [f"d{n}" for n in numbers]


def test_the_link_header_without_brackets_leads_through_the_pages(harvest: Crawl, site: Site) -> None:
    second = "HERE/api/dcat?offset=50&limit=50"
    link = f"{second};rel={HYDRA}nextPage,HERE/api/dcat?offset=50&limit=50;rel={HYDRA}lastPage"
    back = f"HERE/api/dcat?offset=0&limit=50;rel={HYDRA}previousPage"
    site.pages = {
        "/api/dcat": Reply(turtle(*range(50)), links=(link,)),
        "/api/dcat?offset=50&limit=50": Reply(turtle(*range(50, 100)), links=(back,)),
    }
    events = harvest(Protocol.DATATANK, site.url)
    assert found(events) == named(*range(100))
    assert events[-1] == WHOLE


def test_a_page_that_is_just_full_is_followed_where_the_header_was_lost(harvest: Crawl, site: Site) -> None:
    site.pages = {
        "/api/dcat": turtle(*range(50)),
        "/api/dcat?offset=50&limit=50": turtle(*range(50, 100)),
        "/api/dcat?offset=100&limit=50": turtle(),
    }
    events = harvest(Protocol.DATATANK, site.url)
    assert found(events) == named(*range(100))
    assert events[-1] == WHOLE


@pytest.mark.parametrize("number", [3, 50, 66])
def test_a_version_that_does_not_page_is_read_whole(harvest: Crawl, site: Site, number: int) -> None:
    everything = turtle(*range(number))
    site.pages = {"/api/dcat": everything, "/api/dcat?offset=50&limit=50": everything}
    events = harvest(Protocol.DATATANK, f"{site.url}/api/dcat")
    assert found(events) == named(*range(number))
    assert events[-1] == WHOLE


@pytest.mark.parametrize("second", [turtle(), turtle(1, 2)], ids=["empty", "repeated"])
def test_a_promised_page_with_nothing_new_leaves_the_list_open(
    harvest: Crawl, site: Site, second: str
) -> None:
    link = f"HERE/api/dcat?offset=50&limit=50;rel={HYDRA}nextPage"
    site.pages = {
        "/api/dcat": Reply(turtle(1, 2), links=(link,)),
        "/api/dcat?offset=50&limit=50": second,
    }
    events = harvest(Protocol.DATATANK, site.url)
    assert found(events) == named(1, 2)
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


def test_an_empty_page_in_the_middle_leaves_the_list_open(harvest: Crawl, site: Site) -> None:
    def link(offset: int) -> tuple[str, ...]:
        return (f"HERE/api/dcat?offset={offset}&limit=50;rel={HYDRA}nextPage",)

    site.pages = {
        "/api/dcat": Reply(turtle(1, 2), links=link(50)),
        "/api/dcat?offset=50&limit=50": Reply(turtle(), links=link(100)),
        "/api/dcat?offset=100&limit=50": turtle(3),
    }
    events = harvest(Protocol.DATATANK, site.url)
    assert found(events) == named(1, 2, 3)
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


def test_without_dcat_the_listing_is_read_up_to_its_total(harvest: Crawl, site: Site) -> None:
    site.pages = {
        "/api/info": info(1, 2, total=3),
        "/api/info?offset=2&limit=50": info(3, total=3, offset=2),
    }
    events = harvest(Protocol.DATATANK, f"{site.url}/")
    assert found(events) == named(1, 2, 3)
    assert Declared(3) in events
    assert events[-1] == WHOLE
    assert site.asked[:2] == ["/api/dcat", "/api/info"]


def test_a_listing_that_stops_before_its_total_is_not_whole(harvest: Crawl, site: Site) -> None:
    site.pages = {"/api/info": info(1, total=2), "/api/info?offset=1&limit=50": info(total=2, offset=1)}
    events = harvest(Protocol.DATATANK, f"{site.url}/api/info")
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


def test_the_map_of_an_older_version_is_read(harvest: Crawl, site: Site) -> None:
    site.pages = {
        "/4/info": answer(
            {
                "stad/bomen": {"title": "Bomen", "description": "Alle bomen", "type": "shp"},
                "stad/banken": "Alle banken",
            },
            links=("HERE/4/info?page=2&page_size=500;rel=next",),
        ),
        "/4/info?page=2&page_size=500": answer({"stad/perken": {"title": "Perken"}}),
    }
    events = harvest(Protocol.DATATANK, f"{site.url}/4")
    assert found(events) == ["bomen", "banken", "perken"]
    banken = contents(events)[1]
    assert banken["description"] == "Alle banken"
    assert banken["addresses"]["files"] == [{"format": "json", "url": f"{site.url}/4/stad/banken.json"}]
    assert events[-1] == WHOLE


def test_a_flat_list_names_its_datasets_by_the_address_of_their_data(harvest: Crawl, site: Site) -> None:
    items = [
        {"title": "stad/bomen", "info": "Bomen", "url": f"{site.url}/4/stad/bomen.kml"},
        "x",
        {"title": "?"},
    ]
    site.pages = {"/4/info": answer(items)}
    events = harvest(Protocol.DATATANK, f"{site.url}/4/info")
    assert found(events) == ["bomen"]
    assert contents(events)[0]["addresses"]["files"] == [
        {"format": "kml", "url": f"{site.url}/4/stad/bomen.kml"}
    ]
    assert [event.reason_key for event in events if isinstance(event, RecordFailed)] == [
        "harvester.record.not-an-object",
        "harvester.record.no-identifier",
    ]


def test_as_many_as_a_page_of_an_older_version_holds_may_not_be_all(harvest: Crawl, site: Site) -> None:
    site.pages = {"/info": answer({f"stad/d{n}": {} for n in range(500)})}
    events = harvest(Protocol.DATATANK, f"{site.url}/info")
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.cut-by-limit")


@pytest.mark.parametrize("tree", [{"error": {"message": "no"}}, "no", 3])
def test_another_json_is_no_listing(harvest: Crawl, site: Site, tree: object) -> None:
    site.pages = {"/api/info": answer(tree)}
    events = harvest(Protocol.DATATANK, f"{site.url}/api/info")
    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.wrong-shape"]


def test_where_no_place_answers_the_last_says_why(harvest: Crawl, site: Site) -> None:
    events = harvest(Protocol.DATATANK, site.url)
    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.not-found"]
    assert site.asked == ["/api/dcat", "/api/info", "/info"]


def test_the_records_of_the_listing_are_of_their_own_dialect(harvest: Crawl, site: Site) -> None:
    site.pages = {"/api/info": info(1, total=1)}
    events = harvest(Protocol.DATATANK, f"{site.url}/api/info")
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    assert [(record.identifier, record.dialect) for record in records] == [
        ("stad/groen/d1", Dialect.DATATANK)
    ]
    assert records[0].content["keywords"] == ["groen", "bomen"]
