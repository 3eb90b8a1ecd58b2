"""Where a rule makes itself known under the name that rubrics call it by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, ParamSpec

from catalogue.charter.rubric import Level, Rule
from catalogue.charter.verdict import Ruling

__all__ = ["RULES", "NoParameters", "rule"]

P = ParamSpec("P")

RULES: Final[dict[str, Rule]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParameters:
    """For a rule that has nothing to set."""


def rule(
    level: Level, parameters: type[Any] = NoParameters
) -> Callable[[Callable[P, Ruling]], Callable[P, Ruling]]:
    """Register a function under its own name.

    It takes, by level: entry ``(case, given)``; distribution ``(case, offer, given)``;
    publisher ``(case, given)``, with a PublisherCase.
    """

    def register(function: Callable[P, Ruling]) -> Callable[P, Ruling]:
        RULES[function.__name__] = Rule(function.__name__, level, function, parameters)
        return function

    return register
