"""Reading the description of an entry back: values of a node, whoever wrote it. Pure."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from catalogue.graph.terms import term
from catalogue.model import Text

__all__ = ["Node", "Said", "best", "licences", "said_in"]

PREFERRED: Final = ("nl", "en", "", "fr", "de")
"""Languages in the order in which one is chosen where only one can be shown."""
NAMES: Final = ("skos:prefLabel", "dct:title", "foaf:name", "vcard:fn", "rdfs:label")


Said = dict[str, dict[NamedNode, list[object]]]
"""IRI of a node → property → values, in their order."""
NOTHING: Final[dict[NamedNode, list[object]]] = {}


def said_in(triples: Iterable[Triple]) -> Said:
    """Lay out triples for reading: a page asks for forty properties of ten nodes."""
    said: Said = {}
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode):
            of_node = said.setdefault(subject.value, {})
            of_node.setdefault(triple.predicate, []).append(triple.object)
    return said


class Node:
    """One node of a description, by its IRI."""

    __slots__ = ("_own", "iri", "said")

    def __init__(self, said: Said, iri: str) -> None:
        self.said, self.iri = said, iri
        self._own = said.get(iri, NOTHING)

    def texts(self, name: str) -> list[Text]:
        found = self._own.get(term(name), ())
        return [Text(one.value, one.language or "") for one in found if isinstance(one, Literal)]

    def value(self, name: str) -> str:
        """Give the first text of a property; empty when there is none."""
        for one in self._own.get(term(name), ()):
            if isinstance(one, Literal):
                return one.value
        return ""

    def nodes(self, name: str) -> list["Node"]:
        return [Node(self.said, iri) for iri in self.links(name)]

    def links(self, name: str) -> list[str]:
        return [one.value for one in self._own.get(term(name), ()) if isinstance(one, NamedNode)]

    @property
    def name(self) -> Text:
        """What it is called, or its IRI."""
        for name in NAMES:
            if found := self.texts(name):
                return best(found)
        return Text(self.iri)


def best(texts: list[Text]) -> Text:
    """Choose the text that most readers here can read; empty when there is none."""
    return min(texts, key=lambda text: _rank(text.language), default=Text(""))


def _rank(language: str) -> int:
    short = language.partition("-")[0].lower()
    return PREFERRED.index(short) if short in PREFERRED else len(PREFERRED)


def licences(resource: Node) -> list[Node]:
    """Give the licence of a resource: its own, else the one that all its distributions have."""
    if own := resource.nodes("dct:license")[:1]:
        return own
    each = [tuple(one.links("dct:license")[:1]) for one in resource.nodes("dcat:distribution")]
    return [Node(resource.said, iri) for iri in each[0]] if each and len(set(each)) == 1 else []
