"""Where commands write: results to standard output, bars and errors to standard error, in one language."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from catalogue.errors import UsageError
from catalogue.messages import LANGUAGES, Language, say
from oogst.settings import settings

__all__ = ["Bar", "Speech", "bar", "console", "error_console", "help_text", "screen_language", "set_language"]

WIDE: Final = 160
_chosen: list[Language] = []


@dataclass(frozen=True, slots=True)
class Speech:
    """Speaks the messages in the language of this screen."""

    language: Language

    def say(self, key: str, **facts: object) -> str:
        return say(key, self.language, **facts)


def set_language(language: str) -> None:
    """Choose the language of the screen; empty keeps what the settings say."""
    if not language:
        return
    if language not in LANGUAGES:
        raise UsageError("usage.bad-language", language=language)
    _chosen[:] = [language]


def screen_language() -> Speech:
    """Give the language of the screen: the option, else the setting."""
    return Speech(_chosen[0] if _chosen else settings().language)


def help_text(key: str) -> str:
    """Give a help text; made before options are read, so only the environment chooses its language."""
    return say(f"help.{key}", "en" if os.environ.get("OOGST_LANGUAGE") == "en" else "nl")


def console() -> Console:
    """Give standard output; where it is no screen, wide enough that tables stay whole."""
    return Console(soft_wrap=True, width=None if sys.stdout.isatty() else WIDE)


def error_console() -> Console:
    return Console(stderr=True, soft_wrap=True)


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
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=screen, transient=True, disable=not (shown and screen.is_terminal)
    ) as progress:
        yield Bar(progress, progress.add_task(title, total=None))
