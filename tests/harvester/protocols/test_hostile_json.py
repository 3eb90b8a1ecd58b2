"""Whatever a JSON portal sends: a record, a named failure or a SourceError, and every pointer resolves."""
# ruff: noqa: ANN401 -- any JSON value

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from catalogue.errors import SourceError
from harvester.crawl import Event, RecordFailed, RecordSeen
from harvester.crawl.events import encode
from harvester.crawl.page_size import PageSize
from harvester.crawl.sieve import Sieve
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page, Step
from harvester.protocols.ckan import payload as ckan
from harvester.protocols.ckan.reading import Reading
from harvester.protocols.ckan.ways import Way
from harvester.protocols.dcat_us import payload as dcat_us

ROOT = "https://x.example/api/3/action"
PACKAGE: dict[str, Any] = {
    "id": "p1",
    "name": "een",
    "title": {"nl": "Een"},
    "state": "active",
    "private": False,
    "type": "dataset",
    "metadata_modified": "2026-01-01T00:00:00",
    "organization": {"name": "stad", "title": "Stad"},
    "resources": [{"id": "r1", "url": "https://x.example/a.csv", "size": 5}],
    "extras": [{"key": "theme", "value": "[]"}],
}
ITEM: dict[str, Any] = {
    "identifier": "i1",
    "title": "Een",
    "landingPage": "https://x.example/1",
    "distribution": [{"downloadURL": "https://x.example/a.csv"}, None],
    "contactPoint": {"fn": "Dienst", "hasEmail": None},
}
ANSWERS: list[tuple[str, Way, Any]] = [
    (
        f"{ROOT}/package_search?start=0&rows=10",
        Way.BY_ID,
        {"success": True, "result": {"count": 2, "results": [PACKAGE, PACKAGE | {"id": "p2"}]}},
    ),
    (
        f"{ROOT}/package_search?start=0&rows=10",
        Way.CHANGES,
        {"success": True, "result": {"count": 1, "results": [PACKAGE]}},
    ),
    (
        f"{ROOT}/package_search?start=0&rows=0",
        Way.CHANGES,
        {"success": True, "result": {"count": 2, "results": []}},
    ),
    (
        f"{ROOT}/current_package_list_with_resources?limit=10&offset=0",
        Way.WITH_RESOURCES,
        {"success": True, "result": [[PACKAGE]]},
    ),
    (
        f"{ROOT}/package_list?limit=10&offset=0",
        Way.PAGED_LIST,
        {"success": True, "result": ["een", {"name": "twee"}]},
    ),
    (f"{ROOT}/package_show?id=een", Way.PAGED_LIST, {"success": True, "result": [PACKAGE]}),
    ("file:///x.json", Way.BY_ID, {"count": 1, "results": [PACKAGE]}),
]
DOCUMENTS: list[Any] = [
    {
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [ITEM, ITEM | {"identifier": "i2"}],
        "title": "Stad",
    },
    [ITEM, ITEM | {"identifier": "i2"}],
    {"dataset": ITEM},
]
LEAVES = (
    some.none() | some.booleans() | some.integers(-(2**63), 2**64 - 1) | some.floats() | some.text(max_size=8)
)
TREES = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, child in (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield from places(child, (*path, key))


@some.composite
def mutated(draw: some.DrawFn, tree: Any) -> Any:
    """Put anything anywhere, up to three times."""
    tree = deepcopy(tree)
    for _ in range(draw(some.integers(1, 3))):
        path = draw(some.sampled_from(list(places(tree))))
        if not path:
            return draw(TREES)
        node = tree
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = draw(TREES)
    return tree


def broken(body: bytes, where: int, what: bytes) -> bytes:
    """Put bytes in the middle, or, with none, break off there."""
    at = where % (len(body) + 1)
    return body[:at] + what + body[at:] if what else body[:at]


def page(url: str, body: bytes) -> Page:
    return Page(url, Payload(BytesIO(body), "0" * 64, len(body), ""), asked=url)


def reading(way: Way) -> Reading:
    made = Reading(base="https://x.example", part="", rows=PageSize(10), now=datetime(2026, 6, 1, tzinfo=UTC))
    made.way = way
    return made


def ckan_steps(url: str, way: Way, body: bytes) -> Iterator[Step]:
    yield from ckan.read(page(url, body), reading(way))


def document_steps(body: bytes) -> Iterator[Step]:
    yield from dcat_us.read(page("https://x.example/data.json", body))


def told_by(steps: Iterator[Step]) -> list[Event]:
    """Read to the end, and write down every event; that the portal is turned away is an answer too."""
    sieve = Sieve({})
    told: list[Event] = []
    with suppress(SourceError):
        for step in steps:
            if not isinstance(step, Ask | Closed):
                told.append(sieve.sift(step))
                assert encode(told[-1])
    return told


def hold(told: list[Event], body: bytes) -> None:
    """Hold what was told to what a reader of these events relies on."""
    records = [event.record for event in told if isinstance(event, RecordSeen)]
    names = [(record.kind, record.identifier) for record in records]
    assert len(names) == len(set(names))
    for record in records:
        assert resolved(body, record.pointer) == record.content
    for event in told:
        assert not isinstance(event, RecordFailed) or event.reason_key.startswith("harvester.record.")


def resolved(body: bytes, pointer: str) -> Any:
    node = orjson.loads(body)
    for part in pointer.split("/")[1:]:
        node = node[int(part)] if isinstance(node, list) else node[part]
    return node


@pytest.mark.parametrize(("url", "way", "answer"), ANSWERS)
@given(data=some.data())
@settings(max_examples=60, deadline=None)
def test_no_answer_of_a_ckan_portal_is_a_surprise(
    url: str, way: Way, answer: Any, data: some.DataObject
) -> None:
    body = orjson.dumps(data.draw(mutated(answer)))
    hold(told_by(ckan_steps(url, way, body)), body)


@pytest.mark.parametrize("document", DOCUMENTS)
@given(data=some.data())
@settings(max_examples=60, deadline=None)
def test_no_data_json_is_a_surprise(document: Any, data: some.DataObject) -> None:
    body = orjson.dumps(data.draw(mutated(document)))
    hold(told_by(document_steps(body)), body)


@pytest.mark.parametrize("document", DOCUMENTS)
@given(where=some.integers(0, 5000), what=some.binary(max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_damage_to_a_data_json_is_a_surprise(document: Any, where: int, what: bytes) -> None:
    told_by(document_steps(broken(orjson.dumps(document), where, what)))


@pytest.mark.parametrize(("url", "way", "answer"), ANSWERS)
@given(where=some.integers(0, 5000), what=some.binary(max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_damage_to_an_answer_of_ckan_is_a_surprise(
    url: str, way: Way, answer: Any, where: int, what: bytes
) -> None:
    told_by(ckan_steps(url, way, broken(orjson.dumps(answer), where, what)))


@pytest.mark.parametrize("depth", [100, 300, 900, 100_000])
def test_what_nests_too_deep_is_one_record_lost(depth: int) -> None:
    deep = b'{"id": "p1", "identifier": "p1", "x": ' + b"[" * depth + b"]" * depth + b"}"
    told = told_by(document_steps(b'{"dataset": [%s, {"identifier": "p2"}]}' % deep))
    assert [event.record.identifier for event in told if isinstance(event, RecordSeen)] == ["p2"]
    assert [event.pointer for event in told if isinstance(event, RecordFailed)] == ["/dataset/0"]
    answer = b'{"success": true, "result": {"count": 1, "results": [%s]}}' % deep
    told = told_by(ckan_steps(ANSWERS[0][0], Way.BY_ID, answer))
    assert not [event for event in told if isinstance(event, RecordSeen)]


@pytest.mark.parametrize("number", ["123456789012345678901234567890", "-1e400", "1" * 5000, "NaN"])
def test_a_number_that_no_machine_holds_breaks_nothing(number: str) -> None:
    body = b'{"dataset": [{"identifier": "a\t", "x": %s}]}' % number.encode()
    assert len(told_by(document_steps(body))) == 2
