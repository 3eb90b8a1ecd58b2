"""Supposing that a source said something else: the entry as it then would be. Nothing of it is ever kept.

Pure. One law: what is supposed stands in the entry as if the source had said it, by address and not in words,
and what follows from it follows; whatever the mapping could not use in its place is no longer told.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from catalogue.model import Contact, DataService, Dataset, DatasetSeries, Distribution, Entry, Note, Reason
from mappings.overlays.checking import checked_path, typed_names, unreadable
from mappings.overlays.places import NOTHING, Place, as_dataset, held, places_of, put
from mappings.overlays.properties import Property
from mappings.overlays.property_paths import PropertyPath
from mappings.overlays.typed_values import read_values, shown_of, values_in
from mappings.reading import Given, Scope, cut
from mappings.remedies import note_topic
from mappings.statuut import state

__all__ = ["Supposition", "Where", "altered", "finds", "supposable", "suppose", "supposition"]

RULE: Final = "supposed"
STANDING: Final = ("-extra", "-unlisted", "-disputed", "-twice", "-too-many", "-overruled")
"""Endings of notes on a value that stands in the entry: filling in what is missing leaves them true."""


_NAMES: Final[dict[type, tuple[str, ...]]] = {
    kind: tuple(one.name for one in fields(kind))
    for kind in (Dataset, DataService, DatasetSeries, Distribution)
}
Reasons = Mapping[str, Sequence[Reason]]
Twin = TypeVar("Twin", Dataset | DataService | DatasetSeries, DataService, Distribution)


class Where(StrEnum):
    """Which places of a property a supposition is about."""

    EVERYWHERE = "everywhere"
    MISSING = "missing"
    """Those that have no value."""
    WORDS = "words"
    """Those whose value the source gives in words: they keep it, and get its address."""
    BESIDE = "beside"
    """Those that have no value that begins like the one supposed; it comes beside the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """What is supposed of one property, its path and values read."""

    path: PropertyPath
    about: Property
    values: tuple[Given, ...]
    where: Where

    def lacking(self, shown: Sequence[str]) -> list[Given]:
        """Give those values of whose list, told by how they begin, none is there."""
        return [one for one in self.values if not any(held.startswith(_opening(one.shown)) for held in shown)]


def supposable() -> list[str]:
    """List the properties that may be supposed, as they are typed."""
    return typed_names()


def supposition(
    written: str, values: Sequence[str], *, where: Where = Where.EVERYWHERE, language: str = "nl"
) -> Supposition:
    """Read what is to be supposed. Raises OverlayFault for a property or value that cannot be."""
    path, about = checked_path(written, "property", language)
    scope = Scope(base="https://oogst.example", publisher="supposed", language=language)
    read = read_values(about, tuple(values), path.language, scope) if values else []
    if read is None:
        raise unreadable(tuple(values), written, about)
    return Supposition(path=path, about=about, values=tuple(read), where=where)


def suppose(entry: Entry, supposed: Sequence[Supposition], *, base: str) -> Entry | None:
    """Give the entry as it would be if the source said all this; None where it says so already."""
    if not any(finds(entry, one) for one in supposed):
        return None

    def lay(made: Entry) -> bool:
        scope = Scope(base=base, publisher=entry.identity.publisher, reasons=made.reasons, notes=made.notes)
        inherited = as_dataset(made)
        changed = [_lay(made, one, scope) for one in supposed]
        for service, name in inherited:
            setattr(service, name, getattr(made.resource, name))
        return any(changed)

    return altered(entry, lay, base=base)


def altered(entry: Entry, change: Callable[[Entry], bool], *, base: str) -> Entry | None:
    """Give a changed copy of an entry, with what follows from the change; None where ``change`` did nothing.

    ``change`` may set fields of the copy and of its distributions and services; what those hold is shared.
    """
    made = _copied(entry)
    if not change(made):
        return None
    state(made, Scope(base=base, publisher=entry.identity.publisher, reasons=made.reasons, notes=made.notes))
    return made


