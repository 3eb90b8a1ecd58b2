"""The field files as they are written: for each property its rules and paths in order, to show and count.

Where :mod:`mappings.engine.fields` compiles them to be fast, this keeps what a person asks for. One law: both
read the same file in the same order, which a test holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from catalogue.model import Dialect
from mappings.engine.paths import Found, walker
from mappings.tables import read_yaml

__all__ = ["Outline", "Part", "Reading", "Row", "outline", "readings"]

_AROUND: Final = ("at", "where")
_SEVERAL: Final = ".distributions"
"""Ends the place of a part that makes a node of each of its nodes; of others the best one is taken."""
_KINDS: Final = ("dataset", "dataservice", "datasetreeks", "catalogue")


@dataclass(frozen=True, slots=True)
class Row:
    """One property of a node: where it stands in the mapping, and what is read for it, best first."""

    place: str
    """As reasons name it: ``ckan.dataset.title``."""
    name: str
    rules: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A node of the entry: the source's nodes that it is read from, its rows, and the nodes inside it."""

    place: str
    at: str
    where: Row | None
    rows: tuple[Row, ...]
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Outline:
    dialect: Dialect
    kinds: dict[str, Part]


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that a path of the mapping leads to."""

    pointer: str
    value: object
    row: Row
    within: str
    """The distribution that it belongs to: what is read of one is never taken for another."""


@cache
def outline(dialect: Dialect) -> Outline:
    """Read the field file of a dialect, which is known to be valid where it was compiled before."""
    content: Any = read_yaml("fields", f"{dialect}.yaml")
    kinds = {kind: _part(content[kind], f"{dialect}.{kind}") for kind in _KINDS if kind in content}
    return Outline(dialect, kinds)


def _part(content: dict[str, Any], place: str) -> Part:
    own = {name: value for name, value in content.items() if name not in _AROUND}
    rows = tuple(_row(name, value, place) for name, value in own.items() if isinstance(value, dict))
    parts = tuple(
        _part(block, f"{place}.{name}")
        for name, blocks in own.items()
        if isinstance(blocks, list)
        for block in blocks
    )
    where = _row("where", content["where"], place) if "where" in content else None
    return Part(place, str(content.get("at", ".")), where, rows, parts)


def _row(name: str, content: dict[str, list[str]], place: str) -> Row:
    return Row(f"{place}.{name}", name, tuple((rule, tuple(paths)) for rule, paths in content.items()))


def readings(part: Part, node: object, base: str = "", within: str = "") -> Iterator[Reading]:
    """Give every value of a record that some path of a part leads to, whether or not it was taken."""
    for at, inner in _walk(part.at, node, base):
        inside = at if part.place.endswith(_SEVERAL) else within
        for row in (*part.rows, *((part.where,) if part.where else ())):
            yield from _of_row(row, inner, at, inside)
        for deeper in part.parts:
            yield from readings(deeper, inner, at, inside)


def _of_row(row: Row, node: object, base: str, within: str) -> Iterator[Reading]:
    for _, paths in row.rules:
        for path in paths:
            for pointer, value in _walk(path, node, base):
                yield Reading(pointer, value, row, within)


@cache
def _walker(path: str) -> Any:  # noqa: ANN401  a walk, which a cache would lose the type of
    return walker(path)


def _walk(path: str, node: object, base: str) -> list[Found]:
    found: list[Found] = _walker(path)(node, base)
    return found
