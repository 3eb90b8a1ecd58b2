"""Field files: per dialect, for each property the paths in order and the rule that reads them. Compiled once.

A block is a mapping from property to ``{rule: [paths]}``, where of several rules the first that finds a value
counts, or to a list of blocks for nested nodes; ``at`` names where the nodes of a block stand, and ``where``
(``{rule: [paths]}``) keeps those in which that rule finds a value.
One law: a field file that names an unknown rule does not load.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from catalogue.errors import UsageError
from catalogue.model import Dialect
from mappings.engine.collect import Reader, either, reader
from mappings.engine.paths import Found, Walk, first_key, walker
from mappings.reading import Given, Scope
from mappings.rules import RULES
from mappings.tables import read_yaml

__all__ = ["Block", "Fields", "Line", "Values", "fields"]

Values: TypeAlias = dict[str, list[Given]]

_BEFORE: Final = ("languages", "text_language")
_KINDS: Final = ("dataset", "dataservice", "datasetreeks", "catalogue")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name, its rule id, the keys that it looks at first, and its reader."""

    name: str
    rule: str
    keys: tuple[str, ...]
    read: Reader


@dataclass(frozen=True, slots=True)
class Block:
    """The compiled lines of one node, and the blocks of its nested nodes."""

    rule: str
    at: Walk
    lines: tuple[Line, ...]
    nodes: dict[str, tuple["Block", ...]]
    where: Line | None = None

    def found(self, node: object, base: str) -> list[Found]:
        """List the nodes that this block describes, with their pointers."""
        found = self.at(node, base)
        if self.where is None:
            return found
        scope = Scope(base="", publisher="")
        return [(at, inner) for at, inner in found if self.where.read(inner, at, scope)]

    def read(self, node: object, base: str, scope: Scope) -> Values:
        """Read every property of one node; properties without a value are absent."""
        values: Values = {}
        keys = node.keys() if type(node) is dict else frozenset[str]()
        for line in self.lines:
            if line.keys and keys.isdisjoint(line.keys):
                continue
            given = line.read(node, base, scope)
            if given:
                values[line.name] = given
        return values


@dataclass(frozen=True, slots=True)
class Fields:
    """A compiled field file."""

    dialect: Dialect
    blocks: dict[str, Block]
    languages: dict[str, Line]
    """Read before the rest: the language of texts without a tag depends on it."""
    spoken: dict[str, Line]
    """Where a record says apart from that in which language its own words are (``text_language``)."""


@cache
def fields(dialect: Dialect) -> Fields:
    """Load and compile the field file of a dialect. Raises UsageError on a faulty file."""
    file = f"{dialect}.yaml"
    content = read_yaml("fields", file)
    if not isinstance(content, dict):
        raise UsageError("mappings.fields-invalid", file=file, place="", detail="not a mapping")
    decode = bool(content.get("json_in_strings", False))
    compiler = _Compiler(file, decode)
    kinds = [(kind, content[kind], f"{dialect}.{kind}") for kind in _KINDS if kind in content]
    blocks = {kind: compiler.block(block, rule, without=_BEFORE) for kind, block, rule in kinds}
    languages, spoken = (
        {kind: compiler.line(name, block[name], rule) for kind, block, rule in kinds if name in block}
        for name in _BEFORE
    )
    return Fields(dialect, blocks, languages, spoken)


@dataclass(frozen=True, slots=True)
class _Compiler:
    file: str
    decode: bool

    def block(self, content: object, rule: str, *, without: tuple[str, ...] = ()) -> Block:
        if not isinstance(content, dict):
            raise self.fault(rule, "a block is a mapping")
        parts = {name: value for name, value in content.items() if name not in ("at", "where", *without)}
        lines = tuple(
            self.line(name, value, rule) for name, value in parts.items() if isinstance(value, dict)
        )
        nodes = {
            name: tuple(self.block(part, f"{rule}.{name}") for part in value)
            for name, value in parts.items()
            if isinstance(value, list)
        }
        at = walker(content.get("at", "."), decode=self.decode)
        where = self.line("where", content["where"], rule) if "where" in content else None
        return Block(rule, at, lines, nodes, where)

    def line(self, name: str, content: dict[str, list[str]], rule: str) -> Line:
        place = f"{rule}.{name}"
        readers = [self.reader(place, rule_name, paths) for rule_name, paths in content.items()]
        if not readers:
            raise self.fault(place, "a property has at least one rule")
        keys = tuple(first_key(path) for paths in content.values() for path in paths)
        read = readers[0] if len(readers) == 1 else either(readers)
        return Line(name, place, () if "" in keys else keys, read)

    def reader(self, place: str, rule_name: str, paths: list[str]) -> Reader:
        if rule_name not in RULES or not paths:
            raise self.fault(place, f"unknown rule or no paths: {rule_name}")
        read, collect = RULES[rule_name]
        return reader([walker(path, decode=self.decode) for path in paths], read, collect)

    def fault(self, place: str, detail: str) -> UsageError:
        return UsageError(
            "mappings.fields-invalid", file=f"mappings/fields/{self.file}", place=place, detail=detail
        )
