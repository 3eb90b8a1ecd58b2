"""How the platform wants a record written: the lists of ``order.yaml``, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML

__all__ = ["PLAIN", "Form", "Role", "role"]

PLAIN: Final = frozenset({"text", "string", "date", "typed", "ref"})


class Form(NamedTuple):
    """How one property is written: as a plain value, or as a node of a role."""

    name: str
    first: bool
    """The schema takes one value."""


class Role(NamedTuple):
    kind: str
    """Its element, by short name."""
    holds: Mapping[str, Form]
    """In the order of the schema."""


@cache
def role(name: str) -> Role:
    return _roles()[name]


@cache
def _roles() -> Mapping[str, Role]:
    page: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("order.yaml"))
    return MappingProxyType({name: _role(said) for name, said in page.items()})


def _role(said: dict[str, Any]) -> Role:
    holds = {property_: _form(form) for property_, form in said["holds"].items()}
    return Role(said["is"], MappingProxyType(holds))


def _form(said: str) -> Form:
    name, _, first = said.partition(" ")
    return Form(name, first == "first")