def _opening(iri: str) -> str:
    return iri.rpartition("/")[0]


def _copied(entry: Entry) -> Entry:
    resource = _twin(entry.resource)
    if isinstance(resource, Dataset):
        resource.distributions = [_twin(one) for one in resource.distributions]
    services = [_twin(one) for one in entry.services]
    return replace(
        entry, resource=resource, services=services, reasons=dict(entry.reasons), notes=list(entry.notes)
    )


def _twin(node: Twin) -> Twin:
    """Copy one node: thousands are made a second, and ``copy`` takes four times as long."""
    made: Twin = object.__new__(type(node))
    for name in _NAMES[type(node)]:
        setattr(made, name, getattr(node, name))
    return made


def _lay(entry: Entry, one: Supposition, scope: Scope) -> bool:
    """Lay one supposition over an entry in place; tell whether that changed anything."""
    contact = entry.resource.contact
    if one.path.node == "contact":
        entry.resource.contact = copy(contact) if contact else Contact(iri=NOTHING)
    found = list(places_of(entry, one.path, one.about))
    wanted = [place for place in found if _is_wanted(place, one, scope.reasons)]
    for place in wanted:
        _put(place, one, scope)
    if not wanted:
        entry.resource.contact = contact
        return False
    scope.notes[:] = [note for note in scope.notes if not _answered(note, one)]
    return True


def finds(entry: Entry, one: Supposition) -> bool:
    """Tell, before anything is copied, whether a supposition has a place to be laid in."""
    if one.path.node == "contact" and entry.resource.contact is None:
        return True
    return any(_is_wanted(place, one, entry.reasons) for place in places_of(entry, one.path, one.about))


def _is_wanted(place: Place, one: Supposition, reasons: Reasons) -> bool:
    values = held(place.node, one.about, one.path.language)
    match one.where:
        case Where.MISSING:
            return not any(values_in(getattr(place.node, one.about.field)))
        case Where.WORDS:
            why = reasons.get(place.at + one.about.field, ())
            return bool(values) and any("://" not in reason.original for reason in why)
        case Where.BESIDE:
            return bool(one.lacking([shown_of(value) for value in values]))
    said = [reason.original for reason in reasons.get(place.at + one.about.field, ())]
    shown = [given.shown for given in one.values]
    return [shown_of(value) for value in values] != shown or (bool(said) and said != shown)


def _put(place: Place, one: Supposition, scope: Scope) -> None:
    field, path = one.about.field, place.at + one.about.field
    before: list[Any] = list(values_in(getattr(place.node, field)))
    if one.where is Where.WORDS:
        scope.reasons[path] = [_reason(one, shown_of(value)) for value in before]
        return
    chosen = one.values if one.where is not Where.BESIDE else one.lacking([*map(shown_of, before)])
    values = [given.value for given in chosen]
    made = [_reason(one, given.shown, given.row) for given in chosen]
    if one.about.shape == "one":
        put(place.node, field, values[0], scope)
        scope.reasons[path] = made
        return
    gone = [] if one.where is Where.BESIDE else held(place.node, one.about, one.path.language)
    others = [value for value in before if value not in gone]
    kept = {cut(shown_of(value)) for value in others}
    put(place.node, field, [*others, *values], scope)
    former = [why for why in scope.reasons.get(path, ()) if why.value in kept]
    scope.reasons[path] = [*former, *made]


def _reason(one: Supposition, shown: str, row: str = "") -> Reason:
    return Reason(f"{RULE}.{one.about.field}", shown, "", shown, row)


def _answered(note: Note, one: Supposition) -> bool:
    """Tell whether a note is about what stood, unusable, where the supposed value now stands."""
    topics = one.about.topics
    if not topics or note_topic(note.code) not in topics:
        return False
    return one.where is Where.EVERYWHERE or not note.code.endswith(STANDING)
