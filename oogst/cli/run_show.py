"""``oogst run show``: one run with its proof, as it was."""

from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.views import RunView, run_view
from oogst.cli.console import console, print_json, screen_language
from oogst.installation import opened
from oogst.report import print_run, run_document

__all__ = ["show_run"]


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
