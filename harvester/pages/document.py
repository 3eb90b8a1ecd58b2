"""A page as a tree of elements, never one that was cut short for being too large or too deep."""

import re
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree, html

from catalogue.errors import SourceError
from harvester.crawl.steps import Page
from harvester.pages.charset import decoded
from harvester.pages.links import web_link

__all__ = ["Document", "open_document", "parse"]

MOST: Final = 16 * 1024 * 1024
"""Bytes of one page: the largest real one that we saw has 170 KB."""
_BEGINNING: Final = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_END: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
RESOURCE_LIMIT: Final = etree.ErrorTypes.ERR_RESOURCE_LIMIT


@dataclass(frozen=True, slots=True)
class Document:
    root: html.HtmlElement
    url: str
    base: str
    """What relative links of this page are relative to."""
    size: int = 0
    """Bytes."""
    ended: bool = True
    """False when the page begins as a whole one and does not end as one.

    Some sites never write the end, so alone this proves no accident; it keeps a list from counting as whole.
    """

    def link(self, href: str) -> str:
        """Resolve a link of this page; empty when it leads to no web address."""
        return web_link(self.base, href)

    def place(self, element: html.HtmlElement) -> str:
        """Say where in the page an element stands."""
        return str(self.root.getroottree().getpath(element))


def open_document(page: Page) -> Document:
    """Read a page as HTML. Raises SourceError for what cannot be read whole."""
    if page.payload.size > MOST:
        raise SourceError("harvester.too-large", url=page.url, detail=f"{page.payload.size} > {MOST}")
    text = decoded(page.payload.read(), page.content_type)
    root = parse(text, page.url)
    base = next(iter(root.xpath("//base/@href")), "")
    ended = _END.search(text) is not None or _BEGINNING.search(text) is None
    return Document(root, page.url, web_link(page.url, base) or page.url, page.payload.size, ended)


def parse(text: str, url: str, parser: type[Any] = html.HTMLParser) -> html.HtmlElement:
    """Build the tree; no deeper than the parser goes (255), since a tree that is cut short hides things."""
    reader = parser(encoding="utf-8", huge_tree=False)
    try:
        root: html.HtmlElement = html.document_fromstring(text.encode(errors="replace"), parser=reader)
    except etree.LxmlError as error:
        raise SourceError("harvester.unparseable", url=url, detail=f"HTML: {error}") from error
    if any(entry.type == RESOURCE_LIMIT for entry in reader.error_log):
        raise SourceError("harvester.unparseable", url=url, detail="HTML: nested deeper than 255 elements")
    return root
