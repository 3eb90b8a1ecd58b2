"""The six areas in which a city's maturity is looked at, and which checks speak of each.

The areas are those of the Smart Flanders quick-scan. What stands under them is our reading of it.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from catalogue.charter import Check, Rubric
from catalogue.charter.rubric import Words

__all__ = ["Area", "areas"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    name: str
    title: Words
    about: Words
    answers: tuple[str, ...]
    """Checks that people answer."""
    signals: tuple[str, ...]
    """Checks, or whole principles (``P09``), that are answered by looking."""

    def holds(self, check: str) -> bool:
        """Tell whether a check stands under this area."""
        return check in self.answers or self.signalled(check)

    def signalled(self, check: str) -> bool:
        return check in self.signals or check.partition(".")[0] in self.signals

    def checks(self, rubric: Rubric) -> list[Check]:
        """List the checks of a rubric under this area."""
        return [check for check in rubric.checks if self.holds(check.id)]


@cache
def areas() -> tuple[Area, ...]:
    """Give the six areas in the order of the quick-scan."""
    text = (files("catalogue.questionnaire") / "areas.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Area, ...]).validate_python(YAML(typ="safe").load(text))
