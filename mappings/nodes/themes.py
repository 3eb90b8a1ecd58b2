"""Themes that the words of an entry tell, where its source gives none that can be used.

One law: keywords and title only, at most two themes, each with the word and the row that told it.
"""

from typing import Final

from catalogue.model import Reason, Resource, Text
from mappings.engine import Values
from mappings.reading import Given, Scope, cut
from mappings.tables import name_key, theme_words, themes

__all__ = ["told_themes"]

_MOST: Final = 2
_ENOUGH: Final = 2
"""Words that a second theme needs."""


def told_themes(resource: Resource, values: Values, scope: Scope) -> None:
    """Set the themes of a resource without one, marked as concluded."""
    if resource.themes:
        return
    told: dict[str, dict[str, Given]] = {}
    for given in (*values.get("keywords", ()), *values.get("title", ())):
        if type(given.value) is Text:
            for one in theme_words().find(given.value.value, given.value.language):
                told.setdefault(one.name, {}).setdefault(one.word, given)
    for place, name in enumerate(sorted(told, key=lambda name: -len(told[name]))[:_MOST]):
        if place and len(told[name]) < _ENOUGH:
            break
        _set(resource, name, told[name], scope)


def _set(resource: Resource, name: str, words: dict[str, Given], scope: Scope) -> None:
    code = themes()[name_key(name)]
    word, given = next(iter(words.items()))
    for iri in dict.fromkeys((code.iri, code.extra)):
        if iri not in resource.themes:
            resource.themes.append(iri)
            row = f"theme-words/{name}/{word}"
            why = Reason("theme.by-words", iri, given.pointer, cut(given.original), row, default=True)
            scope.explain("themes", why)
