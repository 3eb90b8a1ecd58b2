"""Decide who has to repair what is missing: our mapping, the portal software or the source.

The law: what the record says and the entry does not is ours, unless the mapping left a note that it
saw the value and could not use it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from catalogue.charter.verdict import Fault
from catalogue.model import Content, Dialect, Entry

__all__ = ["FaultLists", "FaultTable", "Nodes", "Topic"]


class Nodes(NamedTuple):
    """Where a record speaks of itself, and where of its distributions, with the names it does so under."""

    own: list[Content]
    parts: list[Content]
    own_names: set[str]
    part_names: set[str]


NAMING: Final = frozenset({"@type", "@language"})
"""Keys whose values name something and say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    said: frozenset[str]
    """Names under which a record says something of it."""
    notes: tuple[str, ...]
    """Openings of the codes of the mapping's notes on it."""
    silent: tuple[Dialect, ...] = ()
    """Dialects in which the portal software never says it."""
    parts: bool = False
    """It may be said of a distribution as well as of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLists:
    topics: dict[str, Topic]
    wrappers: tuple[str, ...]
    """Names under which a record keeps more of its own properties."""
    parts: tuple[str, ...]
    """Names under which a record keeps its distributions."""
    empty: tuple[str, ...]
    """Texts that portals put in place of nothing, in lower case."""


class FaultTable:
    __slots__ = ("_empty", "_parts", "_topics", "_wrappers")

    def __init__(self, lists: FaultLists) -> None:
        self._topics = dict(lists.topics)
        self._wrappers, self._parts = lists.wrappers, lists.parts
        self._empty = frozenset(lists.empty)

    def __contains__(self, topic: str) -> bool:
        return topic in self._topics

    def nodes(self, content: Content) -> Nodes:
        """Find where a record speaks of itself, and where of its distributions."""
        own = self._own(content)
        parts = [one for node in own for name in self._parts if name in node for one in _dicts(node[name])]
        return Nodes(own, parts, set().union(*own), set().union(*parts))

    def says(self, names: frozenset[str], nodes: Nodes, *, parts: bool) -> bool:
        """Tell whether a record (with ``parts``: or a distribution of it) says anything under the names."""
        own, of_parts, own_names, part_names = nodes
        if (said := names & own_names) and self._any(said, own):
            return True
        return parts and bool(said := names & part_names) and self._any(said, of_parts)

    def _any(self, names: frozenset[str], nodes: list[Content]) -> bool:
        for node in nodes:
            for name in names:
                if name in node and self._means(node[name]):
                    return True
        return False

    def decide(
        self, topic: str, entry: Entry, dialect: Dialect, nodes: Nodes, *, held: Callable[[str], bool]
    ) -> Fault:
        """Say who repairs one topic.

        ``nodes`` are of the record; ``held`` tells whether the entry has a value of a topic, which then
        accounts for the record's.
        """
        one = self._topics[topic]
        if self.says(one.said, nodes, parts=one.parts) and not held(topic):
            seen = any(note.code.startswith(one.notes) for note in entry.notes)
            return Fault.SOURCE if seen else Fault.MAPPING
        return Fault.PORTAL if one.silent and dialect in one.silent else Fault.SOURCE

    def _own(self, content: Content) -> list[Content]:
        pairs: Content = {}
        own, stack = [pairs], [content]
        while stack:
            node = stack.pop()
            if "key" in node and "value" in node:  # CKAN's own pairs: {"key": "license", "value": "..."}
                pairs[str(node["key"])] = node["value"]
                continue
            own.append(node)
            for name in self._wrappers:
                if name in node:
                    stack += _dicts(node[name])
        return own

    def _means(self, value: Any) -> bool:  # noqa: ANN401  # JSON of any shape
        """Look for a leaf that says something, without recursion: depth is the source's to choose."""
        stack = [value]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                stack.extend(leaf for name, leaf in node.items() if name not in NAMING)
            elif isinstance(node, list):
                stack.extend(node)
            elif isinstance(node, str):
                if node.strip().casefold() not in self._empty:
                    return True
            elif node is not None and node is not False:
                return True
        return False


def _dicts(value: Any) -> list[Content]:  # noqa: ANN401  # JSON of any shape
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]
