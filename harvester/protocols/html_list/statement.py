"""A licence that stands once on a page for all of it.

Law: it is kept as a quote with the page it stands on, apart from what items say of themselves, so that
everything after knows that nobody said it of this one dataset.
"""

from lxml import html

from catalogue.model import Content, ListSelectors
from harvester.pages import Document, words
from harvester.protocols.html_list.blocks import Block
from harvester.protocols.html_list.item import Tally, link_in

__all__ = ["page_statement"]


def page_statement(
    document: Document, found: list[Block], selectors: ListSelectors, tally: Tally
) -> Content | None:
    """Give the statement outside all items; None where there is none, or where there are different ones."""
    inside = {element for block in found for element in block.own}
    outside = [
        each
        for each in tally.select(document.root, selectors, "licence", document.url)
        if not isinstance(each, str) and not _is_within(each, inside)
    ]
    statements = [_quoted(each, document) for each in outside]
    different = [each for each in statements if each["quote"]]
    return different[0] if different and all(each == different[0] for each in different) else None


def _is_within(element: html.HtmlElement, inside: set[html.HtmlElement]) -> bool:
    return element in inside or any(ancestor in inside for ancestor in element.iterancestors())


def _quoted(element: html.HtmlElement, document: Document) -> Content:
    href = document.link(link_in(element)) if link_in(element) else ""
    statement = {"quote": words(element).replace("\n", " "), "page": document.url}
    return statement | ({"href": href} if href else {})
