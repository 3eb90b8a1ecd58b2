"""Where a rule makes itself known under the name that rubrics call it by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, ParamSpec

from catalogue.charter.rubric import Condition, Input, Level, Look, Rule
from catalogue.charter.verdict import Ruling

__all__ = ["CONDITIONS", "RULES", "NoParameters", "condition", "rule"]

P = ParamSpec("P")

RULES: Final[dict[str, Rule]] = {}
CONDITIONS: Final[dict[str, Condition]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParameters:
    """For a rule that has nothing to set."""


def rule(
    level: Level,
    parameters: type[Any] = NoParameters,
    *,
    needs: Input | None = None,
    looks_at: Look | None = None,
    various: bool = False,
) -> Callable[[Callable[P, Ruling]], Callable[P, Ruling]]:
    """Register a function under its own name.

    It takes, by level: entry ``(case, given)``; distribution ``(case, offer, given)``;
    publisher ``(case, given)``, with a PublisherCase. With ``needs`` it is only asked where that is there.
    ``looks_at``, the name of what a case holds or a function ``(case, given)``, lets its answer be
    remembered; a rule that asks for the time, or for anything of an entry that it does not name, is not to
    have it. ``various`` where entries differ much in that.
    """

    def register(function: Callable[P, Ruling]) -> Callable[P, Ruling]:
        RULES[function.__name__] = Rule(
            function.__name__, level, function, parameters, needs, looks_at, various
        )
        return function

    return register


def condition(
    parameters: type[Any] = NoParameters, *, looks_at: Look
) -> Callable[[Callable[P, Ruling | None]], Callable[P, Ruling | None]]:
    """Register a function ``(case, given)`` that gives the reason why checks do not apply, or ``None``.

    ``looks_at`` as of a rule: all that its answer rests on.
    """

    def register(function: Callable[P, Ruling | None]) -> Callable[P, Ruling | None]:
        CONDITIONS[function.__name__] = Condition(function.__name__, function, parameters, looks_at)
        return function

    return register
