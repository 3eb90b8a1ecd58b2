"""The rules of the mapping in words, made from the field files and the registry of rules.

One sentence per rule: which places of the source are read, in which order, and as what.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from catalogue.errors import UsageError
from catalogue.messages import Language, keys, say
from catalogue.model import Dialect
from mappings.engine.outline import Part, Row, outline
from mappings.rules import RULES

__all__ = ["MappingRow", "mapping_rows", "row_text", "rows_of", "rule_text", "sentence"]


def rule_text(rule: str, language: Language) -> str:
    """Say what a rule does, by the name that reasons give it: ``ckan.dataset.title``, ``publisher.name``."""
    for name in (rule, rule.rpartition(".")[0]):
        if f"rule.own.{name}" in _known():
            return say(f"rule.own.{name}", language)
    if rule.startswith("overlay."):
        return say("rule.corrected", language)
    rows = rows_of(rule)
    if rows:
        said = [sentence(row, language, at=at) for at, row in rows]
        return _otherwise(list(dict.fromkeys(said)), language)
    places = [part.at for part in _parts(rule) if part.at != "."]
    if places:
        return say("rule.node", language, at=", ".join(dict.fromkeys(places)))
    return say("rule.unknown", language, rule=rule)


def sentence(row: Row, language: Language, *, at: str = ".") -> str:
    """Say what is read for one property of a node that stands ``at`` a place, and as what."""
    return _otherwise([_of_rule(rule, paths, at, language) for rule, paths in row.rules], language)


def _of_rule(rule: str, paths: tuple[str, ...], at: str, language: Language) -> str:
    collect = RULES[rule][1]
    several = {"all": "rule.all", "joined": "rule.all", "best": "rule.best"}.get(collect, "rule.first")
    key = "rule.one" if len(paths) == 1 else several
    kind = say(f"rule.kind.{rule}", language) if f"rule.kind.{rule}" in _known() else f"({rule})"
    return say(key, language, paths=", ".join(_place(at, path, language) for path in paths), kind=kind)


def _place(at: str, path: str, language: Language) -> str:
    if path == ".":
        return say("rule.itself", language) if at == "." else at
    return path if at == "." else f"{at}/{path}"


def _otherwise(said: list[str], language: Language) -> str:
    first, *rest = said
    return " ".join([first, *(say("rule.else", language, rule=one[0].lower() + one[1:]) for one in rest)])


def rows_of(place: str) -> list[tuple[str, Row]]:
    """Give the rows of the field files that bear a name, each with where its node stands."""
    node, _, name = place.rpartition(".")
    return [(part.at, row) for part in _parts(node) for row in part.rows if row.name == name]


def _parts(place: str) -> list[Part]:
    """Find the nodes of this name: several where a source may keep them in several places."""
    dialect, _, _ = place.partition(".")
    known = {str(one): one for one in Dialect}
    if dialect not in known:
        return []
    try:
        kinds = outline(known[dialect]).kinds.values()
    except (FileNotFoundError, UsageError):
        return []
    return [found for part in kinds for found in _within(part, place)]


def _within(part: Part, place: str) -> Iterator[Part]:
    if part.place == place:
        yield part
    elif place.startswith(f"{part.place}."):
        for inner in part.parts:
            yield from _within(inner, place)


@cache
def _known() -> frozenset[str]:
    return frozenset(keys())


def row_text(row: str, language: Language) -> str:
    """Say what kind of row this is, where no table has names and an IRI for it; empty for one that has."""
    key = f"rule.row.{row.partition('/')[0]}"
    return say(key, language) if key in _known() else ""


class MappingRow(NamedTuple):
    """One property of the mapping of a dialect, for whoever reviews it."""

    node: str
    """``dataset``, ``dataset.contact``: the node of the entry."""
    name: str
    at: str
    """Where the node stands in the source; ``.`` for the record itself."""
    rules: tuple[tuple[str, tuple[str, ...]], ...]
    """Each rule with its paths, best first."""
    words: str


def mapping_rows(dialect: Dialect, language: Language) -> list[MappingRow]:
    """List the whole mapping of a dialect in the order of its field file."""
    return [row for part in outline(dialect).kinds.values() for row in _rows(part, language)]


def _rows(part: Part, language: Language) -> Iterator[MappingRow]:
    node = part.place.partition(".")[2]
    for row in part.rows:
        yield MappingRow(node, row.name, part.at, row.rules, sentence(row, language, at=part.at))
    for inner in part.parts:
        yield from _rows(inner, language)
