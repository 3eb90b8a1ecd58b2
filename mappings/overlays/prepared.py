"""The overlays that hold for one source on one day, read once, so that a record finds its own at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from catalogue.model import Correction, Identity, Overlay, PublisherFacts
from mappings.overlays.checking import path_of, scope_of
from mappings.overlays.properties import Property
from mappings.overlays.property_paths import PropertyPath
from mappings.overlays.typed_values import read_values, shown_of
from mappings.reading import Given

__all__ = ["NONE", "Condition", "Corrections", "Prepared", "corrections_for"]


class Condition(NamedTuple):
    """What must stand in an entry, before any correction, for an overlay to be about it."""

    path: PropertyPath
    about: Property
    values: frozenset[str]
    """The value as typed, and as read; empty: there must be none."""


class Prepared(NamedTuple):
    """An overlay with its path and values read."""

    overlay: Overlay
    path: PropertyPath
    about: Property
    values: list[Given]
    condition: Condition | None
    correction: Correction

    @property
    def width(self) -> int:
        """How much it is about: an entry or distribution before a source, with a condition before without."""
        named = bool(self.overlay.entry) + bool(self.overlay.distribution or self.path.url)
        return -2 * named - (self.condition is not None)


@dataclass(frozen=True, slots=True)
class Corrections:
    """By what an entry is known as: its overlays; and those that may be about any entry."""

    named: dict[str, list[Prepared]] = field(default_factory=dict)
    wide: list[Prepared] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.named or self.wide)

    def of(self, identity: Identity) -> list[Prepared]:
        """Give the overlays that may be about an entry: the narrowest first, else as in the file."""
        found = [*self._named(identity), *self.wide]
        return sorted(found, key=lambda one: (one.width, one.overlay.line))

    def _named(self, identity: Identity) -> Iterator[Prepared]:
        for name in {identity.identifier, identity.uuid, identity.iri}:
            yield from self.named.get(name, ())


NONE: Final = Corrections()


def corrections_for(facts: PublisherFacts | None, source: str, today: str) -> Corrections:
    """Lay out the overlays that hold for a source, ``publisher/label``, on a day; no day: on any."""
    if facts is None or not facts.overlays:
        return NONE
    found = Corrections()
    for overlay in facts.overlays:
        if overlay.is_for(source) and (not today or overlay.holds(date.fromisoformat(today))):
            one = _prepared(overlay, facts)
            place = found.named.setdefault(overlay.entry, []) if overlay.entry else found.wide
            place.append(one)
    return found


def _prepared(overlay: Overlay, facts: PublisherFacts) -> Prepared:
    path, about = path_of(overlay.property_name, facts.language)
    if overlay.distribution:
        path = path._replace(node="distributions", url=overlay.distribution)
    values = read_values(about, overlay.values, path.language, scope_of(facts)) or []
    return Prepared(overlay, path, about, values, _condition(overlay, facts), overlay.correction)


def _condition(overlay: Overlay, facts: PublisherFacts) -> Condition | None:
    if overlay.missing:
        return Condition(*path_of(overlay.missing, facts.language), frozenset())
    if overlay.having is None:
        return None
    path, about = path_of(overlay.having[0], facts.language)
    typed = overlay.having[1]
    read = read_values(about, (typed,), path.language, scope_of(facts)) or []
    return Condition(path, about, frozenset([typed, *(shown_of(one.value) for one in read)]))
