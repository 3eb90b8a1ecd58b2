"""What a loss means: whether the value stands elsewhere, was never part of the profile, or is really gone."""

from enum import StrEnum
from typing import NamedTuple

from catalogue.targets.twin.importing import Dropped, Element, contents
from catalogue.targets.twin.rules import in_profile, twin_of

__all__ = ["Loss", "Verdict", "judged"]


class Verdict(StrEnum):
    """What becomes of a value that does not come through."""

    KEPT_AS = "kept-as"
    """The same value is kept under another property."""
    OUTSIDE = "outside"
    """No property of DCAT-AP Vlaanderen."""
    NO_PLACE = "no-place"
    """A property of the profile that the platform has no place for at all."""
    GONE = "gone"
    """It would have been kept, had it been written otherwise."""


class Loss(NamedTuple):
    subject: str
    role: str
    predicate: str
    value: str
    reason: str
    verdict: Verdict
    twin: str = ""
    """The property that carries the value instead."""


MENDABLE = frozenset({"range", "blank", "depth"})
"""Reasons that whoever writes the feed can take away."""


def judged(dropped: list[Dropped], tree: dict[str, list[Element]]) -> list[Loss]:
    """Judge what was dropped; ``tree`` holds the written elements by IRI, where the twins are looked for."""
    return [_judged(one, tree) for one in dropped]


def _judged(one: Dropped, tree: dict[str, list[Element]]) -> Loss:
    path = twin_of(one.role, one.predicate)
    kept = path and any(
        _same(value, one)
        for element in tree.get(one.subject, ())
        for value in contents(element, *path.split("/"))
    )
    if kept:
        return _loss(one, Verdict.KEPT_AS, path.rpartition("/")[2])
    return _loss(one, _verdict(one))


def _verdict(one: Dropped) -> Verdict:
    if one.reason in MENDABLE:
        return Verdict.GONE
    if not in_profile(one.role, one.predicate) or (one.reason == "inside" and not in_profile(*one.within)):
        return Verdict.OUTSIDE
    return Verdict.GONE if one.reason == "label" or twin_of(one.role, one.predicate) else Verdict.NO_PLACE


def _same(value: object, one: Dropped) -> bool:
    said = getattr(value, "value", getattr(value, "iri", ""))
    language = getattr(value, "language", None)
    return said == one.value.value and language == getattr(one.value, "language", None)


def _loss(one: Dropped, verdict: Verdict, twin: str = "") -> Loss:
    return Loss(one.subject, one.role, one.predicate, one.value.value, one.reason, verdict, twin)
