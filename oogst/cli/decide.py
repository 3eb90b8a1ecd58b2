"""``oogst accept``, ``withdraw`` and ``restore``: what a person decides about runs and entries."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.store import decisions
from catalogue.views import find_entries, run_view
from oogst.cli.console import tell, tell_count, tell_error
from oogst.cli.harvest_log import log_again
from oogst.cli.options import DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.installation import opened, publishers
from oogst.settings import settings

__all__ = ["Because", "By", "accept", "decision", "restore", "signed", "withdraw"]

Entries = Annotated[list[str] | None, typer.Argument(help="help.entries", metavar="[ENTRY]...")]
By = Annotated[str, typer.Option("--by", help="help.by", metavar="NAME")]
Because = Annotated[str, typer.Option("--because", help="help.because", metavar="TEXT")]


def accept(  # noqa: PLR0917  one parameter per option
    run: Annotated[int, typer.Argument(help="help.run-number", metavar="RUN")],
    because: Because = "",
    by: By = "",
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    said = decision(by, because)
    replaced = _replaced(schedules)
    with opened(database) as store:
        with store.transaction() as connection:
            view = run_view(connection, run)
            former = replaced.get(view.source, ()) if view else ()
            count = decisions.accept_run(connection, run, said, former)
        unlogged = log_again(store, feeds or settings().feeds, schedules)
    tell_count("decide.accepted", count, run=run)
    tell("decide.feeds-follow")
    for refused in unlogged:
        tell_error(refused)
        raise typer.Exit(refused.exit_code)


def withdraw(entries: Entries = None, because: Because = "", by: By = "", database: DatabaseUrl = "") -> None:
    said = decision(by, because)
    with opened(database) as store, store.transaction() as connection:
        gone = decisions.withdraw_entries(connection, _uuids(connection, entries or []), said)
    tell_count("decide.withdrawn", len(gone))
    if gone:
        tell("decide.feeds-follow")


def restore(
    entries: Entries = None,
    run: Annotated[int | None, typer.Option("--run", help="help.restore-run", metavar="RUN")] = None,
    because: Because = "",
    by: By = "",
    database: DatabaseUrl = "",
) -> None:
    if not entries and run is None:
        raise UsageError("usage.missing-argument", name="ENTRY")
    said = decision(by, because)
    with opened(database) as store, store.transaction() as connection:
        back = decisions.restore_run(connection, run, said) if run is not None else []
        back += decisions.restore_entries(connection, _uuids(connection, entries or []), said)
    tell_count("decide.restored", len(back))
    if back:
        tell("decide.feeds-follow")


def decision(by: str, because: str) -> decisions.Decision:
    """Sign a decision with the name given, else that of the account. Raises UsageError without a reason."""
    if not because.strip():
        raise UsageError("decide.no-reason")
    return decisions.Decision(signed(by), because.strip(), datetime.now(UTC))


def signed(by: str) -> str:
    """Give the name under which a decision is kept."""
    return by.strip() or getpass.getuser()


def _uuids(connection: Connection, wanted: list[str]) -> list[str]:
    """Give the UUID of each entry. Raises UsageError for a name that is nobody's, or several entries'."""
    found = []
    for name in wanted:
        entries = find_entries(connection, name)
        if not entries:
            raise UsageError("usage.no-entry", wanted=name)
        if len(entries) > 1:
            uuids = ", ".join(entry.uuid for entry in entries[:5])
            raise UsageError("decide.several", wanted=name, uuids=uuids)
        found.append(entries[0].uuid)
    return found


def _replaced(schedules: Path | None) -> dict[str, tuple[str, ...]]:
    """Give the former sources of each source that has any."""
    sources = (one.source for publisher in publishers(schedules) for one in publisher.sources)
    return {source.name: source.replaces for source in sources}
