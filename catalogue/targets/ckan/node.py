"""One described thing in the graph of an entry, asked by the names of its properties."""

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from catalogue.graph import Blocks
from catalogue.graph.terms import term
from catalogue.model import Text

__all__ = ["Node"]


class Node(NamedTuple):
    blocks: Blocks
    iri: str

    def _objects(self, name: str) -> Iterator[object]:
        predicate = term(name)
        return (triple.object for triple in self.blocks.get(self.iri, ()) if triple.predicate == predicate)

    def iris(self, name: str) -> list[str]:
        """Give what it points to, each once and in the order of the graph."""
        found = (each.value for each in self._objects(name) if isinstance(each, NamedNode))
        return list(dict.fromkeys(found))

    def first(self, name: str) -> str:
        return next(iter(self.iris(name)), "")

    def texts(self, name: str) -> list[Text]:
        literals = (each for each in self._objects(name) if isinstance(each, Literal))
        return [Text(each.value, each.language or "") for each in literals]

    def value(self, name: str) -> str:
        """Give the one literal that a property has, whatever its type; empty where there is none."""
        return next((each.value for each in self._objects(name) if isinstance(each, Literal)), "")

    def nodes(self, name: str) -> list["Node"]:
        return [self._replace(iri=iri) for iri in self.iris(name)]
