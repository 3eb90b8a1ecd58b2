"""Texts in several languages that stand beside each other, and the language of those of which nobody said it.

One law: never against a tag, a declared language, or what the publisher's file says.
"""

import re
from typing import Final

from catalogue.model import Content, Reason, Text
from mappings.engine import Values
from mappings.languages import Spoken
from mappings.reading import Given, Scope, cut
from mappings.rules.detection import told_language
from mappings.rules.texts import keyword, text
from mappings.tables import languages, name_key

__all__ = ["beside", "by_words"]

_READ: Final = ("title", "description")
_BESIDE: Final = re.compile(r"(title|name|notes|description|keywords?)[_.-](nl|fr|en|de)", re.IGNORECASE)
_PROPERTIES: Final = {
    "title": "title",
    "name": "title",
    "notes": "description",
    "description": "description",
    "keyword": "keywords",
    "keywords": "keywords",
}


def beside(content: Content, values: Values, scope: Scope) -> None:
    """Read ``title_nl``, ``title-fr`` and the like beside a title that has not that language."""
    for key in content:
        match = _BESIDE.fullmatch(key) if key[-3:-2] in "_.-" else None
        if match is None:
            continue
        name, read = _PROPERTIES[match[1].lower()], keyword if "keyword" in key.lower() else text
        raw = content[key]
        for position, item in enumerate(raw if type(raw) is list else [raw]):
            at = f"/{key}/{position}" if type(raw) is list else f"/{key}"
            for given in read(at, {"@value": item, "@language": match[2].lower()}, scope):
                if type(given) is Given:
                    values[name] = _with(values.get(name, []), given, several=read is keyword)


def _with(known: list[Given], given: Given, *, several: bool) -> list[Given]:
    """Add a text, in place of the same words without their language."""
    kept = [one for one in known if one.value.value != given.value.value]
    taken = not several and any(one.value.language == given.value.language for one in kept)
    return known if taken else [*kept, given]


def by_words(spoke: Spoken, values: Values, scope: Scope) -> Spoken:
    """Tell the language of texts without one, and give it to them; unchanged where it is not certain."""
    said = [given for name in _READ for given in values.get(name, ()) if type(given.value) is Text]
    if spoke.tag or not said or any(given.value.language for given in said):
        return spoke
    words = "\n".join(given.value.value for given in said)
    tag = told_language(words)
    if not tag or not _may_be(tag, spoke):
        return spoke
    scope.language = tag
    for name, givens in values.items():
        if any(type(given.value) is Text and not given.value.language for given in givens):
            values[name] = [
                given._replace(value=given.value._replace(language=tag))
                if type(given.value) is Text and not given.value.language
                else given
                for given in givens
            ]
    row = languages()[name_key(tag)].row
    why = Reason("text.language-by-words", tag, said[0].pointer, cut(words), row, default=True)
    return Spoken(tag, why, spoke.declared)


def _may_be(tag: str, spoke: Spoken) -> bool:
    """Tell whether the language is one of those that the record declares, where it declares several."""
    declared = {languages()[given.value.casefold()].extra for given in spoke.declared}
    return not declared or tag in declared
