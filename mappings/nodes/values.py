"""From readings to fields of the model. One law: a value and its reason are set in one step."""

from functools import lru_cache
from typing import Any, Final

from catalogue.model import Licence, Text, mint
from mappings.engine import Values
from mappings.reading import Given, Scope, reason

__all__ = ["LANGUAGE_OF_TABLES", "licence_of", "minted", "take", "take_all"]

LANGUAGE_OF_TABLES: Final = "nl"
"""Names in our tables are Dutch unless they say otherwise."""


minted = lru_cache(maxsize=4096)(mint)
"""Mint as :func:`catalogue.model.mint` does; most contacts and organisations come back in every record."""


def take(values: Values, name: str, rule: str, scope: Scope, path: str) -> Any:  # noqa: ANN401 -- the field decides the type
    """Give the one value of a property, or None, and write down its reason under ``path``."""
    given = values.get(name)
    if not given:
        return None
    scope.reasons[path] = [reason(f"{rule}.{name}", given[0])]
    return given[0].value


def take_all(values: Values, name: str, rule: str, scope: Scope, path: str) -> list[Any]:
    """Give all values of a property, and write down their reasons under ``path``."""
    given = values.get(name)
    if not given:
        return []
    name_of_rule = f"{rule}.{name}"
    scope.reasons[path] = [reason(name_of_rule, item) for item in given]
    return [item.value for item in given]


def licence_of(given: Given) -> Licence:
    """Make the licence node of a reading, with the title and types that the table knows."""
    value = given.value
    if value.row is None:
        return Licence(iri=value.iri)
    titles = [Text(words, language) for language, words in value.row.title]
    return Licence(iri=value.iri, title=titles, kind=list(value.row.kinds))
