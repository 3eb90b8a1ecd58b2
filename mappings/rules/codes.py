"""Codes of the lists that the profile prescribes, by the names under which sources state them.

One law: a name without a row gives a note, never the nearest code.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.model import Note
from mappings.reading import Given, Rule, Scope, Yield, cut
from mappings.rules.addresses import address, is_blank
from mappings.rules.file_names import named_by_address
from mappings.rules.texts import clean, is_placeholder, plain_of, told_per_language
from mappings.tables import (
    Code,
    LicenceRow,
    access_rights,
    codes,
    formats,
    frequencies,
    languages,
    licence_key,
    licences,
    media_of,
    media_types,
    name_key,
    themes,
)

__all__ = [
    "LicenceValue",
    "access_right",
    "code_of",
    "file_format",
    "format_by_extension",
    "format_in_words",
    "format_named",
    "frequency",
    "known_only",
    "language",
    "licence",
    "licence_by_name",
    "licence_of_page",
    "media_by_extension",
    "media_type",
    "theme",
]

_IN_TEXT: Final = re.compile(r"https?://[^\s<>\"')]+")
_FILE_TYPE: Final = (
    "http://publications.europa.eu/resource/authority/file-type/",
    "http://publications.europa.eu/mdr/authority/file-type/",
    "ftype:",
    "ftype/",
    "http://inspire.ec.europa.eu/media-types/",
)
_IANA: Final = re.compile(r"https?://www\.iana\.org/assignments/media-types/", re.IGNORECASE)
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_WORD: Final = re.compile(r"[A-Za-z0-9]{2,}(?:-bestand)?")
_SEVERAL: Final = re.compile(r"[,;|{}\s]+")


class LicenceValue(NamedTuple):
    """A licence by IRI; the row tells whether a table knows it."""

    iri: str
    row: LicenceRow | None


def _words(raw: object) -> str:
    """Read the string of a value: of a node its IRI, else the label that it carries."""
    if type(raw) is dict and "@value" not in raw:
        inner = raw.get("@id")
        if type(inner) is str and not is_blank(inner):
            return inner
        for key in ("skos:prefLabel", "rdfs:label", "dct:title", "rdf:value", "dct:identifier", "foaf:name"):
            inner = raw.get(key)
            if inner:
                return plain_of(inner[0] if type(inner) is list else inner)
        return ""
    return plain_of(raw)


def _look_up(table: dict[str, Code], words: str) -> Code | None:
    if ":" in words:
        folded = words.casefold().replace("https://", "http://", 1).partition("#")
        found = table.get("".join(folded).rstrip("/")) or table.get(folded[0].rstrip("/"))
        if found is not None:
            return found
    return table.get(name_key(words))


def coded(table: Callable[[], dict[str, Code]], note: str) -> Rule:
    """Make the rule of a list: the row that a value names, else a note."""

    @lru_cache(maxsize=1024)
    def found_in(words: str) -> Code | None:
        return _look_up(table(), words)

    def rule(pointer: str, raw: object, _scope: Scope) -> Yield:
        words = clean(_words(raw))
        if not words or is_blank(words):
            return []
        found = found_in(words)
        if found is None:
            return [] if is_placeholder(words) else [Note(note, pointer, cut(words))]
        return [Given(found.iri, found.iri, pointer, cut(words), found.row)]

    return rule


def code_of(name: str) -> Rule:
    """Make the rule of a short list, by its name in ``tables/codes.yaml``."""
    return coded(lambda: codes(name), "code-unknown")


def known_only(rule: Rule) -> Rule:
    """Make a rule silent on what it does not know, for where other things stand beside the codes."""

    def known(pointer: str, raw: object, scope: Scope) -> Yield:
        return [item for item in rule(pointer, raw, scope) if isinstance(item, Given)]

    return known


frequency: Final = coded(frequencies, "frequency-unknown")
access_right: Final = coded(access_rights, "access-rights-unknown")


def language(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Languages; CKAN portals also write several in one string."""
    words = _words(raw).strip()
    found: list[Given | Note] = []
    for word in [words] if "://" in words else _SEVERAL.split(words):
        code = _language_named(word)
        if code is not None:
            found.append(Given(code.iri, code.iri, pointer, cut(words), code.row))
        elif word and not is_placeholder(word):
            found.append(Note("language-unknown", pointer, cut(words)))
    return found


@lru_cache(maxsize=1024)
def _language_named(word: str) -> Code | None:
    return _look_up(languages(), word) or languages().get(name_key(word.partition("-")[0]))


@lru_cache(maxsize=1024)
def _theme_named(words: str) -> Code | None:
    return _look_up(themes(), words)


