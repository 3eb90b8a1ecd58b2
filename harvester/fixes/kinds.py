"""The kinds of fix, from ``kinds.yaml``: what an officer can do, and what that supposes."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter
from ruamel.yaml import YAML

import mappings
from harvester.fixes.known import Known, Terms

__all__ = ["ACTIONS", "Action", "Kind", "action", "kinds"]


class Kind(BaseModel):
    """A row of ``kinds.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    action: str
    property: str = ""
    values: tuple[str, ...] = ()
    where: mappings.Where = mappings.Where.EVERYWHERE
    topic: str = ""
    term: str = ""
    fact: str = ""
    only_publisher: bool = False
    overlay: str = ""


Action = Callable[[Known, Kind, Terms], Known | None]
"""What is known as it would be with the fix; ``None`` where there is nothing for it to mend."""
ACTIONS: Final[dict[str, Action]] = {}


def action(function: Action) -> Action:
    """Register an action under its own name."""
    ACTIONS[function.__name__] = function
    return function


@cache
def kinds() -> tuple[Kind, ...]:
    """Give the kinds in the order in which they are laid over an entry."""
    content = YAML(typ="safe").load((files("harvester.fixes") / "kinds.yaml").read_text(encoding="utf-8"))
    rows = [row | {"name": name} for name, row in content.items()]
    return tuple(TypeAdapter(list[Kind]).validate_python(rows))
