"""``oogst maturity``: one publisher in the six areas of the Smart Flanders quick-scan, over the years."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from catalogue.questionnaire import Kept, maturity
from catalogue.scores import kept_scores, present_score, score_document
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import known_publisher
from oogst.installation import opened
from oogst.report.maturity import maturity_document, print_maturity
from oogst.rubrics import rubric_in_force

__all__ = ["command"]


def command(
    publisher: Annotated[str, typer.Argument(help="help.maturity.publisher", metavar="PUBLISHER")],
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    now, rubric = datetime.now(UTC), rubric_in_force()
    with opened(database) as store, store.transaction() as connection:
        whom = known_publisher(connection, publisher, schedules)
        present = present_score(connection, whom.name, rubric, at=now, facts=whom.facts)
        kept = kept_scores(connection, whom.name, now)
    found = maturity(
        whom.name,
        rubric,
        present=score_document(present.score),
        kept=[Kept(one.at, one.document) for one in kept],
        attestations=present.testimony.attestations or (),
        at=now,
    )
    document = maturity_document(found, screen_language())
    if as_json:
        print_json(document)
    else:
        print_maturity(document, console(), screen_language())
