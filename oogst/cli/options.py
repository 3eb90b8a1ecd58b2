"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from oogst.cli.console import help_text

__all__ = ["AsJson", "DatabaseUrl", "FeedsFolder", "Publishers", "SchedulesFolder"]

AsJson = Annotated[bool, typer.Option("--json", help=help_text("json"))]
DatabaseUrl = Annotated[str, typer.Option("--database", help=help_text("database"), metavar="URL")]
FeedsFolder = Annotated[Path | None, typer.Option("--feeds", help=help_text("feeds"), metavar="FOLDER")]
SchedulesFolder = Annotated[
    Path | None, typer.Option("--schedules", help=help_text("schedules"), metavar="FOLDER")
]
Publishers = Annotated[
    list[str] | None, typer.Argument(help=help_text("publishers"), metavar="[PUBLISHER]...")
]
