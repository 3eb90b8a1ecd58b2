"""The words of an element as a reader sees them: paragraphs apart, white space folded, scripts left out.

Plain words and not markup, so that a new class or wrapper in the page does not look like a new description.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree, html

__all__ = ["BLOCKS", "words"]

_NAMES: Final = """
address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
header hr li main nav ol p pre section table td th tr ul
"""
BLOCKS: Final = frozenset(_NAMES.split())
"""Elements that stand on lines of their own."""
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript"})
_EVENTS: Final = ("start", "end", "comment", "pi")


def words(element: html.HtmlElement) -> str:
    """Give the text of an element, one line per block."""
    lines = (" ".join(line.split()) for line in "".join(_pieces(element)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(element, events=_EVENTS)
    for event, node in walk:
        if event == "start":
            yield from _opened(node)
            if node.tag in _UNSEEN:
                walk.skip_subtree()
            continue
        if node.tag in BLOCKS:
            yield "\n"
        if node is not element and node.tail:
            yield _flat(node.tail)


def _opened(node: html.HtmlElement) -> Iterator[str]:
    if node.tag in BLOCKS:
        yield "\n"
    if node.text and node.tag not in _UNSEEN:
        yield _flat(node.text)


def _flat(text: str) -> str:
    """Fold line ends: in HTML they are blanks."""
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
