"""``oogst attest form``: the questionnaire of a publisher as a file to fill in."""

from typing import Annotated

import typer

from oogst.cli.attest.questions import asked_of
from oogst.cli.console import console, screen_language
from oogst.cli.options import DatabaseUrl, SchedulesFolder
from oogst.installation import opened
from oogst.questionnaire import form_text

__all__ = ["command"]


def command(
    publisher: Annotated[str, typer.Argument(help="help.attest.publisher", metavar="PUBLISHER")],
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    with opened(database) as store, store.transaction() as connection:
        asked = asked_of(connection, publisher, schedules)
    text = form_text(publisher, asked.rubric, asked.openings, screen_language().language)
    console().print(text.rstrip("\n"), markup=False, soft_wrap=True)
