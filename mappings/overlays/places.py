"""Where in an entry a property stands, and setting it there, for whoever changes one after the mapping."""

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from typing import Any, Final, NamedTuple, TypeAlias

from catalogue.model import Contact, DataService, Dataset, Distribution, Entry, Resource
from mappings.nodes.values import minted
from mappings.overlays.properties import Property
from mappings.overlays.property_paths import PropertyPath
from mappings.overlays.typed_values import values_in
from mappings.reading import Scope

__all__ = ["NOTHING", "Node", "Place", "as_dataset", "empty", "held", "places_of", "put"]

Node: TypeAlias = Resource | Distribution | Contact
INHERITED: Final = ("contact", "publisher", "access_rights")
"""What a service inside a dataset has from that dataset."""
NOTHING: Final = ""


class Place(NamedTuple):
    """A node of an entry, and how paths to its fields begin."""

    node: Node
    at: str


def places_of(entry: Entry, path: PropertyPath, about: Property) -> Iterator[Place]:
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


def held(node: Node, about: Property, language: str) -> list[Any]:
    """Give the values of a field; of texts those in one language, and those of which nobody said which."""
    values = values_in(getattr(node, about.field, None))
    if not about.spoken:
        return list(values)
    return [text for text in values if text.language in {language, NOTHING}]


def put(node: Node, field: str, value: object, scope: Scope) -> None:
    setattr(node, field, value)
    if isinstance(node, Contact):
        node.iri = minted(scope.base, "contact", scope.publisher, node.name, node.email, node.page)


def empty(node: Node, field: str) -> object:
    (found,) = (one for one in fields(node) if one.name == field)
    return found.default if found.default is not MISSING else NOTHING


def as_dataset(entry: Entry) -> list[tuple[DataService, str]]:
    """List what services inside the entry have from it, so that they follow its corrections."""
    dataset = entry.resource
    return [
        (service, name)
        for service in entry.services
        for name in INHERITED
        if getattr(service, name) == getattr(dataset, name)
    ]
