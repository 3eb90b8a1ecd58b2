"""Whatever bytes a source sends, reading them ends in events or in one error that has a name."""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import SourceError
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Page, Step
from harvester.protocols.dcat_rdf.paging import PlainPaging
from harvester.protocols.dcat_rdf.payload import read as read_catalogue
from harvester.protocols.ldes.objects import Objects
from harvester.protocols.ldes.payload import Reading
from tests.harvester.streams import DATASET, DISTRIBUTION, activity, leaf, version

URL = "http://data.example/c?startindex=0&limit=2"
Read = Callable[[Page], Iterator[Step]]

TURTLE = b"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
<http://data.example/> a dcat:Catalog ; dcat:dataset <urn:a>, <urn:b> . <#p> hydra:totalItems 2 .
<urn:a> a dcat:Dataset ; dcat:distribution [ a dcat:Distribution ; dcat:accessURL <http://x.example/a> ] .
<urn:b> a dcat:Dataset .
<#p> hydra:nextPage "http://data.example/c?page=2" ."""
XML = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Catalog rdf:about="http://data.example/"><dcat:dataset>
<dcat:Dataset rdf:about="urn:a"><dcat:keyword xml:lang="nl">x</dcat:keyword></dcat:Dataset></dcat:dataset>
</dcat:Catalog></rdf:RDF>"""
JSON = b"""{"@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
 "@graph": [{"@id": "urn:a", "@type": "dcat:Dataset", "dct:title": [{"@value": "A", "@language": "nl"}],
 "dcat:distribution": [{"@type": "dcat:Distribution"}]}]}"""


def text(body: str | bytes) -> bytes:
    return body if isinstance(body, bytes) else body.encode()


ACTIVITIES = text(
    leaf(
        [
            activity("Create", "a", 1, DATASET("a", "A", "d")),
            activity("Update", "d", 2, DISTRIBUTION("d", "D")),
            activity("Delete", "b", 3),
        ],
        ["p2"],
    ).body
)
VERSIONS = text(leaf([version("a", 1, 'a dcat:Dataset ; dcat:keyword "x" ; dct:license <urn:l>')]).body)


def page(body: bytes, kind: str = "") -> Page:
    payload = Payload(io.BytesIO(body), sha256(body).hexdigest(), len(body), "")
    return Page(URL, payload, kind, asked=URL)


@contextmanager
def stream() -> Iterator[Reading]:
    with tempfile.TemporaryDirectory() as folder:
        objects = Objects(Path(folder))
        try:
            yield Reading(objects, {}, URL)
        finally:
            objects.close()


def read_stream(one: Page) -> None:
    with stream() as reading:
        try:
            list(reading.read(one))
        except SourceError as error:
            assert error.key  # noqa: PT017 -- either outcome is right
            return
        list(reading.last_words(bookmark=True))


def read_list(one: Page) -> None:
    try:
        list(read_catalogue(one, {}, PlainPaging(URL)))
    except SourceError as error:
        assert error.key  # noqa: PT017 -- idem


def spoilt(body: bytes) -> st.SearchStrategy[bytes]:
    """Cut, overwrite or repeat a piece."""
    places = st.integers(0, len(body))
    piece = st.binary(max_size=6) | st.sampled_from(
        [
            b"<",
            b">",
            b'"',
            b"{",
            b"}",
            b"[",
            b"_:x",
            b"<urn:a>",
            b"\\u0000",
            b"&x;",
            b"\xff\xfe",
            b" .",
            b"<<",
        ]
    )
    return st.builds(
        lambda at, length, put: body[:at] + put + body[at + length :], places, st.integers(0, 60), piece
    ) | st.builds(lambda at, to: body[:at] + body[min(at, to) :], places, places)


@pytest.mark.parametrize("body", [TURTLE, XML, JSON], ids=["turtle", "xml", "json-ld"])
def test_an_unspoilt_sample_gives_events(body: bytes) -> None:
    assert list(read_catalogue(page(body), {}, PlainPaging(URL)))


@settings(max_examples=150)
@given(st.sampled_from([TURTLE, XML, JSON]).flatmap(spoilt))
def test_a_spoilt_catalogue_is_read_or_named(body: bytes) -> None:
    read_list(page(body))


@settings(max_examples=150)
@given(st.sampled_from([ACTIVITIES, VERSIONS]).flatmap(spoilt), st.sampled_from(["application/trig", ""]))
def test_a_spoilt_stream_is_read_or_named(body: bytes, kind: str) -> None:
    read_stream(page(body, kind))


@given(st.binary(max_size=300), st.sampled_from(["application/trig", "application/rdf+xml", "text/turtle"]))
def test_any_bytes_are_read_or_named(body: bytes, kind: str) -> None:
    read_list(page(body, kind))
    read_stream(page(body, kind))


@given(st.text(max_size=40), st.sampled_from(["as:published", "ldes:sequencePath", "as:object"]))
def test_any_moment_or_name_of_a_member_is_taken(words: str, predicate: str) -> None:
    literal = words.encode("unicode_escape").decode().replace("\\x", "\\u00").replace('"', "")
    body = ACTIVITIES.decode().replace("as:published", f'{predicate} "{literal}" ; as:published', 1)
    read_stream(page(body.encode(errors="replace"), "application/trig"))


def test_a_page_of_too_many_triples_is_refused() -> None:
    body = b"<urn:a> <urn:p> " + b"1," * 500_001 + b"1 ."
    with stream() as reading, pytest.raises(SourceError) as raised:
        list(reading.read(page(body, "text/turtle")))
    assert raised.value.key == "harvester.too-large"
