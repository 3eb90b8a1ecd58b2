"""Texts that the first EU Open Data Portal kept in an RDF/XML copy inside its CKAN packages.

One law: only titles and descriptions of the dataset itself, written before any nested node.
"""

import html
import re
from typing import Final

from mappings.reading import Given, Scope, Yield
from mappings.rules.texts import text

__all__ = ["descriptions", "titles"]

_NESTED: Final = re.compile(r"<(?:ecodp:isDocumentedBy|dcat:distribution|foaf:\w+|skos:Concept)\b")
_TITLE: Final = re.compile(r'<dct:title xml:lang="([A-Za-z-]{2,11})">([^<]*)</dct:title>')
_DESCRIPTION: Final = re.compile(r'<dct:description xml:lang="([A-Za-z-]{2,11})">([^<]*)</dct:description>')


def titles(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the titles in an embedded RDF/XML description."""
    return _texts(_TITLE, pointer, raw, scope)


def descriptions(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the descriptions in an embedded RDF/XML description."""
    return _texts(_DESCRIPTION, pointer, raw, scope)


def _texts(pattern: re.Pattern[str], pointer: str, raw: object, scope: Scope) -> Yield:
    if type(raw) is not str:
        return []
    nested = _NESTED.search(raw)
    found: list[Given] = []
    for match in pattern.finditer(raw, 0, nested.start() if nested else len(raw)):
        literal = {"@value": html.unescape(match[2]), "@language": match[1]}
        found.extend(item for item in text(pointer, literal, scope) if isinstance(item, Given))
    return found
