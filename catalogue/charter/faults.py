"""Decide who has to repair what is missing: our mapping, the portal software or the source.

The law: what the record says and the entry does not is ours, unless the mapping left a note that it
saw the value and could not use it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from catalogue.charter.verdict import Fault
from catalogue.model import Content, Dialect, Entry, Record

__all__ = ["FaultLists", "FaultTable", "Topic"]

BRANCHES: Final = (dict, list)
NAMING: Final = frozenset({"key", "@type", "@language"})
"""Keys whose values name something and say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    said: tuple[str, ...]
    """Names under which a record says something of it."""
    notes: tuple[str, ...]
    """Openings of the codes of the mapping's notes on it."""
    silent: tuple[Dialect, ...] = ()
    """Dialects in which the portal software never says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultLists:
    topics: dict[str, Topic]
    empty: tuple[str, ...]
    """Texts that portals put in place of nothing, in lower case."""


class FaultTable:
    __slots__ = ("_empty", "_names", "_topics")

    def __init__(self, lists: FaultLists) -> None:
        self._topics = dict(lists.topics)
        self._empty = frozenset(lists.empty)
        self._names = frozenset(name for topic in lists.topics.values() for name in topic.said)

    def __contains__(self, topic: str) -> bool:
        return topic in self._topics

    def said(self, record: Record) -> frozenset[str]:
        """Find the names under which the record says something, at any depth."""
        return frozenset(name for name, leaf in _leaves(record.content, self._names) if self._says(leaf))

    def _says(self, leaf: object) -> bool:
        if isinstance(leaf, str):
            return leaf.strip().casefold() not in self._empty
        return leaf is not None and leaf is not False

    def decide(self, topics: Collection[str], entry: Entry, record: Record, said: Collection[str]) -> Fault:
        """Name one fault for all topics together: ours first, then the source's, then the portal's."""
        faults = {self._one(self._topics[name], entry, record, said) for name in topics}
        for fault in (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL):
            if fault in faults:
                return fault
        return Fault.SOURCE

    @staticmethod
    def _one(topic: Topic, entry: Entry, record: Record, said: Collection[str]) -> Fault:
        if any(name in said for name in topic.said):
            noted = any(note.code.startswith(topic.notes) for note in entry.notes)
            return Fault.SOURCE if noted else Fault.MAPPING
        return Fault.PORTAL if record.dialect in topic.silent else Fault.SOURCE


def _leaves(content: Content, names: frozenset[str]) -> Iterator[tuple[str, object]]:
    """Walk without recursion (depth is the source's to choose) and give the scalars found under each name."""
    stack: list[tuple[str, Any]] = [("", content)]
    while stack:
        above, node = stack.pop()
        if isinstance(node, list):
            stack.extend((above, item) for item in node if isinstance(item, BRANCHES))
            if above:
                yield from ((above, item) for item in node if not isinstance(item, BRANCHES))
            continue
        if "key" in node and node["key"] in names:  # CKAN's own pairs: {"key": "license", "value": "..."}
            above = node["key"]
        for key, value in node.items():
            name = key if key in names else above
            if isinstance(value, BRANCHES):
                stack.append((name, value))
            elif name and key not in NAMING:
                yield name, value
