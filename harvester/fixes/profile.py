"""The findings that a fix would leave, without holding every entry against the profile anew.

What a fix does to the findings of an entry is the same for all entries that break the same rules and have the
same properties filled in: one of them is held against the profile, and the difference is remembered.
"""

from dataclasses import fields
from typing import Any, Final, NamedTuple

from catalogue.graph import entry_blocks, neighbours
from catalogue.model import Contact, DataService, Dataset, DatasetSeries, Distribution, Entry
from catalogue.profile import Finding, Validator, assess
from harvester.fixes.known import Known, Terms
from harvester.runs.road import from_notes, moment

__all__ = ["Assessor", "Difference", "Shape", "shape"]

OF_MAPPING: Final = "mapping"
NAMES: Final = {
    kind: tuple(one.name for one in fields(kind))
    for kind in (Dataset, DataService, DatasetSeries, Distribution, Contact)
}
Shape = frozenset[tuple[Any, ...]]


class Difference(NamedTuple):
    gone: frozenset[str]
    """Rules that are no longer broken."""
    new: tuple[Finding, ...]


class Assessor:
    """Gives the findings of an entry as it is supposed to be."""

    def __init__(self, validator: Validator, terms: Terms, *, remembering: bool = True) -> None:
        self._validator, self._terms = validator, terms
        self._known: dict[tuple[object, ...], Difference] = {}
        self._remembering = remembering

    def findings(self, before: Known, after: Known, done: frozenset[str]) -> list[Finding]:
        """Give the findings of ``after``, which is ``before`` with the fixes ``done``."""
        notes = list(from_notes(after.record, after.entry))
        own = [one for one in before.findings if one.layer != OF_MAPPING]
        if after.entry is before.entry:
            return [*own, *notes]
        rules = frozenset(one.rule for one in own)
        key = (done, before.entry.kind, rules, shape(before.entry))
        found = self._known.get(key)
        if found is None:
            found = self._difference(own, after)
            if self._remembering:
                self._known[key] = found
        left = [one for one in own if one.rule not in found.gone]
        return [*left, *found.new, *notes]

    def _difference(self, own: list[Finding], after: Known) -> Difference:
        blocks = entry_blocks(after.entry, issued=moment(after.first_seen), modified=moment(self._terms.at))
        (left,) = assess([blocks], self._validator, neighbours([blocks]))
        rules = {one.rule for one in left}
        before = {one.rule for one in own}
        return Difference(frozenset(before - rules), tuple(one for one in left if one.rule not in before))


def shape(entry: Entry) -> Shape:
    """Tell which properties are filled in, of the entry and of each kind of node in it."""
    resource = entry.resource
    nodes: list[object] = [resource, *entry.services]
    if isinstance(resource, Dataset):
        nodes += resource.distributions
    if isinstance(resource.contact, Contact):
        nodes.append(resource.contact)
    return frozenset(_filled(node) for node in nodes)


def _filled(node: Any) -> tuple[Any, ...]:  # noqa: ANN401  any class of the model
    kind = type(node)
    return (kind, *(bool(getattr(node, name)) for name in NAMES[kind]))
