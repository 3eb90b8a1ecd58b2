"""Laying corrections over an entry. Pure: the same entry and the same overlays always give the same.

One law: nothing changes without a reason that names who says so and what was there before.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from catalogue.model import Contact, DataService, Distribution, Entry, Reason, Resource
from mappings.overlays.places import NOTHING, Node, Place, as_dataset, empty, held, places_of, put
from mappings.overlays.prepared import Condition, Corrections, Prepared
from mappings.overlays.typed_values import shown_of, values_in
from mappings.reading import Scope, cut

__all__ = ["correct"]


def correct(entry: Entry, corrections: Corrections, scope: Scope) -> None:
    """Correct an entry in place. What was done, and what could not be, becomes a note."""
    found = corrections.of(entry.identity)
    if not found:
        return
    inherited = as_dataset(entry)
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
    resource.contact = replace(known) if known else Contact(iri=NOTHING)
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
    places = [place for place in places_of(entry, one.path, one.about) if _at(place.node, one.path.url)]
    condition = one.condition
    if condition is None:
        return places
    looked_at = list(places_of(entry, condition.path, condition.about))
    if {place.at for place in places} <= {place.at for place in looked_at}:
        return [place for place in places if _fits(place, condition, scope)]
    fits = [_fits(place, condition, scope) for place in looked_at]
    return places if (any(fits) if condition.values else all(fits)) else []


def _at(node: Node, url: str) -> bool:
    addresses = [node.iri]
    if isinstance(node, Distribution):
        addresses += [node.access_url, node.download_url]
    elif isinstance(node, DataService):
        addresses += [node.endpoint_url, node.endpoint_description]
    return not url or url in addresses


def _fits(place: Place, condition: Condition, scope: Scope) -> bool:
    found = held(place.node, condition.about, condition.path.language)
    if not condition.values:
        return not found
    said = {why.original for why in scope.reasons.get(place.at + condition.about.field, ())}
    return not condition.values.isdisjoint({*map(shown_of, found), *said})


def _outcome(one: Prepared, place: Place, taken: set[tuple[str, str]], scope: Scope) -> str:
    """Correct one place; tell what came of it."""
    slot = (place.at + one.about.field, one.path.language)
    before = held(place.node, one.about, one.path.language)
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
        put(place.node, about.field, values[0] if values else empty(place.node, about.field), scope)
        scope.reasons[path] = why
    else:
        put(place.node, about.field, [*others, *values], scope)
        scope.reasons[path] = [*(known for known in former if known.value in kept), *why]


def _reasons(one: Prepared, pointer: str, replaced: str) -> list[Reason]:
    rule = f"overlay.{one.about.field}"
    made = [
        Reason(rule, given.shown, pointer, replaced, given.row, correction=one.correction)
        for given in one.values
    ]
    return made or [Reason(rule, "", pointer, replaced, correction=one.correction)]


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
