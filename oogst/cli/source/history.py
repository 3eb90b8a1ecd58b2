"""``oogst source history``: the runs of a source, and what each lacked."""

from difflib import get_close_matches
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.views import runs_of_source, source_names
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report import print_history, run_document

__all__ = ["command"]

MOST: Final = 10_000


def command(
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


def _unknown_source(connection: Connection, source: str) -> UsageError:
    known = source_names(connection)
    like = get_close_matches(source, known, n=1)
    if like:
        return UsageError("usage.no-source-like", wanted=source, like=like[0])
    return UsageError("usage.no-source", wanted=source, known=", ".join(known) or "-")
