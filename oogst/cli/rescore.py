"""``oogst rescore``: what another rubric makes of what stands, or stood, before it is kept."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.charter import Rubric
from catalogue.errors import UsageError
from catalogue.scores import Cause, rubric_then
from catalogue.scores.known import publisher_testimony
from catalogue.store import Database
from catalogue.store.runs import RESCORE
from catalogue.views.stood import stood
from harvester.rejudging import Compared, Rejudging, compare_rubrics, judge_standing
from oogst.cli.console import bar, console, print_json, screen_language, tell, tell_error
from oogst.cli.days import end_of_day
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import Known, known_publisher, known_publishers
from oogst.installation import known_sources, opened, rules_for
from oogst.report.rescore import print_rescore, rescore_document
from oogst.rubrics import find_rubric, rubric_in_force
from oogst.scorekeeping import keep_present_score

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    name: Annotated[str, typer.Argument(help="help.rescore.name", metavar="[PUBLISHER]")] = "",
    rubric: Annotated[str, typer.Option("--rubric", help="help.rescore.rubric", metavar="RUBRIC")] = "",
    on: Annotated[str, typer.Option("--on", help="help.rescore.on", metavar="DAY")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="help.rescore.apply")] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    now = datetime.now(UTC)
    at = end_of_day(on, now) if on else now
    with opened(database) as store:
        with store.transaction() as connection:
            chosen = find_rubric(rubric, connection) if rubric else rubric_in_force()
            _refuse(chosen, on, apply=apply)
            whom = [known_publisher(connection, name, schedules)] if name else _all(connection, schedules)
            compared = [found for one in whom if (found := _compared(connection, one, chosen, at, schedules))]
        _show(compared, as_json=as_json)
        if not compared and name:
            raise UsageError("history.nothing-then", name=name, day=f"{at:%Y-%m-%d}")
        if apply:
            by_name = {one.name: one for one in whom}
            for one in compared:
                _apply(store, by_name[one.publisher], schedules)
        elif compared and not as_json:
            tell("rescore.not-applied")


def _refuse(chosen: Rubric, on: str, *, apply: bool) -> None:
    """Raise UsageError where nothing may be kept: of the past, or by a rubric that runs do not judge by."""
    if apply and on:
        raise UsageError("rescore.past", day=on)
    if apply and chosen.digest != rubric_in_force().digest:
        raise UsageError("rescore.not-in-force", version=chosen.version, in_force=rubric_in_force().version)


def _all(connection: Connection, schedules: Path | None) -> list[Known]:
    return known_publishers(connection, schedules)


def _compared(
    connection: Connection, whom: Known, rubric: Rubric, at: datetime, schedules: Path | None
) -> Compared | None:
    """Judge by the rubric of then and by the one that is meant; ``None`` where nothing stood."""
    standing = stood(connection, at, publisher=whom.name)
    if not standing:
        return None
    return compare_rubrics(
        connection,
        whom.name,
        standing,
        rules=rules_for(whom.facts),
        rubrics=(rubric_then(connection, standing), rubric),
        at=at,
        testimony=publisher_testimony(connection, whom.name, at, whom.facts),
        find=known_sources(schedules).get,
    )


def _show(compared: list[Compared], *, as_json: bool) -> None:
    speech, screen = screen_language(), console()
    documents = [rescore_document(one, speech) for one in compared]
    if as_json:
        print_json(documents)
        return
    for document in documents:
        print_rescore(document, screen, speech)


def _apply(store: Database, whom: Known, schedules: Path | None) -> None:
    """Keep how its entries are judged now, and its score."""
    with bar(whom.name) as progress:
        done: Rejudging = judge_standing(
            whom.name,
            database=store,
            rules=rules_for(whom.facts),
            cause=RESCORE,
            find=known_sources(schedules).get,
            progress=progress,
        )
    keep_present_score(store, whom.name, Cause.RESCORE, whom.facts)
    tell("rescore.applied", publisher=whom.name, judged=done.judged, differing=done.differing)
    for busy in done.busy:
        tell_error(busy)
    if done.left:
        tell("rescore.left", publisher=whom.name, count=done.left)
