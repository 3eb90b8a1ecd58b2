"""A data.json comes out item by item, whoever wrote it; all documents are synthetic."""
# ruff: noqa: ANN401 -- any JSON value

import json
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import CatalogueSeen, CrawlFailed, Event, PagesClosed, RecordFailed, RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Closed, Page, Step
from harvester.protocols import json_stream
from harvester.protocols.dcat_us.payload import document_urls, identifier_of, read
from tests.harvester.conftest import Crawl
from tests.harvester.protocols.action_api import Documents, serving


def steps(document: Any) -> list[Step]:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    page = Page("https://x.example/data.json", Payload(BytesIO(body), "0" * 64, len(body), ""))
    return list(read(page))


def seen(told: list[Step] | list[Event]) -> list[str]:
    return [step.record.identifier for step in told if isinstance(step, RecordSeen)]


def test_every_dataset_of_a_document_comes_out_with_its_place() -> None:
    told = steps({"dataset": [{"identifier": "a"}, {"identifier": "b"}]})
    assert [
        (step.record.identifier, step.record.pointer) for step in told if isinstance(step, RecordSeen)
    ] == [
        ("a", "/dataset/0"),
        ("b", "/dataset/1"),
    ]
    assert told[-1] == Closed("harvester.pages.one-document")


def test_what_the_catalogue_says_of_itself_is_told_first_also_when_it_stands_last() -> None:
    told = steps({"dataset": [{"identifier": "a"}], "title": "Stad", "language": ["nl"]})
    assert isinstance(told[0], CatalogueSeen)
    assert told[0].content == {"title": "Stad", "language": ["nl"]}


def test_the_list_of_dkan_is_the_document_itself() -> None:
    told = steps([{"identifier": "a"}])
    assert [step.record.pointer for step in told if isinstance(step, RecordSeen)] == ["/0"]


def test_a_catalogue_of_one_may_leave_out_the_list() -> None:
    told = steps({"dataset": {"identifier": "a"}})
    assert [step.record.pointer for step in told if isinstance(step, RecordSeen)] == ["/dataset"]


@pytest.mark.parametrize("document", [{"dataset": []}, []])
def test_a_catalogue_without_datasets_is_one(document: Any) -> None:
    assert steps(document)[-1] == Closed("harvester.pages.one-document")


@pytest.mark.parametrize(
    "document", [{"dataset": None}, {"data": [{"identifier": "a"}]}, {"dataset": "a"}, {}]
)
def test_a_document_without_a_list_of_datasets_is_none(document: Any) -> None:
    with pytest.raises(SourceError) as caught:
        steps(document)
    assert caught.value.key == "harvester.wrong-shape"


