"""Where one dataset of a list begins and ends.

An element that holds the dataset is its own block. A heading holds only the title: what follows it belongs to
it, up to the next heading of the list or one that outranks it.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import html

from catalogue.errors import SourceError
from harvester.pages import Document, selected

__all__ = ["Block", "blocks"]

MOST: Final = 20_000
"""Items on one page."""
_RANKS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 7}


@dataclass(frozen=True, slots=True)
class Block:
    element: html.HtmlElement
    """To select in: the element, or a copy of a heading with what follows it."""
    place: str
    """Where the item stands in its page, as an XPath."""
    own: tuple[html.HtmlElement, ...]
    """The elements of the page that the block covers."""


def blocks(document: Document, selector: str) -> Iterator[Block]:
    """Give the block of every item on a page, in order."""
    found = [each for each in selected(document.root, selector) if not isinstance(each, str)]
    if len(found) > MOST:
        raise SourceError("harvester.too-many-items", url=document.url, limit=MOST, detail="")
    heads = set(found)
    for element in found:
        if element.tag in _RANKS:
            yield _headed(document, element, heads)
        else:
            yield Block(element, document.place(element), (element,))


def _headed(document: Document, heading: html.HtmlElement, heads: set[html.HtmlElement]) -> Block:
    own = [heading]
    for sibling in heading.itersiblings():
        if sibling in heads or _RANKS.get(sibling.tag, 9) < _RANKS[heading.tag]:
            break
        own.append(sibling)
    block = html.Element("div")
    block.extend(deepcopy(each) for each in own)
    return Block(block, document.place(heading), tuple(own))
