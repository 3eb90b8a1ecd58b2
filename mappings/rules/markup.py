"""Licences in texts with markup, where the address of the licence stands in a link and not in the words.

One law: a text that links to more than one known licence names none.
"""

import re
from html import unescape
from typing import Final

from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.codes import licence
from mappings.rules.texts import clean, plain_of, text

__all__ = ["conditions", "licence_in_markup"]

_FEWEST_SPACES: Final = 4
_LINK: Final = re.compile(r"""href\s*=\s*["']?\s*(https?://[^\s"'<>]+)""", re.IGNORECASE)


def conditions(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read conditions of use in words; a word or two only name something, and say nothing of use."""
    return [
        item
        for item in text(pointer, raw, scope)
        if type(item) is Given and item.value.value.count(" ") >= _FEWEST_SPACES
    ]


def licence_in_markup(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a licence from the words of a text, else from the one known licence that it links to."""
    said = licence(pointer, raw, scope)
    words = plain_of(raw)
    if any(type(item) is Given and item.row for item in said):
        return said
    linked = {item.row: item for item in _linked(pointer, words, scope)}
    if len(linked) != 1:
        return said
    return [item._replace(original=cut(clean(words))) for item in linked.values()]


def _linked(pointer: str, words: str, scope: Scope) -> list[Given]:
    """List the licences of the table among the links of a text."""
    links = (unescape(link) for link in _LINK.findall(words))
    found = (item for link in links for item in licence(pointer, link, scope))
    return [item for item in found if type(item) is Given and item.row]
