"""Tell what an entry is about from its words and standards, by signs that stand on a page as data.

A sign is a word of a title or a keyword, never of a description: descriptions name what data are *not* as
well. Nothing is concluded from a likeness.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from catalogue.charter.licences import Globs, plain_iri
from catalogue.measures.described import Described

__all__ = ["Recognised", "Signs", "recognised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Words in lower case; ``*`` stands for any letters: ``parkeer*``, ``*parking``."""

    title: tuple[str, ...] = ()
    keyword: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """In the title: then words count for nothing."""
    standards: tuple[str, ...] = ()
    """Shell patterns over what it conforms to; enough by themselves."""
    terms: tuple[str, ...] = ()
    """Beginnings of properties and classes in a sample of the data; enough by themselves."""


class Recognised(NamedTuple):
    """Why something was recognised: where the sign stood, and the sign."""

    where: str
    """``title``, ``keyword``, ``standard``, ``data``."""
    sign: str


def recognised(entry: Described, signs: Signs, terms: Iterable[str] = ()) -> list[Recognised]:
    """List the signs that an entry shows; none: it is not about this."""
    titles = entry.own("dct:title")
    found = [*_standards(entry, signs), *_terms(terms, signs)]
    if not any(_words(titles, signs.without)):
        found += [Recognised("title", one) for one in _words(titles, signs.title)]
        found += [Recognised("keyword", one) for one in _words(entry.own("dcat:keyword"), signs.keyword)]
    return list(dict.fromkeys(found))


def _words(texts: Sequence[str], words: tuple[str, ...]) -> Iterable[str]:
    return (match.group() for text in texts for match in _pattern(words).finditer(text.casefold()))


def _standards(entry: Described, signs: Signs) -> Iterable[Recognised]:
    nodes = (entry.iri, *entry.distributions, *entry.services)
    named = [one for node in nodes for one in entry.values(node, "dct:conformsTo")]
    return (Recognised("standard", one) for one in named if plain_iri(one) in _globs(signs.standards))


def _terms(terms: Iterable[str], signs: Signs) -> Iterable[Recognised]:
    return (Recognised("data", one) for one in terms if signs.terms and one.startswith(signs.terms))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)" if each else r"(?!)")


@cache
def _globs(patterns: tuple[str, ...]) -> Globs:
    return Globs(patterns)
