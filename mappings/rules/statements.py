"""Lines of a description that say what a field should have said: a label, a colon, a value.

One law: a label stands at the start of its line and is one that the table has; prose is not read.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from catalogue.model import Note
from mappings.reading import Given, Rule, Scope, cut
from mappings.rules.addresses import email, url
from mappings.rules.codes import frequency, licence_by_name
from mappings.rules.moments import moment
from mappings.tables import statement_labels

__all__ = ["Statement", "statements"]

_RULES: Final[dict[str, Rule]] = {
    "issued": moment,
    "modified": moment,
    "created": moment,
    "frequency": frequency,
    "contact": email,
    "licence": licence_by_name,
    "pages": url,
}
_MAIL: Final = re.compile(r"[^\s<>,;:()]+@[^\s<>,;:()]+\.[a-z]{2,}", re.IGNORECASE)
_PERSON: Final = re.compile(r"(?:mailto:)?[a-z]+(?:-[a-z]+)?\.[a-z-]+@", re.IGNORECASE)


class Statement(NamedTuple):
    """A property, the value that a line says it has, and the line."""

    name: str
    given: Given


def statements(given: Given, scope: Scope) -> list[Statement]:
    """Read the lines of one description that carry a known label and a value that its rule can read."""
    words = given.value.value
    if ":" not in words:
        return []
    return [found for match in _lines().finditer(words) for found in _read(match, given, scope)]


@cache
def _lines() -> re.Pattern[str]:
    labels = sorted(statement_labels(), key=len, reverse=True)
    either = "|".join(re.escape(label).replace("'", "['\u2019]") for label in labels)
    return re.compile(rf"^[ \u2022*-]*({either}) ?: *(\S.*)$", re.IGNORECASE | re.MULTILINE)


def _read(match: re.Match[str], given: Given, scope: Scope) -> Iterator[Statement]:
    name = statement_labels()[match[1].casefold().replace("\u2019", "'")]
    words = _mailbox(match[2]) if name == "contact" else match[2].strip()
    for item in _RULES[name](given.pointer, words, scope) if words else ():
        if not isinstance(item, Note):
            row = item.row or f"statements/{name}"
            yield Statement(name, item._replace(original=cut(match[0].strip()), row=row))


def _mailbox(words: str) -> str:
    """Choose of several addresses one that is not of a person: a service outlives people."""
    found: list[str] = [address.rstrip(".") for address in _MAIL.findall(words)]
    shared = [address for address in found if not _PERSON.match(address)]
    return (shared or found or [""])[0]
