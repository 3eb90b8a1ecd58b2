"""What the platform's import keeps, read once from ``rules.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML

from catalogue.profile.ruletables import read_table

__all__ = ["PRIMITIVES", "Keep", "Kept", "in_profile", "rules", "twin_of"]

PRIMITIVES: Final = frozenset({"text", "literal", "date", "url", "mail"})
IN_TABLES: Final = {"place": "location"}
"""Roles that the tables of the profile call otherwise."""


class Keep(NamedTuple):
    """How one property is kept: as a plain value, or as a node of a role."""

    role: str
    hollow: bool
    """A literal leaves an empty node in its place."""

    @property
    def plain(self) -> bool:
        return self.role in PRIMITIVES


class Kept(NamedTuple):
    """What is kept of the nodes of one role."""

    kinds: frozenset[str]
    keeps: Mapping[str, Keep]


class Rules(NamedTuple):
    namespaces: frozenset[str]
    classes: Mapping[str, Kept]
    profile: str
    """The profile that a record declares when it says none itself."""
    indexed: frozenset[str]
    """The profiles for which the index of the platform works out licence and open data."""
    statuut: Mapping[str, str]
    model_licences: frozenset[str]


@cache
def rules() -> Rules:
    page = _page()
    return Rules(
        frozenset(page["namespaces"]),
        MappingProxyType({role: _kept(said) for role, said in page["classes"].items()}),
        page["profiles"]["default"],
        frozenset(page["profiles"]["indexed"]),
        MappingProxyType(page["statuut"]),
        frozenset(page["model_licences"]),
    )


@cache
def in_profile(role: str, predicate: str) -> bool:
    """Tell whether DCAT-AP Vlaanderen 2026-02-12 has a property for things of a role."""
    rows = read_table("vl-mandatory")["rows"].get(IN_TABLES.get(role, role), ())
    return any(row[0] == predicate for row in rows) or predicate in _page()["profile"].get(role, ())


def twin_of(role: str, predicate: str) -> str:
    """Give the path under which our feed says the same in a place that the platform keeps; empty if none."""
    path: str = _page()["twins"].get(role, {}).get(predicate, "")
    return path


def _kept(said: dict[str, Any]) -> Kept:
    keeps = {
        predicate: Keep(rule.removesuffix("+"), rule.endswith("+"))
        for predicate, rule in said["keeps"].items()
    }
    return Kept(frozenset({said["is"], *said.get("also", ())}), MappingProxyType(keeps))


@cache
def _page() -> dict[str, Any]:
    page: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("rules.yaml"))
    return page
