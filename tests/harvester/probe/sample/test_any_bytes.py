"""Whatever the bytes are, a sample comes of them, and it can be kept."""

import json
import zlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.testimony import Observation, Role
from catalogue.testimony.written import read_observation, write_observation
from harvester.probe.sample import sample_of

OF_TEXTS = ["text/csv", "text/html", "text/xml", "text/turtle", "text/csv; charset=utf-16", "x;charset=;;="]
OF_DATA = ["application/json", "application/ld+json", "application/zip", "application/rdf+xml", "", "\x00"]
TYPES = st.sampled_from([*OF_TEXTS, *OF_DATA])
URLS = st.sampled_from(["", "https://stad.example/a.csv", "https://[", "urn:x", "http://x/a b\x00"])
SIGNED = [b"PK\x03\x04", b"PK\x05\x06", b"SQLite format 3\x00", b"\x1f\x8b", b"\xff\xfe", b"\xef\xbb\xbf"]
MARKED = [b"<a>", b"<?xml version='1.0'?>", b"<rdf:RDF ", b"<!doctype html>", b"<kml><coordinates>"]
WORDED = [
    b"{",
    b"[",
    b'{"features":[',
    b'{"@context":',
    b"@prefix a: <b> .",
    b"<urn:a> <urn:b> ",
    b"a,b\n",
    b"",
]
STARTS = st.sampled_from([*SIGNED, *MARKED, *WORDED])
OF_PLACES = ["type", "features", "geometry", "coordinates", "properties", "crs", "name", "lat", "lon"]
OF_LISTS = ["@context", "@id", "@graph", "id", "data", "results", "links", "rel", "href", "error", "value"]
NAMES = st.sampled_from([*OF_PLACES, *OF_LISTS, "datum"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


def kept(body: bytes, kind: str, url: str, *, whole: bool, link: str = "") -> None:
    sample = sample_of(body, whole=whole, content_type=kind, url=url, link=link)
    seen = Observation(
        url="https://x",
        role=Role.DOWNLOAD,
        asked="https://x",
        at=datetime(2026, 3, 1, tzinfo=UTC),
        vantage="",
        method="GET",
        sample=sample,
    )
    assert read_observation(zlib.decompress(zlib.compress(write_observation(seen)))) == seen


@given(start=STARTS, rest=st.binary(max_size=400), kind=TYPES, url=URLS, whole=st.booleans())
def test_any_bytes_give_a_sample(*, start: bytes, rest: bytes, kind: str, url: str, whole: bool) -> None:
    kept(start + rest, kind, url, whole=whole)


@given(STARTS, st.text(max_size=200), TYPES, st.text(max_size=60))
def test_any_text_gives_a_sample(start: bytes, rest: str, kind: str, link: str) -> None:
    kept(start + rest.encode("utf-8", "surrogatepass"), kind, "https://stad.example/a", whole=True, link=link)


@given(JSON, st.integers(0, 40), URLS)
def test_any_json_gives_a_sample_also_when_it_is_cut_off(value: object, cut: int, url: str) -> None:
    text = json.dumps(value).encode()
    kept(text, "application/json", url, whole=True)
    kept(text[: max(0, len(text) - cut)], "application/ld+json", url, whole=False)


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(
        [b"[", b'{"a":', b"<a>", b"<a b='", b"((", b'"', b"[[1,", b"&#x41;", b"1e999,", b"9" * 50]
    )
)
def test_depth_and_repetition_hurt_nobody(piece: bytes) -> None:
    body = piece * (64 * 1024 // len(piece))
    for kind in (
        "application/json",
        "text/xml",
        "text/csv",
        "text/turtle",
        "application/ld+json",
        "text/html",
    ):
        kept(body, kind, "https://stad.example/a", whole=False)
        kept(b"[" + body, kind, "https://stad.example/a", whole=True)
