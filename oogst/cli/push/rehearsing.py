"""``oogst push rehearse``: ask a portal what it would refuse of a plan, before anything goes there."""

import typer

from catalogue.targets.push.plans import find_plan
from oogst.cli.console import bar, console, print_json, screen_language, tell_error
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.cli.push.applying import INCOMPLETE
from oogst.cli.push.options import PlanName, TargetsFile
from oogst.installation import opened
from oogst.report.push import print_rehearsed, rehearsed_document
from oogst.targets import channel, target_named

__all__ = ["command"]


def command(
    plan: PlanName,
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store:
        with store.transaction() as connection:
            kept = find_plan(connection, plan)
        target = channel(target_named(kept.plan.target, targets), store)
        with bar(kept.name) as progress:
            found = target.rehearse(kept, progress)
    if as_json:
        print_json(rehearsed_document(kept, found, screen_language()))
    else:
        print_rehearsed(kept, found, console(), screen_language())
    if found.error is not None:
        tell_error(found.error)
        raise typer.Exit(found.error.exit_code)
    if found.objections:
        raise typer.Exit(INCOMPLETE)
