"""The listed differences between published shapes and our rules, and which of them were needed."""

from collections import Counter
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from ruamel.yaml import YAML

from catalogue.model.namespaces import shorten
from catalogue.profile import Result

__all__ = ["Difference", "Used", "differences"]

TABLE: Final = Path(__file__).parent / "differences.yaml"


class Difference(NamedTuple):
    """One entry of the table; what it does not name, it holds for."""

    section: str
    because: str
    kind: str = ""
    files: tuple[str, ...] = ("*",)
    paths: tuple[str, ...] = ("*",)
    components: tuple[str, ...] = ("*",)
    rules: tuple[str, ...] = ()
    only: str = ""

    def explains(self, file: str, result: Result) -> bool:
        """Tell whether a result of a published file is this difference."""
        named = (self.files, file), (self.paths, shorten(result.path)), (self.components, result.component)
        return all(any(fnmatchcase(value, one) for one in patterns) for patterns, value in named)


class Used:
    """The differences of one section, with how often each was needed."""

    def __init__(self, section: str) -> None:
        self.listed = [one for one in differences() if one.section == section]
        self.times: Counter[Difference] = Counter()

    def explain(self, fits: Callable[[Difference], bool], times: int = 1) -> Difference | None:
        """Give the first difference that fits, and remember that it was needed."""
        found = next((one for one in self.listed if fits(one)), None)
        if found:
            self.times[found] += times
        return found

    def unused(self) -> list[Difference]:
        return [one for one in self.listed if not self.times[one]]


@cache
def differences() -> tuple[Difference, ...]:
    table = YAML(typ="safe", pure=True).load(TABLE)
    return tuple(_read(section, facts) for section, listed in table.items() for facts in listed)


def _read(section: str, facts: dict[str, Any]) -> Difference:
    frozen: dict[str, Any] = {
        name: value if isinstance(value, str) else tuple(value) for name, value in facts.items()
    }
    return Difference(section=section, **frozen)
