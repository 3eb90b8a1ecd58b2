"""Texts: clean words without markup, each with the language that somebody gave it.

One law: what the source wrote is kept word for word; only markup, control characters and empty words go.
"""

import html
import re
from functools import cache
from typing import Final

import nh3
import orjson

from catalogue.model import Note, Text
from mappings.reading import Given, Scope, Yield, cut
from mappings.tables import languages, name_key, placeholders

__all__ = ["clean", "keyword", "keywords_by_comma", "language_tag", "plain_of", "text", "told_per_language"]

# Forbidden in XML 1.0, or control characters that mean nothing in a text; lone surrogates cannot be encoded.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRTY: Final = re.compile("[<&\x00-\x1f\x7f-\xa0\u200b\u200e\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]|  ")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_BREAK: Final = re.compile(
    r"(?:</li\s*>\s*)?<li\b[^<>]*>|<(?:br|hr)\b[^<>]*>"
    r"|</(?:p|div|li|ul|ol|tr|table|h[1-6]|dt|dd|blockquote)\s*>",
    re.IGNORECASE,
)
_CELL: Final = re.compile(r"</t[dh]\s*>(?=\s*<t[dh]\b)", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"</(?:p|h[1-6])\s*>", re.IGNORECASE)
_SPACES: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" *\n *")
_GAPS: Final = re.compile(r"\n{3,}")
_EDGE: Final = " \t\r\n\u200b\u200e\ufeff\xa0\u2028\u2029"
_TEMPLATE: Final = re.compile(r"\{\{.*\}\}")
_TAG_SHAPE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MARKED: Final = re.compile(r"[\[(]?(?:nl|fr|en|de)[\])]? ?:", re.IGNORECASE)
_MARK: Final = re.compile(r"(?:^|\n|[/|;] ?|(?<=[.!?]) )[\[(]?(nl|fr|en|de)[\])]? ?: ?", re.IGNORECASE)
_UNESCAPES: Final = 3
_CLEANER: Final = nh3.Cleaner(tags=set())


def clean(source: str) -> str:
    """Strip markup and characters that no document may hold; keep paragraphs.

    Escaping is undone up to three deep.
    """
    if not _DIRTY.search(source):
        return source.strip(_EDGE)
    words = _FORBIDDEN.sub("", source.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))
    if "<" in words or "&" in words:
        words = _FORBIDDEN.sub("", _unmarked(words))
    words = _SPACES.sub(" ", words.replace("\u2028", "\n").replace("\u2029", "\n"))
    return _GAPS.sub("\n\n", _LINES.sub("\n", words)).strip(_EDGE)


def _unmarked(words: str) -> str:
    for _ in range(_UNESCAPES):
        if _TAG.search(words):
            words = _PARAGRAPH.sub("\n\n", words)
            words = _CLEANER.clean(_CELL.sub(" ", _BREAK.sub("\n", words)))
        plain = html.unescape(words)
        if plain == words:
            break
        words = plain
    return words


@cache
def _words_for_nothing() -> frozenset[str]:
    return placeholders()


def is_placeholder(words: str) -> bool:
    return words.casefold() in _words_for_nothing() or ("{{" in words and bool(_TEMPLATE.fullmatch(words)))


@cache
def language_tag(tag: str) -> str:
    """Give the BCP 47 tag for one as sources write it (``NL``, ``nld``, ``nl_BE``); empty if it is none."""
    folded = tag.strip().replace("_", "-")
    known = languages().get(name_key(folded.partition("-")[0]))
    if known is not None:
        return known.extra
    return folded.lower() if _TAG_SHAPE.fullmatch(folded) else ""


def is_translated_by_machine(tag: str) -> bool:
    """Tell a tag of BCP 47 extension T (``fr-t-nl``): a translation, not the publisher's words."""
    return "-t-" in tag


def plain_of(raw: object) -> str:
    """Give the bare string of a JSON or RDF value; empty for a node or nothing."""
    if type(raw) is str:
        return raw
    if type(raw) is dict:
        inner = raw.get("@value", raw.get("@id", ""))
        return inner if type(inner) is str else _number(inner)
    return _number(raw)


def _number(raw: object) -> str:
    return str(raw) if type(raw) in (int, float) else ""


