"""The register of published shape files."""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ruamel.yaml import YAML

__all__ = ["Published", "published"]

REGISTER: Final = Path(__file__).parent / "register.yaml"


class Published(NamedTuple):
    """A file of shapes as it was published."""

    name: str
    profile: str
    """Name of the profile for people."""
    version: str
    file: str
    """How it is called where we keep it."""
    url: str
    sha256: str = ""
    """Of the bytes that our rules were compared with; empty when they were never at hand."""


@cache
def published() -> dict[str, Published]:
    """Give every published file of shapes by its name, in the order of the register."""
    register = YAML(typ="safe").load(REGISTER)
    return {name: Published(name=name, **facts) for name, facts in register.items()}
