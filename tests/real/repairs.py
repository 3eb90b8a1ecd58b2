"""What data.gov.be repairs in the Flemish feed, as questions to a catalogue: an answer is a place to repair.

A question that finds nothing in what we publish means that nobody downstream has to mend it.
"""

from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
from ruamel.yaml import YAML

from tests.real.graphs import Graph

__all__ = ["QUESTIONS", "Question", "answers", "stored"]

_CONTENT: Final = YAML(typ="safe", pure=True).load(Path(__file__).with_suffix(".yaml"))


class Question(NamedTuple):
    group: str
    asks: str
    """What is looked for, in words."""
    where: str
    """A SPARQL pattern; ``?x`` is the place to repair."""
    lacking: bool = False
    """Whether the answer can be that the source says nothing, which no mapping may fill in."""


QUESTIONS: Final = tuple(Question(**one) for one in _CONTENT["questions"])


def stored(graph: Graph) -> ox.Store:
    """Lay a catalogue in a store that answers SPARQL."""
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(one.subject, one.predicate, one.object) for triples in graph.values() for one in triples
    )
    return store


def answers(store: ox.Store, question: Question) -> list[str]:
    """List the different places to repair."""
    found = store.query(f"{_CONTENT['prefixes']} SELECT DISTINCT ?x WHERE {{ {question.where} }}")
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(question.asks)
    return [str(row["x"]) for row in found]
