"""``oogst push verify``: read back what was pushed, and say what the portal made of it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from catalogue.targets.push.verifying import Sample
from oogst.cli.console import bar, console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.cli.push.applying import INCOMPLETE
from oogst.cli.push.options import OfPublisher, TargetName, TargetsFile
from oogst.cli.push.planning import scope
from oogst.installation import opened
from oogst.report.push import print_verified, verified_document
from oogst.targets import channel, target_named

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    target: TargetName,
    publisher: OfPublisher = None,
    sample: Annotated[int, typer.Option("--sample", help="help.push.sample", metavar="N", min=0)] = 0,
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    settings = target_named(target, targets)
    wanted = scope(settings, publisher or [], schedules)
    drawn = Sample(sample, datetime.now(UTC).date().isoformat()) if sample else None
    with opened(database) as store:
        opened_target = channel(settings, store, feeds, schedules)
        with bar(settings.name) as progress:
            found = opened_target.verify(wanted, drawn, progress)
    if as_json:
        print_json(verified_document(settings.name, found))
    else:
        print_verified(settings.name, found, console(), screen_language())
    if not found.stands:
        raise typer.Exit(INCOMPLETE)
