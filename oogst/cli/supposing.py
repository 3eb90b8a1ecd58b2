"""What was typed behind ``--what-if`` and ``--entries``, read or refused."""

from collections.abc import Callable, Sequence
from typing import Final

import mappings
from catalogue.charter import Outcome
from catalogue.errors import UsageError
from harvester.fixes import Desk, Known, Supposed, kinds
from mappings.overlays import finds

__all__ = ["supposed_of", "wanted_of"]

Wanted = Callable[[Known], bool]
FILTERS: Final = ("check", "source", "missing")
UNREADABLE: Final = "overlays.unreadable-value"


def supposed_of(typed: Sequence[str]) -> Supposed:
    """Read suppositions: ``property=value``, or the name of a kind of fix. Raises UsageError."""
    known = {one.name: one for one in kinds()}
    values: dict[str, list[str]] = {}
    for one in typed:
        name, equals, value = one.partition("=")
        if equals:
            values.setdefault(name.strip(), []).append(value.strip())
        elif one not in known:
            raise UsageError("usage.what-if-form", value=one, known=_all(), kinds=", ".join(known))
    return Supposed(
        values=[_supposition(name, given) for name, given in values.items()],
        done=[known[one] for one in typed if one in known],
    )


def _supposition(name: str, values: Sequence[str]) -> mappings.Supposition:
    try:
        return mappings.supposition(name, values)
    except mappings.OverlayFault as fault:
        if fault.message != UNREADABLE:
            raise UsageError("usage.what-if-property", value=name, known=_all()) from fault
        facts = fault.facts
        raise UsageError(
            "usage.what-if-value", value=facts["value"], property=name, example=facts["example"]
        ) from fault


def _all() -> str:
    return ", ".join(mappings.supposable())


def wanted_of(typed: str, desk: Desk) -> Wanted:
    """Read a filter: a part of a title, or one of ``FILTERS`` with what it has to be. Raises UsageError."""
    name, equals, value = (part.strip() for part in typed.partition("="))
    if not equals or name not in FILTERS:
        return lambda known: typed.casefold() in _title(known).casefold()
    if not value:
        raise UsageError("usage.filter-form", value=typed)
    match name:
        case "source":
            return lambda known: value in known.entry.identity.source
        case "missing":
            about = _missing(value)
            return lambda known: finds(known.entry, about)
    return lambda known: _falls_short(known, value, desk)


def _missing(name: str) -> mappings.Supposition:
    try:
        return mappings.supposition(name, (), where=mappings.Where.MISSING)
    except mappings.OverlayFault as fault:
        raise UsageError("usage.what-if-property", value=name, known=_all()) from fault


def _falls_short(known: Known, check: str, desk: Desk) -> bool:
    if check not in desk.terms.rubric.by_id:
        raise UsageError("usage.no-check", check=check, known=", ".join(desk.terms.rubric.by_id))
    verdicts = desk.standing(known).verdicts
    passing = {Outcome.PASS, Outcome.NOT_APPLICABLE}
    return any(one.check == check and one.outcome not in passing for one in verdicts)


def _title(known: Known) -> str:
    return " ".join(text.value for text in known.entry.resource.title)
