"""Whatever JSON an OGC API sends: records, failures with a reason, or one SourceError."""
# ruff: noqa: ANN401 -- JSON values

from io import BytesIO
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import SourceError
from harvester.crawl.events import encode
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page
from harvester.protocols.ogc_records.addresses import collections_url, place_of
from harvester.protocols.ogc_records.collections import chosen, items_link, rdf_link, said_of
from harvester.protocols.ogc_records.payload import Reach, answer_of, read

URL = "https://x.example/collections/main/items?f=json&limit=2"
NAMES = st.sampled_from(
    [
        "features",
        "properties",
        "id",
        "links",
        "rel",
        "href",
        "numberMatched",
        "collections",
        "type",
        "code",
        "title",
    ]
)
WORDS = st.sampled_from(["next", "items", "service", "record", "main", "", "https://x.example/a", "\x00"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


def page(body: bytes) -> Page:
    return Page(URL, Payload(BytesIO(body), "0" * 64, len(body), ""), asked=URL)


def walk(body: bytes) -> None:
    answer = answer_of(page(body))
    if "collections" in answer or "id" in answer:
        collection = chosen(answer, "", URL)
        assert said_of(collection) is not None
        assert isinstance(rdf_link(collection, URL) + items_link(collection, URL), str)
    steps = list(read(answer, page(body), Reach()))
    assert len([step for step in steps if isinstance(step, Ask | Closed)]) == 1
    for step in steps:
        if not isinstance(step, Ask | Closed):
            encode(step)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_only_a_source_error_leaves_the_reading_of_any_json(value: Any) -> None:
    try:
        walk(orjson.dumps(value))
    except SourceError:
        return


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=6), st.binary(max_size=6), st.integers(0, 300))
def test_only_a_source_error_leaves_the_reading_of_any_bytes(value: Any, piece: bytes, at: int) -> None:
    body = orjson.dumps(value)
    try:
        walk(body[:at] + piece + body[at:])
    except SourceError:
        return


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_name_of_a_collection_comes_back_from_its_address(name: str) -> None:
    plain = name.encode(errors="replace").decode().strip("/")
    place = place_of("https://x.example/api")._replace(collection=plain.partition("/")[0])
    assert place_of(collections_url(place)) == place
