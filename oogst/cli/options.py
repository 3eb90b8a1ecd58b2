"""The options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["AsJson", "DatabaseUrl", "FeedsFolder", "Publishers", "SchedulesFolder"]

AsJson = Annotated[bool, typer.Option("--json", help="help.json")]
DatabaseUrl = Annotated[str, typer.Option("--database", help="help.database", metavar="URL")]
FeedsFolder = Annotated[Path | None, typer.Option("--feeds", help="help.feeds", metavar="FOLDER")]
SchedulesFolder = Annotated[Path | None, typer.Option("--schedules", help="help.schedules", metavar="FOLDER")]
Publishers = Annotated[list[str] | None, typer.Argument(help="help.publishers", metavar="[PUBLISHER]...")]
