"""Themes of two lists that say the same: where a source gives both, neither is derived from the other."""

from functools import cache
from typing import Final

from mappings.reading import Given
from mappings.tables import themes

__all__ = ["agreed"]

_EU: Final = "/data-theme/"
_BELGIAN: Final = "/datatheme/"
_PAIR: Final = 2


def agreed(given: list[Given]) -> list[Given]:
    """Leave out a Belgian theme that is only derived, where one that stands there means the same European.

    The European list has one code for education, culture and sport, of which the Belgian makes two.
    """
    if len(given) <= _PAIR:
        return given
    told = {one.value for one in given if _BELGIAN in one.value and _EU not in one.original}
    means = {_european()[belgian] for belgian in told}
    return [one for one in given if one.value in told or not _repeats(one, means)]


def _repeats(one: Given, means: set[str]) -> bool:
    return _BELGIAN in one.value and _EU in one.original and _european()[one.value] in means


@cache
def _european() -> dict[str, str]:
    return {code.iri: code.extra for code in themes().values()}
