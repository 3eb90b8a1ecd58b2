"""An entry as its published triples describe it: all that a measure from outside ever sees of it."""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from catalogue.graph import from_ntriples, members
from catalogue.model import Kind
from catalogue.model.namespaces import expand

__all__ = ["Described", "described"]

DISTRIBUTION: Final = expand("dcat:distribution")
SERVES: Final = expand("dcat:servesDataset")
ACCESS_SERVICE: Final = expand("dcat:accessService")
ACCESS_URL: Final = expand("dcat:accessURL")
DOWNLOAD_URL: Final = expand("dcat:downloadURL")
ENDPOINT: Final = expand("dcat:endpointURL")

_whole: Final = cache(expand)
Properties = dict[str, list[str]]
NOTHING: Final[Properties] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Values of literals and IRIs alike, as plain text."""

    kind: Kind
    iri: str
    nodes: dict[str, Properties]
    """By IRI of the subject, then by IRI of the property."""
    distributions: tuple[str, ...] = field(init=False)
    """IRIs of those that are described."""
    services: tuple[str, ...] = field(init=False)
    """IRIs of the services that serve it; of a service its own."""

    def __post_init__(self) -> None:
        own = self.nodes.get(self.iri, NOTHING)
        object.__setattr__(self, "distributions", tuple(filter(self.nodes.get, own.get(DISTRIBUTION, ()))))
        object.__setattr__(self, "services", tuple(self._services()))

    def values(self, of: str, *names: str) -> list[str]:
        """Give what a node says under properties (``dct:title``), what is empty left out."""
        node = self.nodes.get(of, NOTHING)
        return [value for name in names for value in node.get(_whole(name), ()) if value]

    def own(self, *names: str) -> list[str]:
        """Give what the entry says of itself."""
        return self.values(self.iri, *names)

    def addresses(self, of: str) -> list[str]:
        """Give where a distribution or a service gives its data, the download first."""
        node = self.nodes.get(of, NOTHING)
        found = (url for name in (DOWNLOAD_URL, ACCESS_URL, ENDPOINT) for url in node.get(name, ()))
        return list(dict.fromkeys(found))

    def _services(self) -> list[str]:
        if self.kind is Kind.SERVICE:
            return [self.iri]
        serving = [iri for iri, node in self.nodes.items() if self.iri in node.get(SERVES, ())]
        named = [one for each in self.distributions for one in self.nodes[each].get(ACCESS_SERVICE, ())]
        return list(dict.fromkeys(one for one in (*serving, *named) if one in self.nodes))


def described(body: bytes | str) -> Described:
    """Read one entry as it is kept and published: N-Triples with its catalogue record.

    Raises ValueError or SyntaxError on what is no such thing.
    """
    blocks = from_ntriples(body)
    registered = members(blocks)
    if not registered:
        raise ValueError("no catalogue record")
    nodes: dict[str, Properties] = {}
    for subject, triples in blocks.items():
        node = nodes[subject] = {}
        for triple in triples:
            node.setdefault(triple.predicate.value, []).append(triple.object.value)  # type: ignore[union-attr]
    return Described(kind=registered[0].kind, iri=registered[0].iri, nodes=nodes)
