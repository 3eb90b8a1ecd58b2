"""The options that commands about pushes share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["OfPublisher", "PlanName", "TargetName", "TargetsFile"]

TargetName = Annotated[str, typer.Argument(help="help.push.target", metavar="TARGET")]
PlanName = Annotated[str, typer.Argument(help="help.push.plan-name", metavar="PLAN")]
OfPublisher = Annotated[
    list[str] | None, typer.Option("--publisher", help="help.push.publisher", metavar="PUBLISHER")
]
TargetsFile = Annotated[Path | None, typer.Option("--targets", help="help.push.targets", metavar="FILE")]
