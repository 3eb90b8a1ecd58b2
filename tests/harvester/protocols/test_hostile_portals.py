"""Whatever Opendatasoft or a hub sends: a record, a named failure or a SourceError, and pointers hold."""
# ruff: noqa: ANN401 -- any JSON value

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from harvester.crawl import Bookmark, RecordFailed, RecordSeen, Remembered
from harvester.crawl.steps import Step
from harvester.protocols.arcgis_hub import payload as hub
from harvester.protocols.opendatasoft import payload as ods
from harvester.protocols.opendatasoft.addresses import slice_of
from harvester.protocols.opendatasoft.changes import Ledger, catch_up
from harvester.protocols.opendatasoft.listing import events, listing
from tests.harvester.protocols.test_hostile_json import broken, hold, mutated, page, told_by

OWN = frozenset({"x.example"})
API = "https://x.example/api/explore/v2.1/catalog/datasets?limit=10&offset=0&order_by=dataset_id"
EXPORT = "https://x.example/api/explore/v2.1/catalog/exports/json"
FEED = "https://x.example/api/feed/dcat-us/1.1.json"
SEARCH = "https://x.example/api/v3/search?page[number]=1&page[size]=10"
RECORDS = "https://x.example/api/search/v1/collections/dataset/items?startindex=1&limit=10"
METAS = {
    "title": "Een",
    "metadata_processed": "2026-01-01T00:00:00+00:00",
    "federated": True,
    "source_domain": "elders",
    "source_dataset": "d",
    "shared_catalog": None,
}
SET = {"dataset_id": "d1", "metas": {"default": METAS}}
OWN_SET = {"dataset_id": "d2", "metas": {"default": METAS | {"federated": False, "source_domain": None}}}
LAYER = {"id": "0123456789abcdef0123456789abcdef_1", "attributes": {"access": "public", "type": "Table"}}
FEATURE = {"id": "0123456789abcdef0123456789abcdef", "properties": {"type": "Web Map", "collection": ["Map"]}}
ITEM = {"dct:identifier": {"@value": "urn:a"}, "@id": "urn:a", "dct:title": "Een"}

Read = Callable[[str, bytes], Iterator[Step]]


def ods_steps(url: str, body: bytes) -> Iterator[Step]:
    here = slice_of(url, "https://x.example")
    yield from ods.read(page(url, body), here, Ledger(""), total=3, portal=OWN)


def changes_steps(url: str, body: bytes) -> Iterator[Step]:
    marked = {"processed": "2026-01-01T00:00:00Z", "skipped": ["d1"], "part": ""}
    changes = catch_up(Remembered(bookmark=marked), "")
    assert changes is not None
    found = listing(page(url, body))
    for placed, event in events(found, "0" * 64, OWN):
        changes.hold(placed, event)
        changes.ledger.add(placed, event)
        yield event
    assert changes.suffices(found.total) in {True, False}
    yield from changes.ledger.bookmark()


def hub_steps(url: str, body: bytes) -> Iterator[Step]:
    yield from hub.read(page(url, body), set())


ANSWERS: list[tuple[str, Read, Any]] = [
    (API, ods_steps, {"total_count": 2, "results": [SET, OWN_SET]}),
    (API, changes_steps, {"total_count": 2, "results": [SET, OWN_SET]}),
    (API, ods_steps, {"total_count": 2, "links": [{"href": "x"}], "datasets": [{"dataset": OWN_SET}]}),
    (API, ods_steps, {"nhits": 2, "datasets": [{"datasetid": "d1", "metas": METAS | {"domain": "x"}}]}),
    (API, ods_steps, {"error_code": "X", "message": "y"}),
    (EXPORT, ods_steps, [SET, OWN_SET]),
    (FEED, hub_steps, {"dataset": [{"identifier": "urn:a", "title": "Een"}], "conformsTo": "x"}),
    (FEED, hub_steps, {"dcat:dataset": [ITEM], "dct:title": "Hub"}),
    (
        SEARCH,
        hub_steps,
        {"data": [LAYER], "meta": {"stats": {"totalCount": 2}, "next": "https://x.example/2"}},
    ),
    (
        RECORDS,
        hub_steps,
        {
            "type": "FeatureCollection",
            "features": [FEATURE],
            "numberMatched": 1,
            "links": [{"rel": "next", "href": "?startindex=2"}],
        },
    ),
]


@pytest.mark.parametrize(("url", "read", "answer"), ANSWERS)
@given(data=some.data())
@settings(max_examples=80, deadline=None)
def test_no_answer_is_a_surprise(url: str, read: Read, answer: Any, data: some.DataObject) -> None:
    body = orjson.dumps(data.draw(mutated(answer)))
    hold(told_by(read(url, body)), body)


@pytest.mark.parametrize(("url", "read", "answer"), ANSWERS)
@given(where=some.integers(0, 5000), what=some.binary(max_size=4))
@settings(max_examples=80, deadline=None)
def test_no_damage_is_a_surprise(url: str, read: Read, answer: Any, where: int, what: bytes) -> None:
    told_by(read(url, broken(orjson.dumps(answer), where, what)))


@pytest.mark.parametrize("depth", [100, 900, 100_000])
@pytest.mark.parametrize(
    ("url", "read", "around", "inner"),
    [
        (API, ods_steps, b'{"total_count": 1, "results": [%s]}', b'"dataset_id": "d1"'),
        (FEED, hub_steps, b'{"dataset": [%s]}', b'"identifier": "d1"'),
        (FEED, hub_steps, b'{"dataset": [%s', b'"identifier": "d1"'),
        (SEARCH, hub_steps, b'{"meta": {"stats": {"totalCount": 1}}, "data": [%s]}', b'"id": "d1"'),
    ],
)
def test_what_nests_too_deep_is_no_record(
    url: str, read: Read, around: bytes, inner: bytes, depth: int
) -> None:
    deep = b'{%s, "x": %s%s}' % (inner, b"[" * depth, b"]" * depth)
    told = told_by(read(url, around % deep))
    assert not [event for event in told if isinstance(event, RecordSeen)]


@given(bookmark=mutated({"processed": "2026-01-01T00:00:00+00:00", "skipped": ["d1", "d2"], "part": ""}))
@settings(max_examples=100, deadline=None)
def test_no_bookmark_is_a_surprise(bookmark: Any) -> None:
    kept = bookmark if isinstance(bookmark, dict) else {}
    changes = catch_up(Remembered(bookmark=kept), "")
    if changes is not None:
        (again,) = changes.ledger.bookmark()
        assert isinstance(again, Bookmark)
        assert set(again.content["skipped"]) == set(kept["skipped"])
        assert "metadata_processed >= date'" in changes.asks(slice_of(API, "https://x.example")).where


def test_a_copy_is_told_by_its_origin_whatever_else_stands_there() -> None:
    odd = METAS | {"source_dataset": {"a": 1}, "source_domain_address": ["x"]}
    body = orjson.dumps({"total_count": 1, "results": [{"dataset_id": "d1", "metas": {"default": odd}}]})
    (copy,) = (event for event in told_by(ods_steps(API, body)) if isinstance(event, RecordFailed))
    assert copy.detail == "d1 elders"
