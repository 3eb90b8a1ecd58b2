"""One record as the platform would hold it, with all that there is to say about the way it got there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from pyoxigraph import Literal

from catalogue.targets.twin.card import Card, card_of
from catalogue.targets.twin.checks import Breach, breaches
from catalogue.targets.twin.depth import Ground, within_reach
from catalogue.targets.twin.extraction import Registration
from catalogue.targets.twin.facets import Facets, facets_of
from catalogue.targets.twin.forcing import force_record, force_resource
from catalogue.targets.twin.importing import Element, Import, Rewritten, bring_in
from catalogue.targets.twin.losses import Loss, judged
from catalogue.targets.twin.minimum import Shortfall, shortfalls

__all__ = ["CatalogueTwin", "RecordTwin", "portray", "portray_catalogue"]

SEVERAL_PROFILES: Final = "several-profiles"
MODIFIED: Final = "dct:modified"


class CatalogueTwin(NamedTuple):
    """What comes along of the catalogue, with each of its records."""

    losses: list[Loss]
    rewritten: list[Rewritten]
    breaches: list[Breach]
    element: Element


@dataclass(slots=True, kw_only=True)
class RecordTwin:
    """What becomes of one record. ``refusals`` are keys under ``twin.refused``; none: it is taken."""

    registration: Registration
    uuid: str
    refusals: list[str]
    losses: list[Loss]
    rewritten: list[Rewritten]
    facets: Facets
    breaches: list[Breach]
    """Rules of the platform's own validation that it breaks; whether harvesting applies them is not known."""
    shortfalls: list[Shortfall]
    card: Card
    resource: Element

    @property
    def accepted(self) -> bool:
        return not self.refusals


def portray(ground: Ground, registration: Registration, at: datetime) -> RecordTwin:
    """Take one record through the platform; ``at`` is when it would be harvested."""
    work = Import(ground.facts, within_reach(ground, registration), ground.concepts)
    record = bring_in(work, registration.record, "record")
    resource = bring_in(work, registration.resource, registration.kind)
    refusals = [SEVERAL_PROFILES] if len(record.values.get("dct:conformsTo", ())) > 1 else []
    if registration.invented:
        _invent(work, record, at)
    force_record(work, record, registration.uuids[0])
    force_resource(work, resource)
    record.values["foaf:primaryTopic"] = [resource]
    facets = facets_of(record, resource)
    return RecordTwin(
        registration=registration,
        uuid=registration.uuids[0],
        refusals=refusals,
        losses=judged(work.lost(), _by_node(record)),
        rewritten=list(work.rewritten.values()),
        facets=facets,
        breaches=breaches(record),
        shortfalls=shortfalls(record, resource),
        card=card_of(resource, facets),
        resource=resource,
    )


def portray_catalogue(ground: Ground, catalogue: str) -> CatalogueTwin:
    """Take the description of a catalogue through the platform."""
    work = Import(ground.facts, ground.around[catalogue], ground.concepts)
    element = bring_in(work, catalogue, "catalogue")
    return CatalogueTwin(
        judged(work.lost(), _by_node(element)), list(work.rewritten.values()), breaches(element), element
    )


def _invent(work: Import, record: Element, at: datetime) -> None:
    """Date a record that the platform makes up, so that it looks changed at every harvest."""
    moment = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    work.rewrite("record-invented", record.iri, MODIFIED, "", moment)
    record.values[MODIFIED] = [Literal(moment)]


def _by_node(root: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in _all(root):
        found.setdefault(element.node, []).append(element)
    return found


def _all(element: Element) -> Iterator[Element]:
    yield element
    for values in element.values.values():
        for value in values:
            if isinstance(value, Element):
                yield from _all(value)
