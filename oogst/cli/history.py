"""``oogst source history`` and ``oogst run show``: the runs of a source, and one of them with its proof."""

from difflib import get_close_matches
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.views import RunView, run_view, runs_of_source, source_names
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report import print_history, print_run, run_document

__all__ = ["history", "show_run"]

MOST: Final = 10_000


def history(
    source: Annotated[str, typer.Argument(help="help.source-name", metavar="SOURCE")],
    limit: Annotated[int, typer.Option("--limit", help="help.limit", metavar="N", min=1, max=MOST)] = 20,
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        runs = runs_of_source(connection, source, limit)
        if not runs:
            raise _unknown_source(connection, source)
    speech = screen_language()
    if as_json:
        print_json([run_document(run, speech) for run in runs])
    else:
        print_history(runs, console(), speech)


def show_run(number: str, database: str, *, as_json: bool) -> None:
    """Show one run. Raises UsageError when there is none with this number."""
    with opened(database) as store, store.transaction() as connection:
        run = _run(connection, number)
    speech = screen_language()
    if as_json:
        print_json(run_document(run, speech))
    else:
        print_run(run, console(), speech)


def _run(connection: Connection, number: str) -> RunView:
    found = run_view(connection, int(number)) if number.isdecimal() and len(number) < 19 else None  # noqa: PLR2004  what a database counts to
    if found is None:
        raise UsageError("store.unknown-run", run=number)
    return found


def _unknown_source(connection: Connection, source: str) -> UsageError:
    known = source_names(connection)
    like = get_close_matches(source, known, n=1)
    if like:
        return UsageError("usage.no-source-like", wanted=source, like=like[0])
    return UsageError("usage.no-source", wanted=source, known=", ".join(known) or "-")
