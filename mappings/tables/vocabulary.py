"""Words that tell something, in short texts. One law: a word matches whole, in the language of the text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from mappings.tables import schema
from mappings.tables.index import load

__all__ = ["FocusDomain", "Found", "Vocabulary", "focus_domains", "focus_words", "theme_words"]

_TOKEN: Final = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_LANGUAGES: Final = ("nl", "fr", "en", "de")
_FIRST: Final = 3


class Found(NamedTuple):
    """What a word tells, and the word as the table has it."""

    name: str
    word: str


class FocusDomain(NamedTuple):
    """A domain of the smart city, by name; ``title`` holds (language, words) pairs."""

    name: str
    title: tuple[tuple[str, str], ...]


class _Entry(NamedTuple):
    parts: tuple[str, ...]
    begins: bool
    """Whether every word that begins so counts."""
    found: Found


class Vocabulary:
    """The words of a table, by language: whole words, beginnings (``fiets*``) and sequences of words."""

    def __init__(self, rows: Iterable[schema.WordsOf]) -> None:
        self._known: dict[str, dict[str, list[_Entry]]] = {language: {} for language in _LANGUAGES}
        """Language → the first signs of the first word → entries: nearly every word of a text has none."""
        for row in rows:
            for language, known in self._known.items():
                for word in getattr(row, language):
                    parts = tuple(_TOKEN.findall(word.casefold()))
                    begins = len(parts) == 1 and word.endswith("*")
                    entry = _Entry(parts, begins, Found(row.name, word))
                    known.setdefault(parts[0][:_FIRST], []).append(entry)
        self.find = lru_cache(maxsize=8192)(self._find)

    def _find(self, text: str, language: str) -> tuple[Found, ...]:
        """List what the words of a text tell; a text of no known language is read by all of them."""
        tokens = _TOKEN.findall(text.casefold().replace("\u2019", "'"))
        languages = (language,) if language in _LANGUAGES else _LANGUAGES
        found = [one for each in languages for one in _told(tokens, self._known[each])]
        return tuple(dict.fromkeys(found)) if found else ()


def _told(tokens: list[str], known: dict[str, list[_Entry]]) -> Iterator[Found]:
    for place, token in enumerate(tokens):
        for parts, begins, found in known.get(token[:_FIRST], ()):
            if (
                token.startswith(parts[0])
                if begins
                else token == parts[0] and tuple(tokens[place : place + len(parts)]) == parts
            ):
                yield found


@cache
def theme_words() -> Vocabulary:
    """Give the words that tell a theme, by its code."""
    return Vocabulary(load("theme-words.yaml", schema.ThemeWords).rows)


@cache
def focus_domains() -> dict[str, FocusDomain]:
    """Map the names of the domains of the smart city, and the codes of their themes, to the domains."""
    found: dict[str, FocusDomain] = {}
    for row in load("focus-domains.yaml", schema.FocusDomains).rows:
        domain = FocusDomain(row.name, tuple(row.title.items()))
        found |= dict.fromkeys((row.name, *row.themes), domain)
    return found


@cache
def focus_words() -> Vocabulary:
    """Give the words that tell a domain of the smart city, by its name."""
    return Vocabulary(load("focus-domains.yaml", schema.FocusDomains).rows)
