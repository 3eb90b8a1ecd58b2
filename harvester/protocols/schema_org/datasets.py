"""The datasets that a page describes: found among its nodes, made whole, each once.

A dataset that two syntaxes describe is one: they name the same address, or one of them names none and the
titles agree. What JSON-LD says comes first; the other syntaxes only add properties that it lacks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from harvester.hashing import canonical
from harvester.pages import Document, page_key
from harvester.protocols.schema_org.nodes import Node, Nodes, is_dataset, types_of
from harvester.protocols.schema_org.syntaxes import Damage, Embedded, embedded

__all__ = ["Described", "described", "described_by", "first_text", "links_of"]

LISTING: Final = ("@graph", "dataset", "mainEntity", "hasPart", "itemListElement", "item", "dataFeedElement")
"""Properties whose datasets are offered here; those of others (isBasedOn, citation) are only mentioned."""
_OTHER_WORKS: Final = """
citation dataset hasPart includedInDataCatalog isBasedOn isPartOf mainEntityOfPage subjectOf workExample
"""
OUTLINED: Final = frozenset(_OTHER_WORKS.split())
"""Properties that lead to other works: of those only the outline is kept."""
OUTLINE: Final = ("@id", "@type", "name", "url")
DEEPEST: Final = 8
LARGEST: Final = 20_000
"""Values of one dataset; references let a small page describe an endless one."""
LARGEST_PAGE: Final = 4_000_000


@dataclass(slots=True)
class Described:
    """What a page describes."""

    datasets: list[Node] = field(default_factory=list)
    catalogue: Node = field(default_factory=dict)
    oversized: list[str] = field(default_factory=list)
    """Titles of datasets that were too large to be one."""
    damage: list[Damage] = field(default_factory=list)
    ended: bool = True
    """Whether the page ends as a whole one."""

    @property
    def nothing(self) -> bool:
        """Tell a page that has nothing to do with datasets."""
        return not (self.datasets or self.oversized or self.damage)


def described(document: Document) -> Described:
    """Read everything that an HTML page describes."""
    found = described_by(embedded(document), document.base)
    found.ended = document.ended
    return found


def described_by(syntaxes: Iterator[Embedded] | list[Embedded], base: str) -> Described:
    """Bring together what each syntax says."""
    found = Described()
    budget = _Budget(LARGEST_PAGE)
    for syntax in syntaxes:
        found.damage.extend(syntax.damage)
        nodes = Nodes(base)
        for block in syntax.blocks:
            nodes.add(block)
        known = _Known(found.datasets)
        for dataset in _whole(nodes, found, budget, sort=syntax.unordered):
            if not known.took(dataset):
                found.datasets.append(dataset)
    return found


class _TooLargeError(ValueError):
    """Raised when a dataset has more values than one can have."""


@dataclass(slots=True)
class _Budget:
    left: int
    page: "_Budget | None" = None

    def spend(self) -> None:
        self.left -= 1
        if self.page is not None:
            self.page.spend()
        if self.left < 0:
            raise _TooLargeError


def _whole(nodes: Nodes, found: Described, budget: _Budget, *, sort: bool) -> list[Node]:
    """Give the datasets of one syntax with all that belongs to them, and note the catalogue."""
    whole: list[Node] = []
    for offered in _offered(nodes):
        node = offered if is_dataset(offered) else {k: v for k, v in offered.items() if k != "dataset"}
        try:
            made = _made_whole(node, nodes, _Budget(LARGEST, budget), sort=sort)
        except _TooLargeError:
            if is_dataset(node):
                found.oversized.append(first_text(node, "name"))
            continue
        if is_dataset(node):
            whole.append(made)
        elif not found.catalogue:
            found.catalogue = made
    return sorted(whole, key=canonical) if sort else whole


def _offered(nodes: Nodes) -> Iterator[Node]:
    """Walk to every dataset and catalogue on offer, each once."""
    met: set[int] = set()
    waiting = list(reversed(nodes.top))
    while waiting:
        node = waiting.pop()
        node = nodes.named.get(node.get("@id", ""), node) if len(node) == 1 else node
        if id(node) in met:
            continue
        met.add(id(node))
        if is_dataset(node) or "DataCatalog" in types_of(node):
            yield node
        inner = [each for key in LISTING for each in node.get(key, ()) if isinstance(each, dict)]
        waiting.extend(reversed(inner))


def _made_whole(node: Node, nodes: Nodes, budget: _Budget, *, sort: bool) -> Node:
    return _Embedding(nodes, budget, sort).node(node, (), outline=False)


@dataclass(frozen=True, slots=True)
class _Embedding:
    """Puts the nodes that a dataset refers to in their places."""

    nodes: Nodes
    budget: _Budget
    sort: bool

    def node(self, node: Node, above: tuple[int, ...], *, outline: bool) -> Node:
        self.budget.spend()
        made: Node = {}
        for key, values in node.items():
            if outline and key not in OUTLINE:
                continue
            if key == "@id":
                if not values.startswith("_:"):
                    made["@id"] = values
            elif key == "@type":
                made["@type"] = values
            else:
                inner = [self.value(each, (*above, id(node)), key) for each in values]
                kept = [each for each in inner if each not in ({}, None)]
                if kept:
                    made[key] = sorted(kept, key=canonical) if self.sort else kept
        return made

    def value(self, value: Any, above: tuple[int, ...], key: str) -> Any:  # noqa: ANN401 -- any JSON value
        if not isinstance(value, dict) or "@value" in value:
            self.budget.spend()
            return _file_at(value) if key == "distribution" else value
        node = self.nodes.named.get(value.get("@id", ""), value) if len(value) == 1 else value
        if id(node) in above or len(above) > DEEPEST:
            return {name: node[name] for name in ("@id",) if not node.get(name, "_:").startswith("_:")}
        made = self.node(node, above, outline=key in OUTLINED)
        return _file_at(made.get("@id")) if key == "distribution" and set(made) == {"@id"} else made


def _file_at(value: Any) -> Any:  # noqa: ANN401 -- idem
    """Write a distribution that is only an address as what it stands for."""
    return {"url": [value]} if isinstance(value, str) else value


def first_text(node: Node, key: str) -> str:
    """Give the first string of a property, without its language."""
    for value in node.get(key, ()):
        plain = value.get("@value") if isinstance(value, dict) else value
        if isinstance(plain, str):
            return plain
    return ""


def links_of(node: Node, key: str) -> list[str]:
    """List the addresses that a property holds, as strings or as references."""
    found = (each.get("@id") if isinstance(each, dict) else each for each in node.get(key, ()))
    return [each for each in found if isinstance(each, str)]


class _Known:
    """The datasets that earlier syntaxes described, by their addresses and by their titles."""

    def __init__(self, datasets: list[Node]) -> None:
        self.by_name = {name: each for each in reversed(datasets) for name in _names(each)}
        self.by_title = {_title(each): each for each in reversed(datasets)}

    def took(self, dataset: Node) -> bool:
        """Add what a dataset says to the one that it also is; tell whether there was one."""
        names = _names(dataset)
        same = next((self.by_name[name] for name in names if name in self.by_name), None)
        alike = self.by_title.get(_title(dataset)) if _title(dataset) else None
        if same is None and alike is not None and not (names and _names(alike)):
            same = alike
        if same is None:
            return False
        for key, value in dataset.items():
            same.setdefault(key, value)
        return True


def _names(node: Node) -> list[str]:
    own = [node["@id"]] if "@id" in node else []
    return [page_key(name) for name in (*own, *links_of(node, "url"), *links_of(node, "identifier"))]


def _title(node: Node) -> str:
    return " ".join(first_text(node, "name").casefold().split())
