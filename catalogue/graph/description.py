"""One node in the writing: how values become triples, told property by property."""

from collections.abc import Iterable
from typing import Self

from pyoxigraph import NamedNode, Triple

from catalogue.graph.blocks import Blocks
from catalogue.graph.terms import TYPE, iri, moment, plain, text, typed
from catalogue.model import Moment, Text

__all__ = ["Description", "begin"]


class Description:
    """Collects the triples of one subject; a value that is not known leaves no trace."""

    __slots__ = ("blocks", "subject", "triples")

    def __init__(self, blocks: Blocks, subject: NamedNode, triples: list[Triple]) -> None:
        self.blocks = blocks
        self.subject = subject
        self.triples = triples

    def node(self, predicate: NamedNode, value: NamedNode) -> Self:
        self.triples.append(Triple(self.subject, predicate, value))
        return self

    def link(self, predicate: NamedNode, value: str) -> Self:
        if value:
            self.triples.append(Triple(self.subject, predicate, iri(value)))
        return self

    def links(self, predicate: NamedNode, values: Iterable[str]) -> Self:
        for value in values:
            self.link(predicate, value)
        return self

    def texts(self, predicate: NamedNode, values: Iterable[Text]) -> Self:
        for value in values:
            self.triples.append(Triple(self.subject, predicate, text(value)))
        return self

    def value(self, predicate: NamedNode, value: str) -> Self:
        if value:
            self.triples.append(Triple(self.subject, predicate, plain(value)))
        return self

    def typed(self, predicate: NamedNode, value: str, datatype: NamedNode) -> Self:
        if value:
            self.triples.append(Triple(self.subject, predicate, typed(value, datatype)))
        return self

    def moment(self, predicate: NamedNode, value: Moment | None) -> Self:
        if value is not None:
            self.triples.append(Triple(self.subject, predicate, moment(value)))
        return self


def begin(blocks: Blocks, subject: str, kind: NamedNode) -> Description | None:
    """Start describing a node as one of a kind; None when these blocks hold it as that already.

    A node that they hold as something else becomes both.
    """
    node = iri(subject)
    declared = Triple(node, TYPE, kind)
    triples = blocks.get(subject)
    if triples is None:
        triples = blocks[subject] = [declared]
    elif declared in triples:
        return None
    else:
        triples.insert(1, declared)
    return Description(blocks, node, triples)
