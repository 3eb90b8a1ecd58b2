"""Decide who has to repair what is missing: our mapping, the portal software or the source.

The law: what the record says and the entry does not is ours, unless the mapping left a note that it
saw the value and could not use it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.charter.verdict import Fault
from catalogue.model import Dialect, Entry, Record

__all__ = ["FaultLists", "FaultTable", "Topic"]


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
        return frozenset(
            name
            for name, leaf in _leaves(record.content, self._names)
            if str(leaf).strip().casefold() not in self._empty
        )

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


def _leaves(content: Any, names: frozenset[str]) -> Iterator[tuple[str, object]]:  # noqa: ANN401  # JSON of any shape
    """Walk without recursion (depth is the source's to choose) and give the scalars found under each name."""
    stack: list[tuple[str, Any]] = [("", content)]
    while stack:
        name, node = stack.pop()
        if isinstance(node, dict):
            extra = node.get("key")  # CKAN's own pairs: {"key": "license", "value": "..."}
            if "value" in node and extra in names:
                stack.append((extra, node["value"]))
            stack.extend(
                (key if key in names else name, value) for key, value in node.items() if key != "@type"
            )
        elif isinstance(node, list):
            stack.extend((name, item) for item in node)
        elif name and node is not None and node is not False:
            yield name, node