def theme(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a theme: the Belgian one and the EU one with the same code, from the same word."""
    if type(raw) is dict and (told := told_per_language(pointer, raw)):
        found_in = [_theme(at, words) for _, at, words in told]
        return next((items for items in found_in if any(type(item) is Given for item in items)), found_in[0])
    return _theme(pointer, raw)


def _theme(pointer: str, raw: object) -> Yield:
    words = clean(_words(raw))
    if not words or is_blank(words):
        return []
    found = _theme_named(words)
    if found is None:
        return [Note("theme-unknown", pointer, cut(words))]
    return [Given(code, code, pointer, cut(words), found.row) for code in (found.iri, found.extra)]


def licence(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a licence: one that the table knows, else its own IRI; words that name none give a note."""
    return _licence(pointer, raw, known_only=False)


def licence_by_name(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a licence where it is out of place (``dct:rights``): only one that the table knows."""
    return _licence(pointer, raw, known_only=True)


def _licence(pointer: str, raw: object, *, known_only: bool) -> Yield:
    words = clean(_words(raw))
    if not words or is_blank(words) or is_placeholder(words):
        return []
    row = _licence_row(words)
    if row is not None:
        return [Given(LicenceValue(row.iri, row), row.iri, pointer, cut(words), row.row)]
    if known_only:
        return []
    found = address(words, web=True)
    if found.iri:
        note = Note("licence-unlisted", pointer, cut(words))
        return [Given(LicenceValue(found.iri, None), cut(found.iri), pointer, cut(words)), note]
    return [Note("licence-unknown", pointer, cut(words))]


def licence_of_page(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a licence that stands once for a whole page: by its link only, with the quote as evidence.

    Words without a link name no licence here: who wrote them did not write them of this dataset.
    """
    if type(raw) is not dict:
        return []
    quote, page, href = (plain_of(raw.get(name)) for name in ("quote", "page", "href"))
    shown = cut(f"\u201c{quote}\u201d ({page})")
    row = _licence_row(href) if href else None
    found = address(href, web=True).iri if href else ""
    if row is not None:
        given = Given(LicenceValue(row.iri, row), row.iri, pointer, shown, row.row)
        return [given, Note("licence-page-wide", pointer, shown)]
    if found:
        given = Given(LicenceValue(found, None), cut(found), pointer, shown)
        return [
            given,
            Note("licence-page-wide", pointer, shown),
            Note("licence-unlisted", pointer, cut(href)),
        ]
    return [Note("licence-unknown", pointer, shown)]


@lru_cache(maxsize=1024)
def _licence_row(words: str) -> LicenceRow | None:
    table = licences()
    if words.startswith(("http:", "https:")) and (row := table.get(licence_key(words))):
        return row
    if row := table.get(name_key(words)):
        return row
    named = {table.get(licence_key(found.rstrip(".,;"))) for found in _IN_TEXT.findall(words)}
    return named.pop() if len(named) == 1 else None


def file_format(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a file format of the EU list, by code, name, media type or extension."""
    words = clean(_words(raw))
    if not words or is_blank(words) or is_placeholder(words):
        return []
    found = format_named(words)
    if found is None:
        return [Note("format-unknown", pointer, cut(words))]
    return [Given(found.iri, found.iri, pointer, cut(words), found.row)]


@lru_cache(maxsize=1024)
def format_named(words: str) -> Code | None:
    """Find the format of a code, name, media type or extension; None where no table has it."""
    bare = _IANA.sub("", words)
    for prefix in _FILE_TYPE:
        bare = bare.removeprefix(prefix)
    return formats().get(name_key(bare.partition(";")[0]))


def format_by_extension(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the file format that a web address names; silently nothing if it names none."""
    words = plain_of(raw).strip()
    found = named_by_address(words).format
    return [Given(found.iri, found.iri, pointer, cut(words), found.row)] if found else []


def media_by_extension(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the media type that the extension of a web address names; silently nothing if it names none."""
    found = [item for item in format_by_extension(pointer, raw, scope) if type(item) is Given]
    return [item._replace(value=media, shown=media) for item in found if (media := media_of(item.value))]


def format_in_words(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the one file format that the words of a link name; silently nothing where it is not one."""
    words = clean(plain_of(raw))
    named = {code.iri: code for word in _WORD.findall(words) if (code := format_named(word))}
    return [
        Given(code.iri, code.iri, pointer, cut(words), code.row) for code in named.values() if len(named) == 1
    ]


def media_type(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a media type registered at IANA."""
    words = clean(_words(raw))
    if not words or is_blank(words) or is_placeholder(words):
        return []
    bare = _IANA.sub("", words).partition(";")[0].strip().lower()
    found = media_types().get(bare)
    if found is None and not _MEDIA_TYPE.fullmatch(bare):
        return []  # the name of a format, which is read as such
    if found is None:
        return [Note("media-type-unknown", pointer, cut(words))]
    return [Given(found.iri, found.iri, pointer, cut(words), found.row)]
