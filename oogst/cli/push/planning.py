"""``oogst push plan``: what would be done at a target, kept so that exactly that can be applied."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from catalogue.errors import TargetError, UsageError
from catalogue.targets.push import Act, TargetSettings
from catalogue.targets.push.outdated import drop_outdated
from catalogue.targets.push.plans import find_plan, keep_plan
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.cli.push.applying import INCOMPLETE
from oogst.cli.push.options import OfPublisher, TargetName, TargetsFile
from oogst.cli.push.showing import show
from oogst.installation import known_publishers, opened
from oogst.settings import settings
from oogst.targets import channel, target_named
from schedules import select

__all__ = ["command", "scope"]

SHOWN = 40
"""Steps on the screen; ``oogst push show`` has them all."""


def command(  # noqa: PLR0917  one parameter per option
    target: TargetName,
    publisher: OfPublisher = None,
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    chosen = target_named(target, targets)
    wanted = scope(chosen, publisher or [], schedules)
    with opened(database) as store:
        plan = channel(chosen, store, feeds, schedules).plan(wanted, datetime.now(UTC))
        with store.transaction() as connection:
            number = keep_plan(connection, plan)
            if days := settings().push_days:
                drop_outdated(connection, plan.made_at - timedelta(days=days))
            kept = find_plan(connection, str(number))
        show(store, kept, as_json=as_json, most=SHOWN)
    if plan.blocked:
        raise typer.Exit(TargetError.exit_code)
    if plan.steps and all(step.act is Act.REFUSE and not step.uuid for step in plan.steps):
        raise typer.Exit(INCOMPLETE)  # not one feed may be written; of entries, others may well have gone


def scope(target: TargetSettings, publishers: Sequence[str], schedules: Path | None) -> list[str]:
    """Give the publishers that are meant. Raises UsageError for one that this target is not for."""
    known = known_publishers(schedules)
    if known and publishers:
        select(known, list(publishers))
    for name in publishers:
        if target.publishers and name not in target.publishers:
            others = ", ".join(target.publishers)
            raise UsageError("targets.not-for", name=target.name, publisher=name, publishers=others)
    return list(publishers)
