"""``oogst attest PUBLISHER``: the questions that wait for an answer, with what would prove it."""

from typing import Annotated

import typer

from oogst.cli.attest.questions import asked_of
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import opened
from oogst.report.questions import print_questions, questions_document

__all__ = ["command"]


def command(
    publisher: Annotated[str, typer.Argument(help="help.attest.publisher", metavar="PUBLISHER")],
    whole: Annotated[bool, typer.Option("--all", help="help.attest.all")] = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        asked = asked_of(connection, publisher, schedules)
    speech = screen_language()
    document = questions_document(publisher, asked.rubric, asked.openings, speech)
    if as_json:
        print_json(document)
    else:
        print_questions(document, console(), speech, whole=whole)
