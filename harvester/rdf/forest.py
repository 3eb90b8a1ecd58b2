"""Nodes while they are needed, and trees grown from them.

Law: a tree does not depend on the order of triples nor on the labels of blank nodes.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from catalogue.model import Content, Kind
from harvester.hashing import canonical
from harvester.rdf.runs import Run
from harvester.rdf.shelf import Node, Shelf
from harvester.rdf.survey import Survey
from harvester.rdf.terms import CLASSES, LINKS, Role, curie_of, role_of, value_of

__all__ = ["DEPTH", "Forest", "TreeTooLarge"]

DEPTH: Final = 4
"""Steps from a dataset to the furthest node of its tree."""
MAX_NODES: Final = 20_000
"""Of one tree, each occurrence counted: nodes that share nodes multiply."""


class TreeTooLarge(Exception):  # noqa: N818 -- a fact of the record, not an error of ours
    """Raised when a tree would hold more than MAX_NODES nodes."""


class Forest:
    def __init__(self, survey: Survey, damage: dict[str, tuple[str, ...]]) -> None:
        self.survey = survey
        self.nodes = Shelf()
        self.damage = damage
        self._left = MAX_NODES
        self._apart = survey.hubs | {hash(name) for name in survey.roots if not name.startswith("_:")}

    def add(self, run: Run) -> Node:
        """Take in a run; a node may come in several."""
        node = self.nodes.get(run.name)
        if node is None:
            node = self.nodes.new(run.name)
            if run.name in self.damage:
                node.damage.extend(self.damage.pop(run.name))
        node.damage.extend(run.damage)
        node.changed = True
        content, names = node.content, run.names
        for predicate, term in run.pairs:
            iri = predicate.value
            role = role_of[iri]
            if role is Role.TYPE:
                content.setdefault("@type", []).append(curie_of[term.value])
                continue
            value = value_of(term, names)
            if iri in LINKS and "@id" in value:
                self._say_what(value)
            if role is Role.FOLLOW and "@id" in value and self._belongs(value["@id"]):
                node.links.append(value["@id"])
            elif value.get("@id", "").startswith("_:"):
                value = {}  # its label says nothing, and is another one tomorrow
            content.setdefault(curie_of[iri], []).append(value)
        return node

    def _say_what(self, link: Content) -> None:
        """Tell of what class the other end is, since it is not read along."""
        name = link["@id"]
        if name in self.survey.roots:
            link["@type"] = [CLASSES[self.survey.roots[name]]]
        elif name == self.survey.catalogue:
            link["@type"] = ["dcat:Catalog"]

    def _belongs(self, name: str) -> bool:
        mark = hash(name)
        return mark in self.survey.last and mark not in self._apart

    def reach(self, root: str) -> Iterator[str]:
        """Give the names of the nodes that a tree would hold, its root first, each once."""
        seen = {root}
        level = [root]
        for _ in range(DEPTH + 1):
            yield from level
            nodes = filter(None, map(self.nodes.get, level))
            level = [
                link
                for link in dict.fromkeys(chain.from_iterable(node.links for node in nodes))
                if link not in seen
            ]
            seen.update(level)

    def tree(self, root: str) -> Content:
        """Grow the tree of a node, whose nodes must be complete. Raises TreeTooLarge."""
        self._left = MAX_NODES
        tree = self._grow(root, DEPTH, ())
        above = [name for name in self.survey.members.get(root, ()) if not name.startswith("_:")]
        if above:
            series = [{"@id": name, "@type": [CLASSES[Kind.SERIES]]} for name in sorted(set(above))]
            tree["@reverse"] = {"dcat:seriesMember": series}
        return tree

    def _grow(self, name: str, depth: int, above: tuple[str, ...]) -> Content:
        self._left -= 1
        if self._left < 0:
            raise TreeTooLarge
        node = self.nodes.get(name) or Node()
        grown: Content = {} if name.startswith("_:") else {"@id": name}
        for key, values in node.content.items():
            if key == "@type":
                grown[key] = sorted(set(values))
                continue
            if node.links:
                grown[key] = _ordered([self._inlined(value, depth, (*above, name)) for value in values])
            else:
                grown[key] = _ordered(values)
        return grown

    def _inlined(self, value: Content, depth: int, above: tuple[str, ...]) -> Content:
        name = value.get("@id")
        if name is None:
            return value
        if depth and name not in above and self._belongs(name) and self.nodes.get(name):
            return self._grow(name, depth - 1, above)
        return {} if name.startswith("_:") else value

    def free(self, names: Iterable[str]) -> None:
        """Let go of the nodes of a tree that nothing else points at."""
        for name in names:
            if hash(name) not in self.survey.shared:
                self.nodes.drop(name)


def _ordered(values: list[Any]) -> list[Any]:
    """Sort by canonical form and drop repetitions: a graph is a set."""
    if len(values) == 1:
        return values
    by_form = {canonical(value): value for value in values}
    return [by_form[form] for form in sorted(by_form)]
