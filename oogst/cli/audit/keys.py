"""``oogst audit key``: make the pair of keys with which this installation signs."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text as Line

from catalogue.bundle import fingerprint, make_key
from oogst.cli.console import console, screen_language

__all__ = ["command"]


def command(file: Annotated[Path, typer.Argument(help="help.audit.key.file", metavar="FILE")]) -> None:
    public, beside = make_key(file)
    say, screen = screen_language().say, console()
    screen.print(Line(say("audit.key.private", path=file)), soft_wrap=True)
    screen.print(Line(say("audit.key.public", path=beside)), soft_wrap=True)
    screen.print(Line(say("audit.key.fingerprint", fingerprint=fingerprint(public))), soft_wrap=True)
    screen.print(Line(say("audit.key.next", path=file)), soft_wrap=True)
