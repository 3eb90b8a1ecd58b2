"""A document as runs: all triples about one subject that stand together, with what broke among them."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from pyoxigraph import BlankNode

from harvester.rdf.document import Document
from harvester.rdf.terms import Names

__all__ = ["Run", "runs"]

MAX_ERRORS: Final = 10_000
"""After so many, a document is given up rather than read on."""


class Run(NamedTuple):
    name: str
    """The subject: its IRI, or ``_:n``."""
    pairs: list[tuple[Any, Any]]
    """Predicate and object, as the parser gives them."""
    damage: list[str]
    names: Names


def runs(document: Document) -> Iterator[Run]:
    """Read a document once. The order, and so every name, is the same at each reading."""
    names = Names()
    subject: Any = None
    pairs: list[tuple[Any, Any]] = []
    damage: list[str] = []
    errors = 0
    parser = document.parser()
    while errors < MAX_ERRORS:
        try:
            for quad in parser:
                if quad.subject != subject:
                    if subject is not None:
                        yield Run(names(subject), pairs, damage, names)
                        damage = []
                    subject, pairs = quad.subject, []
                    if type(subject) is BlankNode:
                        names(subject)
                term = quad.object
                if type(term) is BlankNode:
                    names(term)  # at every reading in the same order, whoever uses it
                pairs.append((quad.predicate, term))
            break
        except SyntaxError as error:
            errors += 1
            damage.append(error.msg)
    if subject is not None:
        yield Run(names(subject), pairs, damage, names)
    elif damage:
        yield Run("", [], damage, names)
