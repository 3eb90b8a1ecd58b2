"""Values of overlays, read by the very rules that read what a source says."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from catalogue.model import Location, Moment, PeriodOfTime, Standard, Text
from mappings.nodes.people import organisation
from mappings.nodes.resources import OPEN_DATA, OPEN_DATA_SERVICE
from mappings.nodes.values import LANGUAGE_OF_TABLES, licence_of, minted
from mappings.overlays.properties import Property
from mappings.reading import Given, Rule, Scope, Yield, cut
from mappings.rules import RULES
from mappings.tables import places

__all__ = ["read_values", "shown_of", "values_in"]

_MARKS: Final = {OPEN_DATA, OPEN_DATA_SERVICE}
"""They follow from licence and access alone, so nobody states them."""


def read_values(about: Property, words: tuple[str, ...], language: str, scope: Scope) -> list[Given] | None:
    """Read the values as the model holds them; None where one of them says nothing that can be used."""
    found: dict[str, Given] = {}
    for one in words:
        raw = {"@value": one, "@language": language} if about.spoken and language else one
        readings = [item for item in _rule(about)("", raw, scope) if isinstance(item, Given)]
        if not readings or any(item.value in _MARKS for item in readings if type(item.value) is str):
            return None
        made = [item._replace(value=_MAKERS[about.make](item, scope)) for item in readings]
        found.update((shown_of(item.value), item) for item in made)
    if about.shape in {"one", "texts"} and len(found) > 1:
        return None
    return list(found.values())


def shown_of(value: Any) -> str:  # noqa: ANN401  whatever a field of the model holds
    """Write a value of the model in one line, as reasons show it."""
    match value:
        case None:
            return ""
        case Text():
            return value.value
        case Moment():
            return value.lexical
        case PeriodOfTime():
            return f"{shown_of(value.start)}/{shown_of(value.end)}"
        case str() | int():
            return str(value)
        case _:
            return str(value.iri)


def _rule(about: Property) -> Rule:
    return _OWN[about.rule] if about.rule in _OWN else RULES[about.rule][0]


def _period(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read an ISO 8601 interval as a period; one side may be open."""
    sides = [
        next((one for one in RULES[rule][0](pointer, raw, scope) if isinstance(one, Given)), None)
        for rule in ("interval-start", "interval-end")
    ]
    start, end = (side.value if side else None for side in sides)
    if start is None and end is None:
        return []
    shown = f"{shown_of(start)}/{shown_of(end)}"
    period = PeriodOfTime(iri=minted(scope.base, "periode", scope.publisher, shown), start=start, end=end)
    return [Given(period, shown, pointer, cut(str(raw)))]


_OWN: Final[dict[str, Rule]] = {"agent": organisation, "interval": _period}


def _place(given: Given, _scope: Scope) -> Location:
    row, box = places()[given.value]
    return Location(iri=row.iri, label=[Text(row.extra, LANGUAGE_OF_TABLES)], bbox=box)


_MAKERS: Final[dict[str, Callable[[Given, Scope], object]]] = {
    "": lambda given, _: given.value,
    "licence": lambda given, _: licence_of(given),
    "place": _place,
    "standard": lambda given, _: Standard(iri=given.value),
    "words": lambda given, _: given.value.value,
}


def values_in(held: Any) -> Iterator[Any]:  # noqa: ANN401  idem
    """Give the values of a field: of a list each one, of nothing none."""
    if isinstance(held, list):
        yield from held
    elif held is not None and held != "":
        yield held