@pytest.mark.parametrize("document", [b"not json", b'{"title": "x", ', b'"dataset"', b"{1: 2}", b"\x00\x01"])
def test_what_is_no_json_is_named(document: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        steps(document)
    assert caught.value.key == "harvester.unparseable"


def test_a_document_that_breaks_off_gives_its_whole_datasets_and_is_not_closed() -> None:
    told = steps(b'{"title": "x", "dataset": [{"identifier": "a"}, {"identifier": "b"}, {"ident')
    assert seen(told) == ["a", "b"]
    assert told[-1] == Closed("harvester.pages.truncated", whole=False)


def test_a_dataset_that_is_no_json_is_lost_alone() -> None:
    told = steps(b'{"dataset": [{"identifier": "a"}, {"identifier": b, "x": [1,]}, {"identifier": "c"}]}')
    assert seen(told) == ["a", "c"]
    assert [step.pointer for step in told if isinstance(step, RecordFailed)] == ["/dataset/1"]


def test_brackets_and_quotes_in_texts_part_nothing() -> None:
    text = 'een "]}" met \\ en [{'
    told = steps({"dataset": [{"identifier": "a", "description": text}, {"identifier": text}]})
    assert seen(told) == ["a", text]


def test_a_dataset_without_identifier_is_known_by_its_page_then_its_title() -> None:
    page, title = "https://x.example/a", "Bomen"
    assert identifier_of({"identifier": " ", "landingPage": page, "title": title}) == page
    assert identifier_of({"identifier": None, "@id": "urn:a", "title": title}) == "urn:a"
    by_title = identifier_of({"title": title})
    assert by_title.startswith("title:")
    assert by_title == identifier_of({"title": title, "modified": "2026-01-01"})
    assert by_title != identifier_of({"title": "Straten"})
    assert identifier_of({"description": "x"}) == ""


@pytest.mark.parametrize(
    ("said", "identifier"), [(42, "42"), (["a"], "a"), ([], ""), (True, ""), ({"a": 1}, "")]
)
def test_an_identifier_in_another_shape_is_read_if_it_can_be(said: Any, identifier: str) -> None:
    assert identifier_of({"identifier": said}) == identifier


def test_nothing_in_a_dataset_need_be_what_it_should() -> None:
    odd = {"distribution": None, "keyword": "a, b", "contactPoint": [], "publisher": "Stad", "theme": [None]}
    told = steps({"dataset": [odd | {"identifier": "a"}, None, [odd], "x", 5]})
    assert seen(told) == ["a"]
    assert [step.reason_key for step in told if isinstance(step, RecordFailed)] == [
        "harvester.record.not-an-object"
    ] * 4


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_the_network_cuts_a_document(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    head = b'\xef\xbb\xbf {"a\\"b" : -1.5e3 , "t": true,'
    document = head + b'"dataset":[ {"identifier":"a\\\\"} ,{"identifier":"b}"}],"z":null }'
    told = steps(document if chunk > 2 else document[3:])
    assert seen(told) == ["a\\", "b}"]
    assert isinstance(told[0], CatalogueSeen)
    assert told[0].content == {'a"b': -1500.0, "t": True, "z": None}


def test_a_large_document_takes_the_room_of_its_largest_dataset() -> None:
    one = json.dumps({"identifier": "x", "description": "d" * 4000}).encode()
    body = BytesIO(b'{"dataset": [' + b",".join([one] * 5000) + b"]}")
    page = Page("https://x.example/data.json", Payload(body, "0" * 64, body.getbuffer().nbytes, ""))
    tracemalloc.start()
    try:
        assert sum(isinstance(step, RecordSeen) for step in read(page)) == 5000
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_a_value_that_never_ends_is_not_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST", 10_000)
    monkeypatch.setattr(json_stream, "CHUNK", 1000)
    told = steps(b'{"dataset": [{"identifier": "a"}, {"identifier": "' + b"b" * 100_000 + b'"}]}')
    assert seen(told) == ["a"]
    assert told[-1] == Closed("harvester.pages.truncated", whole=False)


@pytest.mark.parametrize(
    ("base", "number"),
    [
        ("https://x.example", 2),
        ("https://x.example/nl/", 2),
        ("https://x.example/catalogus.json", 1),
        ("https://x.example/api/1/metastore/schemas/dataset/items?x=1", 1),
        ("https://x.example/org/1/dcat/data.json", 1),
    ],
)
def test_an_address_that_names_a_document_is_the_only_one_tried(base: str, number: int) -> None:
    assert len(document_urls(base)) == number


@pytest.fixture
def harvested(harvest: Crawl) -> Callable[..., list[Event]]:
    def run(site: Documents, place: str = "") -> list[Event]:
        with serving(site) as url:
            return harvest(Protocol.DCAT_US, url + place)

    return run


def test_the_metastore_of_dkan_is_asked_where_there_is_no_data_json(
    harvested: Callable[..., list[Event]],
) -> None:
    site = Documents({"/api/1/metastore/schemas/dataset/items": b'[{"identifier": "a"}]'})
    events = harvested(site)
    assert seen(events) == ["a"]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.one-document")


def test_a_site_without_either_says_what_was_at_the_first_place(
    harvested: Callable[..., list[Event]],
) -> None:
    failure = harvested(Documents({}))[-2]
    assert isinstance(failure, CrawlFailed)
    assert (failure.key, Path(failure.facts["url"]).name) == ("harvester.not-found", "data.json")