def text(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a text in one or more languages: a string, an RDF literal, or a mapping from language to text."""
    if type(raw) is dict:
        if "@value" in raw:
            return _literal(pointer, raw, scope)
        return _translations(pointer, raw, scope)
    words = plain_of(raw)
    if words[:2] == '{"':
        return _in_string(pointer, words, scope)
    return _one(pointer, words, "", scope)


def _literal(pointer: str, raw: dict[str, object], scope: Scope) -> Yield:
    """Read a literal, also one that lists several texts, or a text and a language each."""
    words, tag = raw["@value"], raw.get("@language")
    if type(words) is not list:
        return _one(pointer, plain_of(raw), tag if type(tag) is str else "", scope)
    tags = tag if type(tag) is list and len(tag) == len(words) else [tag] * len(words)
    return [
        item
        for position, (each, its_tag) in enumerate(zip(words, tags, strict=True))
        for item in _one(
            f"{pointer}/@value/{position}", plain_of(each), its_tag if type(its_tag) is str else "", scope
        )
    ]


def _one(pointer: str, words: str, tag: str, scope: Scope) -> Yield:
    if tag and is_translated_by_machine(tag):
        return [Note("machine-translation", pointer, cut(words))]
    cleaned = clean(words)
    if not cleaned:
        return [Note("placeholder", pointer, cut(words))] if words.strip() else []
    if is_placeholder(cleaned):
        return [Note("placeholder", pointer, cut(words))]
    if not tag and _MARKED.match(cleaned) and (parts := _blocks(cleaned)):
        return [
            Given(Text(part, language), cut(part), pointer, cut(words)) for language, part in parts.items()
        ]
    language = (language_tag(tag) if tag else "") or scope.language
    return [Given(Text(cleaned, language), cut(cleaned), pointer, cut(words))]


def _blocks(words: str) -> dict[str, str]:
    """Part ``NL: … FR: …`` by its marks; empty where that is not two languages, each once and with words."""
    found = list(_MARK.finditer(words))
    ends = [match.start() for match in found[1:]] + [len(words)]
    parts = {
        match[1].lower(): words[match.end() : end].strip(" \n/|;")
        for match, end in zip(found, ends, strict=True)
    }
    return parts if len(parts) == len(found) > 1 and all(parts.values()) else {}


def _translations(pointer: str, raw: dict[str, object], scope: Scope) -> Yield:
    return [
        item
        for tag, at, words in told_per_language(pointer, raw)
        for item in _one(at, plain_of(words), tag, scope)
    ]


def told_per_language(pointer: str, raw: dict[str, object]) -> list[tuple[str, str, object]]:
    """List what a mapping from language to words says: tag, pointer, words. Empty if it is another node."""
    if not all(type(tag) is str and _is_known(tag) for tag in raw):
        return []
    return [
        (tag, f"{pointer}/{tag}/{place}" if type(words) is list else f"{pointer}/{tag}", item)
        for tag, words in raw.items()
        for place, item in enumerate(words if type(words) is list else [words])
    ]


@cache
def _is_known(tag: str) -> bool:
    return name_key(tag.replace("_", "-").partition("-")[0]) in languages() or is_translated_by_machine(tag)


def _in_string(pointer: str, words: str, scope: Scope) -> Yield:
    try:
        content = orjson.loads(words)
    except orjson.JSONDecodeError:
        return _one(pointer, words, "", scope)
    found = _translations("", content, scope) if type(content) is dict else []
    at_string = [item._replace(pointer=pointer) for item in found]
    return at_string or _one(pointer, words, "", scope)


def keyword(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a keyword; several in one string, parted by commas or semicolons, are several."""
    return _keywords(pointer, raw, scope, one_comma=False)


def keywords_by_comma(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read keywords where the format says that a comma parts them, also the only one."""
    return _keywords(pointer, raw, scope, one_comma=True)


def _keywords(pointer: str, raw: object, scope: Scope, *, one_comma: bool) -> Yield:
    found: list[Given | Note] = []
    for given in text(pointer, raw, scope):
        if type(given) is not Given or not _several(given.value.value, one_comma=one_comma):
            found.append(given)
            continue
        words = re.split(r"[;,]", given.value.value)
        found.extend(
            given._replace(value=Text(word.strip(), given.value.language), shown=word.strip())
            for word in words
            if word.strip() and not is_placeholder(word.strip())
        )
    return found


def _several(words: str, *, one_comma: bool) -> bool:
    return ";" in words or words.count(",") > (0 if one_comma else 1)
