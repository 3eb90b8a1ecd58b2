"""Where commands write: results to standard output, bars and errors to standard error, in one language."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import IO, Any, Final, NoReturn, cast

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from catalogue.errors import OogstError, UsageError
from catalogue.messages import LANGUAGES, Language, say
from oogst.screen import Speech
from oogst.settings import settings

__all__ = [
    "CLOSED_PIPE",
    "Bar",
    "bar",
    "console",
    "error_console",
    "help_language",
    "print_json",
    "screen_language",
    "set_language",
    "tell",
    "tell_count",
    "tell_error",
]

PAGE: Final = 100
"""Columns where there is no screen to ask: what a page or a mail holds."""
BLANKS: Final = re.compile(r" +\n")
CLOSED_PIPE: Final = 141
"""Exit code when whoever reads our output stopped reading, as the shell gives it."""
_chosen: list[Language] = []


class Trimmed(TextIOBase):
    """Standard output without the blanks with which a table fills its lines, for files and pipes."""

    def write(self, text: str) -> int:
        return sys.stdout.write(BLANKS.sub("\n", text))

    def flush(self) -> None:
        sys.stdout.flush()


class Screen(Console):
    """A console that ends quietly when nobody reads it any more."""

    def on_broken_pipe(self) -> NoReturn:
        _leave_quietly()


def _leave_quietly() -> NoReturn:
    """Leave without a word: ``oogst check … | head`` is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(CLOSED_PIPE)


def set_language(language: str) -> None:
    """Choose the language of the screen; empty goes by what the settings say."""
    if language and language not in LANGUAGES:
        raise UsageError("usage.bad-language", value=language)
    _chosen[:] = [one for one in LANGUAGES if one == language]


def screen_language() -> Speech:
    """Give the language of the screen: the option, else the setting."""
    return Speech(_chosen[0] if _chosen else settings().language)


def help_language() -> Language:
    """Give the language of help and of errors; a setting that cannot be used does not stand in their way."""
    if _chosen:
        return _chosen[0]
    return "en" if os.environ.get("OOGST_LANGUAGE") == "en" else "nl"


def console() -> Console:
    """Give standard output; as wide as its screen, or as a page where there is none."""
    if sys.stdout.isatty():
        return Screen(highlight=False)
    width = None if "COLUMNS" in os.environ else PAGE
    return Screen(file=cast("IO[str]", Trimmed()), width=width, highlight=False)


def error_console() -> Console:
    return Screen(stderr=True, soft_wrap=True, highlight=False)


def print_json(document: object) -> None:
    """Write one JSON document to standard output, and nothing else; past the console, for it may be large."""
    try:
        sys.stdout.write(
            orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
        )
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()


def tell(key: str, **facts: object) -> None:
    """Say something beside the result, on standard error."""
    error_console().print(screen_language().say(key, **facts), markup=False)


def tell_count(key: str, count: int, **facts: object) -> None:
    """Say something that counts, beside the result."""
    error_console().print(screen_language().count(key, count, **facts), markup=False)


def tell_error(error: OogstError) -> None:
    """Say what happened, what still stands and what to type next."""
    error_console().print(say(error.key, help_language(), **error.facts), markup=False)


class Bar:
    """A progress bar on standard error; a :class:`harvester.runs.Progress`."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def total(self, records: int) -> None:
        self._progress.update(self._task, total=records)

    def advance(self, records: int) -> None:
        self._progress.advance(self._task, records)


@contextmanager
def bar(title: str, *, shown: bool = True) -> Iterator[Bar]:
    """Draw a bar while something long goes on; nothing is drawn where standard error is no screen."""
    screen = error_console()
    columns: list[Any] = [
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    ]
    hidden = not (shown and screen.is_terminal)
    with Progress(*columns, console=screen, transient=True, disable=hidden) as progress:
        yield Bar(progress, progress.add_task(title, total=None))
