"""Selectors as an officer writes them: CSS, or XPath where CSS cannot say it.

``h2 > a``, ``p:contains("Omschrijving")``, ``a::attr(title)``, ``xpath: ./following-sibling::p[1]``.
"""

from functools import lru_cache
from typing import Final

from cssselect import SelectorError
from lxml import etree, html
from parsel.csstranslator import HTMLTranslator

__all__ = ["WrongSelectorError", "selected", "validated"]

XPATH: Final = "xpath:"
_CSS: Final = HTMLTranslator()


class WrongSelectorError(ValueError):
    """Raised for a selector that is neither CSS nor XPath."""


def validated(selector: str) -> str:
    """Check a selector. Raises WrongSelectorError, with what is wrong with it."""
    _compiled(selector)
    return selector


def selected(element: html.HtmlElement, selector: str) -> list[html.HtmlElement | str]:
    """Give what a selector finds in an element or as that element; texts and attributes are strings."""
    if not selector:
        return []
    try:
        found = _compiled(selector)(element)
    except etree.XPathError as error:
        raise WrongSelectorError(f"{selector}: {error}") from error
    return [str(each) if isinstance(each, str) else each for each in found if _is_content(each)]


def _is_content(found: html.HtmlElement | str) -> bool:
    """Tell elements and texts from comments and processing instructions."""
    return isinstance(found, str) or isinstance(found.tag, str)


@lru_cache(maxsize=256)
def _compiled(selector: str) -> etree.XPath:
    try:
        path = _xpath(selector)
        found = etree.XPath(path)
        probe = found(html.Element("p"))
    except (SelectorError, etree.XPathError, ValueError, RecursionError) as error:
        raise WrongSelectorError(str(error)) from error
    if not isinstance(probe, list):
        raise WrongSelectorError(f"{selector}: gives no elements")
    return found


def _xpath(selector: str) -> str:
    if not selector.startswith(XPATH):
        return str(_CSS.css_to_xpath(selector))
    path = selector.removeprefix(XPATH).strip()
    if path.startswith("/"):
        raise WrongSelectorError(f"{path}: begin with ./ or .//, so that it stays within the item")
    return path
