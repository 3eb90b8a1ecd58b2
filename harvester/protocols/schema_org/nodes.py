"""The nodes of a page in one form, whatever syntax they were written in.

A node is ``{"@id"?, "@type"?, property: [values]}``: bare property names, every property a list, a literal
with a language as ``{"@value", "@language"}``, a mere reference as ``{"@id"}``. Nodes of one ``@id`` are one.
Law: whatever a page holds, what comes out is JSON that every database takes, within bounds.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin

from harvester.protocols.schema_org.naming import PLAIN, Naming

__all__ = ["Node", "Nodes", "is_dataset", "types_of"]

Node = dict[str, Any]
DEEPEST: Final = 40
"""Nodes within nodes; the deepest that we saw is 6."""
WIDEST: Final = 2**63
_TEXTS: Final = frozenset({"abstract", "alternateName", "description", "headline", "keywords", "name"})
_SETS: Final = ("@list", "@set")
DATASETS: Final = frozenset({"Dataset", "DataFeed", "CompleteDataFeed"})


def types_of(node: Node) -> list[str]:
    """List the types of a node, bare."""
    types = node.get("@type", [])
    return types if isinstance(types, list) else [types]


def is_dataset(node: Node) -> bool:
    return not DATASETS.isdisjoint(types_of(node))


@dataclass(slots=True)
class Nodes:
    """All nodes of a page in one syntax."""

    base: str
    top: list[Node] = field(default_factory=list)
    """The outermost nodes, each once, in order."""
    named: dict[str, Node] = field(default_factory=dict)
    laid: set[int] = field(default_factory=set)

    def add(self, block: Any) -> None:  # noqa: ANN401 -- any JSON value
        """Take in one block: a node, a list of nodes, or a graph."""
        for node in self._values(block, PLAIN, "", 0):
            if isinstance(node, dict):
                self._lay(node)

    def _lay(self, node: Node) -> None:
        """Put a node on top; a graph without a name of its own only holds others."""
        inner = node.pop("@graph", [])
        if node and id(node) not in self.laid:
            self.laid.add(id(node))
            self.top.append(node)
        for each in inner:
            if isinstance(each, dict):
                self._lay(each)

    def _values(self, value: Any, naming: Naming, key: str, depth: int) -> list[Any]:  # noqa: ANN401 -- idem
        if depth > DEEPEST:
            return []
        if isinstance(value, list):
            return [each for item in value for each in self._values(item, naming, key, depth + 1)]
        if isinstance(value, dict):
            return self._of_object(value, naming, key, depth)
        plain = _plain(value)
        if isinstance(plain, str) and naming.language and key in _TEXTS:
            return [{"@value": plain, "@language": naming.language}]
        return [] if plain is None or plain == "" else [plain]

    def _of_object(self, value: Node, naming: Naming, key: str, depth: int) -> list[Any]:
        for name in _SETS:
            if name in value:
                return self._values(value[name], naming, key, depth + 1)
        if "@value" in value:
            return list(_literal(value))
        naming = naming.within(value["@context"]) if "@context" in value else naming
        node: Node = {}
        for name, inner in value.items():
            self._property(node, naming.key(str(name)), inner, naming, depth)
        return [self._known(node)] if node else []

    def _property(self, node: Node, key: str, value: Any, naming: Naming, depth: int) -> None:  # noqa: ANN401 -- idem
        if key == "@id":
            if isinstance(value, str) and (name := self._name(value)):
                node["@id"] = name
        elif key == "@type":
            types = [naming.type(each) for each in _strings(value)]
            if found := list(dict.fromkeys(filter(None, types))):
                node["@type"] = found[0] if len(found) == 1 else found
        elif key == "@graph" or not key.startswith("@"):
            values = self._values(value, naming, key, depth + 1)
            if values:
                node[_clean(key)] = [*node.get(_clean(key), []), *values]

    def _name(self, written: str) -> str:
        if written.startswith("_:"):
            return _clean(written)
        try:
            return _clean(urljoin(self.base, written.strip()))
        except ValueError:
            return ""

    def _known(self, node: Node) -> Node:
        """Give the one node of this name: what it says here is added to what it said before.

        Two of different types are kept apart: portals give a page and its dataset the address of the page.
        """
        name = node.get("@id")
        if name is None or len(node) == 1:
            return node
        known = self.named.setdefault(name, node)
        types, others = set(types_of(known)), set(types_of(node))
        if types and others and types.isdisjoint(others):
            return node
        for key, value in node.items():
            known.setdefault(key, value)
        return known


def _literal(value: Node) -> Iterator[Any]:
    plain, language = _plain(value["@value"]), value.get("@language")
    if plain is None or plain == "":
        return
    if isinstance(plain, str) and isinstance(language, str) and language:
        yield {"@value": plain, "@language": _clean(language)}
    else:
        yield plain


def _plain(value: Any) -> str | int | float | bool | None:  # noqa: ANN401 -- any JSON value
    if isinstance(value, str):
        return _clean(value).strip()
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if -WIDEST < value < WIDEST else str(value)
    return value if isinstance(value, float) and math.isfinite(value) else None


def _clean(text: str) -> str:
    """Replace halves of characters, which no text outside JSON can hold."""
    return text.encode(errors="replace").decode()


def _strings(value: Any) -> list[str]:  # noqa: ANN401 -- idem
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]
