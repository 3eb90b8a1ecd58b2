"""The feeds of Atom that we write, and the grammar that they are held against."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalogue.targets.site import AtomEntry, AtomFeed, atom
from tests.catalogue.targets.site.standard import breaches

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
ID = "https://oogst.example/changes.atom"
TEXT = st.text(st.characters(codec=None), max_size=40)


def feed(title: str = "Wijzigingen", summary: str = "nieuw / new") -> AtomFeed:
    entry = AtomEntry(
        id="https://oogst.example/id/dataset/stad/1/2026-03-01T02:00:00.000Z",
        title=title,
        updated=NOW,
        link="https://oogst.example/id/dataset/stad/1.html",
        summary=summary,
        categories=["Create"],
    )
    return AtomFeed(ID, title, "Oogst", ID, [("related", "application/trig", f"{ID}/x")], [entry])


@given(TEXT, TEXT)
def test_whatever_a_source_says_makes_a_feed_as_the_standard_has_it(title: str, summary: str) -> None:
    assert breaches(atom(feed(title, summary))) == []


BROKEN = [
    ("//a:entry/a:id", None),
    ("//a:entry/a:updated", "2026-03-01"),
    ("//a:entry/a:updated", "2026-03-01T02:00:00"),
    ("//a:entry/a:id", "geen naam"),
    ("//a:entry/a:id", "relatief/1"),
    ("//a:entry/a:link", None),
    ("//a:entry/a:summary", None),
    ("/a:feed/a:title", None),
    ("/a:feed/a:author", None),
    ("/a:feed/a:author/a:name", " "),
    ("/a:feed/a:updated", "2025-01-01T00:00:00Z"),
    ("/a:feed/a:link[@rel='self']", None),
]


@pytest.mark.parametrize(("path", "text"), BROKEN)
def test_a_breach_of_the_standard_is_seen(path: str, text: str | None) -> None:
    root = etree.fromstring(atom(feed()))
    (one,) = root.xpath(path, namespaces={"a": "http://www.w3.org/2005/Atom"})
    if text is None:
        one.getparent().remove(one)
    else:
        one.text = text
    assert breaches(etree.tostring(root)) != []


def test_what_stands_twice_is_seen() -> None:
    for path in ("a:title", "a:entry/a:updated", "a:entry"):
        root = etree.fromstring(atom(feed()))
        one = root.find(path, {"a": "http://www.w3.org/2005/Atom"})
        assert one is not None
        one.addnext(etree.fromstring(etree.tostring(one)))
        assert breaches(etree.tostring(root)) != []
