"""Questions on a terminal: each asked until the answer can be used, or answered by an option beforehand."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from catalogue.errors import OogstError, UsageError
from oogst.cli.console import error_console, screen_language, tell_error

__all__ = ["Question", "ask"]

TURNS: Final = 5
"""Answers that are tried before we give up."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    key: str
    """Key of the message that asks."""
    option: str
    """The option that answers it on the command line."""
    needed: bool = True


def ask(question: Question, given: str | None, read: Callable[[str], T], empty: T, **facts: object) -> T:
    """Give what ``read`` makes of the answer: of the option, else of what is typed.

    ``read`` raises an error for an answer that cannot be used; what was typed is then asked for again. No
    answer gives ``empty`` where none is needed; else it raises UsageError.
    """
    if given is not None:
        return read(given) if given.strip() or question.needed else empty
    for _ in range(TURNS):
        typed = _typed(screen_language().say(question.key, **facts))
        if typed is None or not (typed or question.needed):
            break
        try:
            return read(typed)
        except OogstError as error:
            tell_error(error)
    if question.needed:
        raise UsageError("source.no-answer", option=question.option)
    return empty


def _typed(words: str) -> str | None:
    """Ask on standard error, and read one line; None when there is nobody to answer."""
    error_console().print(words, markup=False, end=" ")
    line = sys.stdin.readline()
    return line.strip() if line else None
