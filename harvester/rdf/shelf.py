"""Nodes that wait for the rest of their tree: the latest in memory, the others on disk.

Where the triples of a dataset stand together, nothing is ever put away. Where a document is sorted by
subject, a distribution may stand far from its dataset: all but a few nodes go to disk and come back once.
"""

from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, Final

import orjson

__all__ = ["Node", "Shelf"]

IN_MEMORY: Final = 4_000
"""Nodes; a node takes about 5 KB."""


@dataclass(slots=True)
class Node:
    content: dict[str, list[Any]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    """Names of nodes that belong to its tree."""
    damage: list[str] = field(default_factory=list)
    changed: bool = True
    """Since it was last put away."""


class Shelf:
    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._near: dict[str, Node] = {}
        self._away: dict[int, tuple[int, int]] = {}
        """Hash of a name → place and length on disk."""
        self._disk: IO[bytes] | None = None

    def get(self, name: str) -> Node | None:
        node = self._near.get(name)
        if node is None and (place := self._away.get(hash(name))) is not None:
            node = self._fetch(name, place)
        return node

    def new(self, name: str) -> Node:
        node = Node()
        self._place(name, node)
        return node

    def close(self) -> None:
        if self._disk is not None:
            self._disk.close()

    def drop(self, name: str) -> None:
        self._near.pop(name, None)
        self._away.pop(hash(name), None)

    def _place(self, name: str, node: Node) -> None:
        if len(self._near) >= self._in_memory:
            self._put_away()
        self._near[name] = node

    def _put_away(self) -> None:
        """Make room by writing out the older half."""
        if self._disk is None:
            self._disk = TemporaryFile()  # noqa: SIM115 -- closed with the shelf
        for name in list(self._near)[: max(1, self._in_memory // 2)]:
            node = self._near.pop(name)
            if node.changed:
                body = orjson.dumps([name, node.content, node.links, node.damage])
                self._away[hash(name)] = (self._disk.seek(0, 2), len(body))
                self._disk.write(body)

    def _fetch(self, name: str, place: tuple[int, int]) -> Node | None:
        if self._disk is None:
            return None
        self._disk.seek(place[0])
        whose, content, links, damage = orjson.loads(self._disk.read(place[1]))
        if whose != name:
            return None  # two names with one hash; the other one was put away later
        node = Node(content, links, damage, changed=False)
        self._place(name, node)
        return node
