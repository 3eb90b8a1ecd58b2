"""Whatever a page holds, reading it gives steps or a SourceError; all pages are synthetic."""
# ruff: noqa: E501 -- pages as they are written

import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue.errors import SourceError
from catalogue.model import ListSelectors
from harvester.crawl import RecordFailed, RecordSeen
from harvester.crawl.events import encode
from harvester.crawl.spool import keep
from harvester.crawl.steps import Ask, Closed, Page
from harvester.pages import robots_sitemaps
from harvester.protocols.html_list.payload import ListReader
from harvester.protocols.schema_org.payload import look, read_pages, read_records, read_start
from tests.harvester.conftest import MakePage

URL = "https://stad.example/data/bomen"
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CHOSEN = ListSelectors(
    item="h4, li.item, tr",
    next="a.next",
    title="b",
    description='xpath: .//em[contains(., "O")]/following-sibling::node()',
    keyword="i",
    file="a",
    anchor="a[name]",
    licence=".l",
    modified="time",
)
GRAPH = {
    "@context": ["https://schema.org", {"x": "http://schema.org/"}],
    "@graph": [
        {"@id": "#d", "@type": "Dataset", "name": "Bomen", "publisher": {"@id": "#p"}, "x:version": 1},
        {"@id": "#p", "@type": "Organization", "name": [{"@value": "Stad", "@language": "nl"}]},
    ],
}
PAGE = f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><base href="/data/">
<script type="application/ld+json">{json.dumps(GRAPH)}</script></head><body vocab="https://schema.org/">
<div itemscope itemtype="https://schema.org/Dataset" itemref="more"><h4 itemprop="name"><a name="x">Bomen</a></h4>
<p><em>Omschrijving</em> Alle bomen <time datetime="2020-01-01">toen</time></p></div><p id="more" itemprop="keywords">b</p>
<div typeof="Dataset" about="#r"><b property="name">Banken</b><a property="url" href="b.csv" class="l">CC0</a></div>
<ul><li class="item"><a href="a?b=1&c">é</a></ul><a class="next" href="?page=2">meer</a></body></html>"""
SITEMAP = (
    '<?xml version="1.0"?><sitemapindex xmlns="x"><sitemap><loc>/a?b&amp;c</loc></sitemap></sitemapindex>'
)
ROBOTS = "User-agent: *\nDisallow: /x\nSitemap: /a.xml\nSitemap: https://[::1/b.xml\n"
PIECES = st.sampled_from(
    [
        '"',
        "'",
        "<",
        ">",
        "=",
        "&",
        ";",
        "/",
        "[",
        "]",
        "{",
        "}",
        "\\",
        ",",
        ":",
        "//",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "\x00",
        "é",
        "\ufeff",
        "</script>",
        "<svg>",
        "<template>",
        "&#0;",
        "&#xd800;",
        "http://[x",
        'itemref="more"',
        "itemscope",
        'itemid="http://["',
        'about="_:a"',
        'typeof="Dataset"',
        'resource="[a:b]"',
        'prefix="a:',
        "<base>",
        '"@id":',
        '"@graph":',
        '"@context":',
        "1e999",
        "NaN",
        "99999999999999999999",
        "-0",
        "\\ud800",
        "null",
        "true",
        '{"a":',
    ]
)


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """Cut, repeat and insert pieces here and there, then perhaps spoil the bytes."""
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        upto = min(len(text), at + draw(st.integers(0, 60)))
        middle = draw(st.sampled_from(["", text[at:upto] * 2])) + draw(PIECES)
        text = text[:at] + middle + text[upto:]
    body = text.encode(errors="replace")
    if draw(st.booleans()):
        body += draw(st.binary(max_size=20))
    return body[: draw(st.integers(0, len(body)))] if draw(st.integers(0, 3)) == 0 else body


def swallowed(read: Callable[[Page], Any], body: bytes, content_type: str = "") -> list[Any]:
    """Read a page to its end; a SourceError is an answer like any other, and every event can be sent."""
    with TemporaryDirectory() as folder:
        payload = keep(io.BytesIO(body), Path(folder), url=URL, limit=10_000_000)
        try:
            steps = list(read(Page(URL, payload, content_type, "", URL)) or ())
        except SourceError:
            return []
    for step in steps:
        if not isinstance(step, Ask | Closed | str):
            encode(step)
    return steps


def described(page: Page) -> list[Any]:
    return [*read_start(page, look(page)), *read_records(page, look(page), lambda _: True)]


@MANY
@given(mutated(PAGE), st.sampled_from(["", "text/html; charset=utf-16", "text/html; charset=x"]))
@example(b"", "")
@example(b"<!-- -->", "")
@example(b"\x00", "")
def test_a_page_with_descriptions_never_surprises(body: bytes, content_type: str) -> None:
    swallowed(described, body, content_type)


@MANY
@given(mutated(json.dumps(GRAPH)))
@example(b"[" * 100_000)
def test_a_json_ld_document_never_surprises(body: bytes) -> None:
    swallowed(described, body)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("Dataset"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@id",
                    "@type",
                    "@context",
                    "@value",
                    "@language",
                    "@list",
                    "@graph",
                    "name",
                    "url",
                    "dataset",
                    "identifier",
                    "distribution",
                    "publisher",
                    "s:name",
                    "schema:name",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@MANY
@given(json_values)
def test_json_of_any_shape_never_surprises(value: Any) -> None:  # noqa: ANN401 -- any JSON value
    text = json.dumps({"@context": "https://schema.org", "@type": "Dataset", "hasPart": value, "name": value})
    swallowed(described, text.encode(errors="replace"))


@MANY
@given(mutated(PAGE))
def test_a_list_never_surprises(body: bytes) -> None:
    def read(page: Page) -> list[Any]:
        reader = ListReader(CHOSEN)
        return [*reader.read_list(page), *reader.read_detail(page), reader.verdict(Closed("x"))]

    swallowed(read, body)


@MANY
@given(mutated(SITEMAP))
@example(b"<urlset>" + b"<url>" * 5000)
def test_a_sitemap_never_surprises(body: bytes) -> None:
    steps = swallowed(lambda page: read_pages(page, ""), body)
    assert all(step.url.startswith("http") for step in steps if isinstance(step, Ask))


@MANY
@given(mutated(ROBOTS))
def test_a_robots_txt_never_surprises(body: bytes) -> None:
    assert all(url.startswith("http") for url in swallowed(robots_sitemaps, body))


def test_json_that_is_nested_without_end_is_refused(page_of: MakePage) -> None:
    with pytest.raises(SourceError) as caught:
        look(page_of('{"@graph": ' * 5000 + "1" + "}" * 5000))
    assert caught.value.key == "harvester.too-deep"


def test_a_page_that_is_nested_without_end_is_refused_and_not_cut_short(page_of: MakePage) -> None:
    with pytest.raises(SourceError) as caught:
        look(page_of("<html>" + "<div>" * 100_000 + PAGE))
    assert caught.value.key == "harvester.unparseable"


def test_references_that_multiply_make_a_dataset_too_large_and_no_endless_one(page_of: MakePage) -> None:
    steps = [{"@id": f"urn:{n}", "@type": "Thing", "about": [{"@id": f"urn:{n + 1}"}] * 10} for n in range(7)]
    first = {"@id": "urn:d", "@type": "Dataset", "name": "Lawine", "creator": {"@id": "urn:0"}}
    page = page_of(json.dumps({"@context": "https://schema.org", "@graph": [first, *steps]}))
    (failure,) = read_records(page, look(page), lambda _: False)
    assert isinstance(failure, RecordFailed)
    assert (failure.reason_key, failure.detail) == ("harvester.record.too-large", "Lawine")


def test_microdata_that_refers_without_end_is_left_alone(page_of: MakePage) -> None:
    body = f'<div itemscope itemtype="https://schema.org/Dataset" itemref="{"a " * 100_000}">'
    found = look(page_of(f"{body}{'<b itemprop=name id=a>x</b>' * 100}</div>"))
    assert [damage.detail for damage in found.damage] == ["microdata: too large"]


def test_ten_thousand_datasets_of_one_document_are_ten_thousand_records(page_of: MakePage) -> None:
    graph = [
        {"@id": f"urn:{n}", "@type": "Dataset", "name": f"D{n}", "keywords": ["a", "b"]}
        for n in range(10_000)
    ]
    page = page_of(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    assert (
        sum(isinstance(step, RecordSeen) for step in read_records(page, look(page), lambda _: False))
        == 10_000
    )


def test_a_page_with_more_items_than_a_list_can_have_is_refused(page_of: MakePage) -> None:
    page = page_of("<html>" + "<li class=item>x" * 20_001)
    with pytest.raises(SourceError) as caught:
        list(ListReader(CHOSEN).read_list(page))
    assert caught.value.key == "harvester.too-many-items"


def test_a_page_larger_than_pages_are_is_refused(page_of: MakePage) -> None:
    with pytest.raises(SourceError) as caught:
        look(page_of(b"<html>" + b" " * (16 * 1024 * 1024)))
    assert caught.value.key == "harvester.too-large"
