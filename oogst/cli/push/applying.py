"""``oogst push apply``: carry out one plan, that plan only; again, it goes on where it stopped."""

from datetime import UTC, datetime
from threading import Event
from types import FrameType
from typing import Annotated

import typer

from catalogue.errors import UsageError
from catalogue.store import Database
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.plans import Kept, accept_plan, find_plan
from oogst.cli.console import bar, console, print_json, screen_language, tell_error
from oogst.cli.decide import Because, By, signed
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.cli.push.options import PlanName, TargetsFile
from oogst.cli.together import follow
from oogst.installation import opened
from oogst.report.push import applied_document, print_applied
from oogst.settings import settings as configured
from oogst.targets import channel, target_named
from schedules import FEED
from schedules.signals import on_signal

__all__ = ["INCOMPLETE", "command"]

INCOMPLETE = 6
"""Exit code when all was done that could be, but not all that was planned."""


class Told:
    """Whether a signal told us to stop, and which."""

    def __init__(self) -> None:
        self.stop = Event()
        self.number = 0

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        """Have what is under way end in order; told twice, end at once."""
        if self.stop.is_set():
            raise KeyboardInterrupt
        self.number = number
        self.stop.set()


def command(  # noqa: PLR0917  one parameter per option
    plan: PlanName,
    yes: Annotated[bool, typer.Option("--yes", help="help.push.yes")] = False,  # noqa: FBT002  a flag
    because: Because = "",
    by: By = "",
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  idem
) -> None:
    with opened(database) as store:
        kept = _found(store, plan, because, by, yes=yes)
        settings = target_named(kept.plan.target, targets)
        opened_target = channel(settings, store, feeds, schedules)
        told = Told()
        with on_signal(told), bar(kept.name) as progress:
            done = opened_target.apply(kept, progress, told.stop)
        if settings.kind == FEED.kind:
            done.beside += follow(store, feeds or configured().feeds, schedules)
    if as_json:
        print_json(applied_document(kept, done, screen_language()))
    else:
        print_applied(kept, done, console(), screen_language())
    _end(done, told)


def _found(store: Database, plan: str, because: str, by: str, *, yes: bool) -> Kept:
    """Give the plan, with the yes of a person where one is given. Raises UsageError without a reason."""
    with store.transaction() as connection:
        kept = find_plan(connection, plan)
        if not (yes and kept.plan.asks) or kept.accepted_by:
            return kept
        if not because.strip():
            raise UsageError("decide.no-reason")
        accept_plan(connection, kept.number, signed(by), because.strip(), datetime.now(UTC))
        return find_plan(connection, plan)


def _end(done: Applied, told: Told) -> None:
    for failure in done.beside:
        tell_error(failure)
    if done.error is not None:
        tell_error(done.error)
        raise typer.Exit(done.error.exit_code)
    if done.stopped and told.number:
        raise typer.Exit(128 + told.number)
    if done.refused or done.left:
        raise typer.Exit(INCOMPLETE)
    if done.beside:
        raise typer.Exit(done.beside[0].exit_code)
