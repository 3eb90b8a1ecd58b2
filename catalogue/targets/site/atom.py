"""A feed of Atom (RFC 4287) as bytes. Pure.

Forty lines over lxml, which is here already: what a library for feeds adds is RSS, podcasts, a clock for
moments that were not given, and another dependency.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from lxml import etree

from catalogue.targets.feed.swap import stamp

__all__ = ["AtomEntry", "AtomFeed", "atom"]

ATOM: Final = "http://www.w3.org/2005/Atom"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class AtomEntry(NamedTuple):
    id: str
    """An IRI that no other entry ever has."""
    title: str
    updated: datetime
    link: str
    summary: str
    categories: Sequence[str] = ()
    author: str = ""


class AtomFeed(NamedTuple):
    id: str
    title: str
    author: str
    address: str
    """Where it stands."""
    links: Sequence[tuple[str, str, str]]
    """Others: relation, media type, address."""
    entries: Sequence[AtomEntry]
    """The newest first; one at the least, since a feed has to say when it last changed."""


def atom(feed: AtomFeed) -> bytes:
    """Write a feed. It changed when its newest entry did, so that it stays the same without news."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set(LANGUAGE, "nl")
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", stamp(max(entry.updated for entry in feed.entries)))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    for relation, media, address in feed.links:
        _add(root, "link", rel=relation, type=media, href=address)
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _entry(feed: etree._Element, entry: AtomEntry) -> None:
    about = _add(feed, "entry")
    _add(about, "id", entry.id)
    _add(about, "title", entry.title)
    _add(about, "updated", stamp(entry.updated))
    if entry.author:
        _add(_add(about, "author"), "name", entry.author)
    _add(about, "link", rel="alternate", href=entry.link)
    for category in entry.categories:
        _add(about, "category", term=category)
    _add(about, "summary", entry.summary)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    carried = {key: _carried(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", carried)
    child.text = _carried(text) or None
    return child


def _carried(text: str) -> str:
    """Leave out what no XML can carry."""
    return NOT_IN_XML.sub("", text)
