"""Which language a text is in when it does not say so itself.

One law: the nearest statement counts; only ArcGIS Hub, which calls everything English, is overruled.
"""

from typing import Final, NamedTuple

from catalogue.model import Content, Dialect, Reason
from mappings.context import Context
from mappings.engine import Line, fields
from mappings.reading import Given, Scope, reason
from mappings.rules.texts import language_tag
from mappings.tables import languages

__all__ = ["Around", "Spoken", "declared_language", "spoken"]


_OF_THE_ACCOUNT: Final = frozenset({Dialect.HUB_DCAT_AP, Dialect.HUB_SEARCH})
"""ArcGIS Hub gives the language of the screens of whoever made the item, not that of its texts."""


class Spoken(NamedTuple):
    """The language of untagged texts, why, and the languages that the record itself declares."""

    tag: str
    why: Reason | None
    declared: list[Given]


class Around(NamedTuple):
    """How a record is written, and what its catalogue says of itself."""

    dialect: Dialect
    catalogue: Content
    words: Line | None = None
    """Where the record says in which language its own words are, if it does so apart."""


def declared_language(content: Content, dialect: Dialect | None = None) -> str:
    """Give the BCP 47 tag of the one language that a catalogue declares; empty for none or several.

    Without a dialect every way of writing it is tried.
    """
    for kind in (dialect,) if dialect is not None else Dialect:
        line = fields(kind).languages.get("catalogue") if content else None
        declared = line.read(content, "", Scope(base="", publisher="")) if line is not None else []
        if declared:
            return _tag(declared[0]) if len(declared) == 1 else ""
    return ""


def _tag(given: Given) -> str:
    return languages()[given.value.casefold()].extra


def spoken(content: Content, line: Line | None, context: Context, scope: Scope, around: Around) -> Spoken:
    """Decide: the record's one language, its catalogue's, then what the publisher's file says."""
    declared = line.read(content, "", scope) if line is not None else []
    own = _of_publisher(context)
    if around.dialect in _OF_THE_ACCOUNT and own is not None:
        return _overruled(declared, own, scope)
    said = around.words.read(content, "", scope) if around.words is not None else []
    if len(said) == 1 and around.words is not None:
        return Spoken(_tag(said[0]), reason(around.words.rule, said[0]), declared)
    if len(declared) == 1 and line is not None:
        return Spoken(_tag(declared[0]), reason(line.rule, declared[0]), declared)
    of_catalogue = context.declared_language or declared_language(around.catalogue, around.dialect)
    if of_catalogue:
        return Spoken(
            language_tag(of_catalogue), Reason("catalogue.language", of_catalogue, default=True), declared
        )
    return Spoken(own.value, own, declared) if own is not None else Spoken("", None, declared)


def _of_publisher(context: Context) -> Reason | None:
    stated = context.source.language
    rule = "source.language"
    if not stated and context.facts is not None:
        stated, rule = context.facts.language, "publisher.language"
    tag = language_tag(stated) if stated else ""
    return Reason(rule, tag, original=stated, default=True) if tag else None


def _overruled(declared: list[Given], own: Reason, scope: Scope) -> Spoken:
    other = [given for given in declared if _tag(given) != own.value]
    if other:
        scope.note("language-overruled", other[0].pointer, other[0].original)
    return Spoken(own.value, own, [given for given in declared if given not in other])
