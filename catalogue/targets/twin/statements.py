"""What a document says, by subject, in the short names that people and tables use."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from catalogue.model.namespaces import shorten

__all__ = [
    "TYPE",
    "Facts",
    "Value",
    "facts_of",
    "facts_of_ntriples",
    "is_a",
    "links",
    "literals",
    "name",
    "short",
]

Value = NamedNode | BlankNode | Literal
Facts = dict[str, list[tuple[str, Value]]]
"""Subject (an IRI, or ``_:`` and a label) → its properties by short name, with their values."""

TYPE: Final = "rdf:type"
short = lru_cache(maxsize=4096)(shorten)


def facts_of(triples: Iterable[Triple]) -> Facts:
    """Gather triples by subject, each once. Statements about statements are left: the platform knows none."""
    found: dict[str, dict[tuple[str, Value], None]] = {}
    for triple in triples:
        if not isinstance(triple.subject, Triple) and not isinstance(triple.object, Triple):
            described = found.setdefault(name(triple.subject), {})
            described[short(triple.predicate.value), triple.object] = None
    return {subject: list(described) for subject, described in found.items()}


def facts_of_ntriples(body: str | bytes) -> Facts:
    return facts_of(quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES))


def name(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)


def links(facts: Facts, subject: str, predicate: str) -> list[str]:
    """List the nodes that a property points to."""
    described = facts.get(subject, ())
    return [
        name(value) for known, value in described if known == predicate and not isinstance(value, Literal)
    ]


def literals(facts: Facts, subject: str, predicate: str) -> list[str]:
    described = facts.get(subject, ())
    return [value.value for known, value in described if known == predicate and isinstance(value, Literal)]


def is_a(facts: Facts, subject: str, *kinds: str) -> bool:
    """Tell whether a node is said to be of one of the kinds, given by short name."""
    return any(
        known == TYPE and isinstance(value, NamedNode) and short(value.value) in kinds
        for known, value in facts.get(subject, ())
    )
