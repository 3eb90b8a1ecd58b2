"""Laying corrections over an entry. Pure: the same entry and the same overlays always give the same.

One law: nothing changes without a reason that names who says so and what was there before.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields, replace
from typing import Any, Final, NamedTuple, TypeAlias

from catalogue.model import Contact, DataService, Dataset, Distribution, Entry, Reason, Resource
from mappings.nodes.values import minted
from mappings.overlays.prepared import Condition, Corrections, Prepared
from mappings.overlays.properties import Property
from mappings.overlays.property_paths import PropertyPath
from mappings.overlays.typed_values import shown_of, values_in
from mappings.reading import Scope, cut

__all__ = ["correct"]

Node: TypeAlias = Resource | Distribution | Contact
_INHERITED: Final = ("contact", "publisher", "access_rights")
"""What a service inside a dataset has from that dataset."""
_NOTHING: Final = ""


class Place(NamedTuple):
    """A node of an entry, and how paths to its fields begin."""

    node: Node
    at: str


def correct(entry: Entry, corrections: Corrections, scope: Scope) -> None:
    """Correct an entry in place. What was done, and what could not be, becomes a note."""
    found = corrections.of(entry.identity)
    if not found:
        return
    inherited = _as_dataset(entry)
    with _own_contact(entry.resource, found):
        _lay(entry, found, scope)
    for service, name in inherited:
        setattr(service, name, getattr(entry.resource, name))


@contextmanager
def _own_contact(resource: Resource, found: list[Prepared]) -> Iterator[None]:
    """Have a contact of this entry alone to correct, and afterwards none where it says nothing."""
    if all(one.path.node != "contact" for one in found):
        yield
        return
    known = resource.contact
    resource.contact = replace(known) if known else Contact(iri=_NOTHING)
    yield
    if resource.contact == Contact(iri=resource.contact.iri):
        resource.contact = None


def _lay(entry: Entry, found: list[Prepared], scope: Scope) -> None:
    chosen = [(one, _chosen(entry, one, scope)) for one in found]
    taken: set[tuple[str, str]] = set()
    for one, places in chosen:
        outcomes = {_outcome(one, place, taken, scope) for place in places}
        _tell(one, outcomes, scope)


def _chosen(entry: Entry, one: Prepared, scope: Scope) -> list[Place]:
    """Give the places that an overlay is about, by what stands there before any correction."""
    places = [place for place in _places(entry, one.path, one.about) if _at(place.node, one.path.url)]
    condition = one.condition
    if condition is None:
        return places
    looked_at = list(_places(entry, condition.path, condition.about))
    if {place.at for place in places} <= {place.at for place in looked_at}:
        return [place for place in places if _fits(place, condition, scope)]
    fits = [_fits(place, condition, scope) for place in looked_at]
    return places if (any(fits) if condition.values else all(fits)) else []


def _places(entry: Entry, path: PropertyPath, about: Property) -> Iterator[Place]:
    """Give the nodes that a path leads to. The licence of a dataset is that of all that it offers."""
    resource = entry.resource
    offered = [
        *(Place(one, f"distributions[{index}].") for index, one in enumerate(_distributions(resource))),
        *(Place(one, f"services[{index}].") for index, one in enumerate(entry.services)),
    ]
    match path.node:
        case "":
            own = [Place(resource, "")]
            nodes = own if hasattr(resource, about.field) else offered if about.make == "licence" else []
        case "contact":
            nodes = [Place(resource.contact, "contact.")] if resource.contact else []
        case node:
            nodes = [place for place in offered if place.at.startswith(node)]
    yield from (place for place in nodes if hasattr(place.node, about.field))


def _distributions(resource: Resource) -> Sequence[Distribution]:
    return resource.distributions if isinstance(resource, Dataset) else ()


def _at(node: Node, url: str) -> bool:
    addresses = [node.iri]
    if isinstance(node, Distribution):
        addresses += [node.access_url, node.download_url]
    elif isinstance(node, DataService):
        addresses += [node.endpoint_url, node.endpoint_description]
    return not url or url in addresses


def _fits(place: Place, condition: Condition, scope: Scope) -> bool:
    held = _held(place.node, condition.about, condition.path.language)
    if not condition.values:
        return not held
    said = {why.original for why in scope.reasons.get(place.at + condition.about.field, ())}
    return not condition.values.isdisjoint({*map(shown_of, held), *said})


def _held(node: Node, about: Property, language: str) -> list[Any]:
    """Give the values of a field; of texts those in one language, and those of which nobody said which."""
    values = values_in(getattr(node, about.field, None))
    if not about.spoken:
        return list(values)
    return [text for text in values if text.language in {language, _NOTHING}]


def _outcome(one: Prepared, place: Place, taken: set[tuple[str, str]], scope: Scope) -> str:
    """Correct one place; tell what came of it."""
    slot = (place.at + one.about.field, one.path.language)
    before = _held(place.node, one.about, one.path.language)
    if slot in taken:
        return "overruled"
    taken.add(slot)
    wanted = [given.value for given in one.values]
    if list(map(shown_of, before)) == list(map(shown_of, wanted)):
        return "caught-up"
    changed = one.overlay.was is not None and not _was(one.overlay.was, before, slot[0], scope)
    _put(one, place, before, scope)
    return "outdated" if changed else "applied"


def _was(said: str, before: list[Any], path: str, scope: Scope) -> bool:
    """Tell whether the source still says what it said when the overlay was written."""
    shown = [shown_of(value) for value in before]
    originals = [why.original for why in scope.reasons.get(path, ())]
    return said in {*shown, *originals, ", ".join(shown)} if shown else not said


def _put(one: Prepared, place: Place, before: list[Any], scope: Scope) -> None:
    path, about = place.at + one.about.field, one.about
    others = [value for value in values_in(getattr(place.node, about.field)) if value not in before]
    kept = {cut(shown_of(value)) for value in others}
    former = scope.reasons.get(path, [])
    pointer = next((why.pointer for why in former if why.value not in kept), "")
    why = _reasons(one, pointer, cut(", ".join(map(shown_of, before))))
    values = [given.value for given in one.values]
    if about.shape == "one":
        _set(place.node, about.field, values[0] if values else _empty(place.node, about.field), scope)
        scope.reasons[path] = why
    else:
        _set(place.node, about.field, [*others, *values], scope)
        scope.reasons[path] = [*(known for known in former if known.value in kept), *why]


def _reasons(one: Prepared, pointer: str, replaced: str) -> list[Reason]:
    rule = f"overlay.{one.about.field}"
    made = [
        Reason(rule, given.shown, pointer, replaced, given.row, correction=one.correction)
        for given in one.values
    ]
    return made or [Reason(rule, "", pointer, replaced, correction=one.correction)]


def _set(node: Node, field: str, value: object, scope: Scope) -> None:
    setattr(node, field, value)
    if isinstance(node, Contact):
        node.iri = minted(scope.base, "contact", scope.publisher, node.name, node.email, node.page)


def _empty(node: Node, field: str) -> object:
    (found,) = (one for one in fields(node) if one.name == field)
    return found.default if found.default is not MISSING else _NOTHING


def _as_dataset(entry: Entry) -> list[tuple[DataService, str]]:
    """List what services inside the entry have from it, so that they follow its corrections."""
    dataset = entry.resource
    return [
        (service, name)
        for service in entry.services
        for name in _INHERITED
        if getattr(service, name) == getattr(dataset, name)
    ]


def _tell(one: Prepared, outcomes: set[str], scope: Scope) -> None:
    """Note what came of an overlay in this entry; of several the one that needs a person first."""
    for outcome in ("outdated", "applied", "caught-up", "overruled"):
        if outcome in outcomes:
            said = one.correction
            scope.note(
                f"overlay-{outcome}",
                said.overlay,
                f"{one.path}: {said.author}, {said.reason} (→ {said.until})",
            )
            return
