"""One dataset of a list: what the selectors find in its block, as the content of a record.

Nothing is guessed here: no selector, no value. Only the title of an item without a title selector is that of
its heading, which is what a heading is.
"""

import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from w3lib.url import canonicalize_url

from catalogue.model import Content, ListSelectors
from harvester.pages import BLOCKS, Document, bare, selected, words

__all__ = ["Found", "Tally", "identifier", "item_content", "link_in"]

Found = html.HtmlElement | str


@dataclass(slots=True)
class Tally:
    """Which selectors were tried, where first, and which ever found something."""

    tried: dict[str, str] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)

    def select(self, element: html.HtmlElement, selectors: ListSelectors, name: str, url: str) -> list[Found]:
        selector: str = getattr(selectors, name)
        if not selector:
            return []
        self.tried.setdefault(name, url)
        found = selected(element, selector)
        if found:
            self.found.add(name)
        return found

    def fruitless(self) -> tuple[str, str]:
        """Name a selector that never found anything, and the first page on which it did not."""
        missing = ((name, url) for name, url in self.tried.items() if name not in self.found)
        return next(missing, ("", ""))


def item_content(
    element: html.HtmlElement, document: Document, selectors: ListSelectors, tally: Tally
) -> Content:
    """Read one item. Properties for which there is nothing are absent."""

    def found(name: str) -> list[Found]:
        return tally.select(element, selectors, name, document.url)

    content: dict[str, Any] = {
        "title": _first(found("title")) if selectors.title else _heading(element),
        "description": _description(found("description")),
        "keywords": list(dict.fromkeys(filter(None, map(_text, found("keyword"))))),
        "modified": _moment(found("modified")),
        "files": [file for each in found("file") if (file := _file(each, document))],
        "licence": next(filter(None, (_statement(each, document) for each in found("licence"))), None),
    }
    return {name: value for name, value in content.items() if value}


def _text(found: Found) -> str:
    return " ".join(found.split()) if isinstance(found, str) else words(found)


def _first(found: list[Found]) -> str:
    return next(filter(None, map(_text, found)), "").replace("\n", " ")


def _description(found: list[Found]) -> str:
    """Put blocks below each other; texts and words in the running line stay one paragraph."""
    pieces: list[str] = []
    for each in found:
        text = _text(each)
        running = isinstance(each, str) or each.tag not in BLOCKS
        if text and running and pieces:
            pieces[-1] = f"{pieces[-1]} {text}"
        elif text:
            pieces.append(text)
    return "\n\n".join(pieces)


def _heading(element: html.HtmlElement) -> str:
    return _first(
        list(
            element.xpath(
                "(descendant-or-self::*[self::h1|self::h2|self::h3|self::h4|self::h5|self::h6|self::dt])[1]"
            )
        )
    )


def _moment(found: list[Found]) -> str:
    """Take the machine's reading of a date where the page has one (``<time datetime>``)."""
    for each in found:
        stated = "" if isinstance(each, str) else each.get("datetime") or each.get("content") or ""
        if said := stated.strip() or _text(each):
            return said
    return ""


def link_in(found: Found) -> str:
    """Give the link that something is, or the first that it holds; empty without one."""
    if isinstance(found, str):
        return found.strip()
    if href := found.get("href"):
        return str(href).strip()
    return str(next(iter(found.xpath("(.//a/@href)[1]")), "")).strip()


def _file(found: Found, document: Document) -> Content | None:
    href = document.link(link_in(found)) if link_in(found) else ""
    if not href:
        return None
    stated = {} if isinstance(found, str) else {"type": found.get("type"), "title": found.get("title")}
    file = {"href": href, "text": "" if isinstance(found, str) else _text(found).replace("\n", " "), **stated}
    return {name: value for name, value in file.items() if value}


def _statement(found: Found, document: Document) -> Content | None:
    """Read a licence: its words, and the address that it links to."""
    href = "" if isinstance(found, str) else document.link(link_in(found) or "#")
    away = href if href and bare(href) != bare(document.url) else ""
    statement = {"text": _text(found), "href": away}
    return {name: value for name, value in statement.items() if value} or None


def identifier(url: str, title: str, *, anchor: str = "", detail: bool = False) -> str:
    """Name an item for ever: by its anchor, else by its own page, else by its title within the site.

    The order of the list, the markup around the item and the capitals of its title play no part.
    """
    if anchor:
        return anchor
    if detail:
        return str(canonicalize_url(url))
    key = _normal(title)
    site = (urlsplit(url).hostname or "").removeprefix("www.")
    return "title:" + sha256(f"{site}\n{key}".encode()).hexdigest() if key else ""


def _normal(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
