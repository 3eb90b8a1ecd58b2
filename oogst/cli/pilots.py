"""``oogst pilots``: who publishes what the data pilots of Smart Flanders were about, and how."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from catalogue.errors import UsageError
from catalogue.measures import pilots_page
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report.beside import pilot_lines, pilots_document

__all__ = ["command"]


def command(
    wanted: Annotated[list[str] | None, typer.Argument(help="help.pilot", metavar="[PILOT]...")] = None,
    publisher: Annotated[str, typer.Option("--publisher", help="help.pilots-publisher", metavar="NAME")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    known = list(pilots_page().pilots)
    for name in wanted or ():
        if name not in known:
            raise UsageError("pilots.unknown", wanted=name, known=", ".join(known))
    speech = screen_language()
    with opened(database) as store, store.transaction() as connection:
        document = pilots_document(connection, wanted or (), speech, datetime.now(UTC), publisher)
    if as_json:
        print_json(document)
        return
    for part in pilot_lines(document, speech):
        console().print(part)
