"""How far the platform follows a record: what stands deeper in the document does not come along.

One step from the catalogue, two from the record, one from the resource; one more from its distributions and
its contact; and every concept of a code list, wherever it stands.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pyoxigraph import Literal

from catalogue.targets.twin.extraction import Registration
from catalogue.targets.twin.statements import Facts, is_a, links, name

__all__ = ["Ground", "ground_of", "within_reach"]

MEMBERS: Final = frozenset({"dcat:dataset", "dcat:service", "dcat:record"})
DEEPER: Final = ("dcat:distribution", "dcat:contactPoint")


class Ground(NamedTuple):
    """A document as every record in it stands on it: worked out once."""

    facts: Facts
    concepts: frozenset[str]
    """All concepts of code lists, which come along with every record."""
    around: Mapping[str, frozenset[str]]
    """Catalogue → itself and what it points to, but for its members."""


def ground_of(facts: Facts, catalogues: tuple[str, ...]) -> Ground:
    concepts = frozenset(subject for subject in facts if is_a(facts, subject, "skos:Concept"))
    around = {one: frozenset({one, *_objects(facts, one)}) for one in catalogues}
    return Ground(facts, concepts, around)


def within_reach(ground: Ground, registration: Registration) -> set[str]:
    """List the nodes of which the platform reads what they say, for one record."""
    facts, record, resource = ground.facts, registration.record, registration.resource
    reached = {record, resource, *ground.around.get(registration.catalogue, ())}
    for near in _objects(facts, record):
        reached.add(near)
        reached.update(_objects(facts, near))
    reached.update(_objects(facts, resource))
    for deeper in DEEPER:
        for near in links(facts, resource, deeper):
            reached.update(_objects(facts, near))
    return reached


def _objects(facts: Facts, subject: str) -> Iterator[str]:
    return (
        name(value)
        for known, value in facts.get(subject, ())
        if known not in MEMBERS and not isinstance(value, Literal)
    )
