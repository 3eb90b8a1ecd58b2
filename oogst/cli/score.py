"""``oogst score``: a publisher by principle in three numbers, or an entry under the twenty principles."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from sqlalchemy import Connection

from catalogue.charter import Rubric, load_rubric, versions
from catalogue.errors import UsageError
from catalogue.scores import PresentScore, present_score
from catalogue.views import EntryView, find_entries
from oogst.cli.choices import show_choices
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.days import end_of_day
from oogst.cli.looking_back import (
    THEN,
    Looked,
    entry_account,
    entry_on,
    publisher_account,
    publisher_on,
)
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import Known, known_publisher, known_publishers
from oogst.installation import opened
from oogst.report.account import account_document, print_account
from oogst.report.entry_score import entry_score_document, print_entry_score
from oogst.report.score import compared_document, publisher_document
from oogst.report.score_screen import print_comparison, print_score
from oogst.rubrics import rubric_in_force

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    wanted: Annotated[str, typer.Argument(help="help.score.wanted", metavar="[NAME]")] = "",
    compare: Annotated[bool, typer.Option("--compare", help="help.score.compare")] = False,  # noqa: FBT002
    on: Annotated[str, typer.Option("--on", help="help.score.on", metavar="DAY")] = "",
    since: Annotated[str, typer.Option("--since", help="help.score.since", metavar="DAY")] = "",
    rubric: Annotated[str, typer.Option("--rubric", help="help.score.rubric", metavar="RUBRIC")] = "",
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    now = datetime.now(UTC)
    at = end_of_day(on, now) if on else now
    back = _Back(at, rubric or (THEN if on else ""), schedules)
    with opened(database) as store, store.transaction() as connection:
        asked = _asked(connection, wanted, schedules)
        if since:
            _explain(connection, asked, end_of_day(since, now), back, as_json=as_json)
            return
        scores = [_scored(connection, one, back) for one in asked.publishers]
        entry = _entry(connection, asked.entries, back) if len(asked.entries) == 1 else None
    if entry:
        _show_entry(*entry, as_json=as_json)
    elif asked.entries:
        show_choices(asked.entries, as_json=as_json)
    elif compare:
        _compare([one.score for one in scores], at, as_json=as_json)
    else:
        _show(scores, whole=not wanted, as_json=as_json)


class _Back(NamedTuple):
    """How is looked back: to which moment, and by which rubric; empty: as it stands."""

    at: datetime
    rubric: str
    schedules: Path | None


class _Asked(NamedTuple):
    """What a word on the command line means: publishers, or entries of which one is to be chosen."""

    publishers: list[Known]
    entries: list[EntryView]


def _asked(connection: Connection, wanted: str, schedules: Path | None) -> _Asked:
    """Find what is meant; a publisher goes before an entry. Raises UsageError where it is neither."""
    known = known_publishers(connection, schedules)
    if not wanted:
        return _Asked(known, [])
    named = [one for one in known if one.name == wanted]
    if named:
        return _Asked(named, [])
    entries = find_entries(connection, wanted)
    if not entries:
        names = ", ".join(one.name for one in known) or "-"
        raise UsageError("score.unknown", wanted=wanted, known=names)
    return _Asked([], entries)


def _scored(connection: Connection, whom: Known, back: _Back) -> Looked:
    """Score a publisher as it stands now, or on another day, or by another rubric."""
    if back.rubric:
        return publisher_on(connection, whom, back.at, back.rubric, back.schedules)
    rubric = rubric_in_force()
    return Looked(present_score(connection, whom.name, rubric, at=back.at, facts=whom.facts), rubric, [])


def _entry(connection: Connection, found: list[EntryView], back: _Back) -> tuple[EntryView, Rubric]:
    (one,) = found
    if not back.rubric:
        return one, _rubric_of(one)
    whom = known_publisher(connection, one.publisher, back.schedules)
    return entry_on(connection, one, whom, back.at, back.rubric, back.schedules)


def _explain(connection: Connection, asked: _Asked, since: datetime, back: _Back, *, as_json: bool) -> None:
    """Tell why scores moved. Raises UsageError where several are meant: an account is of one."""
    speech = screen_language()
    if len(asked.entries) > 1:
        show_choices(asked.entries, as_json=as_json)
        return
    if asked.entries:
        (entry,) = asked.entries
        whom = known_publisher(connection, entry.publisher, back.schedules)
        accounts = [entry_account(connection, entry, whom, since, back.at, back.schedules)]
    elif len(asked.publishers) == 1:
        accounts = [publisher_account(connection, asked.publishers[0], since, back.at, back.schedules)]
    else:
        raise UsageError("history.of-one", known=", ".join(one.name for one in asked.publishers) or "-")
    for account in accounts:
        document = account_document(account, speech)
        if as_json:
            print_json(document)
        else:
            print_account(document, console(), speech)


def _show(scores: Sequence[Looked], *, whole: bool, as_json: bool) -> None:
    speech, screen = screen_language(), console()
    documents = [
        publisher_document(one.score, one.rubric, speech) | {"unreadable": len(one.unread)} for one in scores
    ]
    if as_json:
        print_json(documents if whole else documents[0])
        return
    if not documents:
        screen.print(speech.say("score.nothing"))
    for number, document in enumerate(documents):
        if number:
            screen.print()
        print_score(document, screen, speech)
        if document["unreadable"]:
            screen.print(speech.count("history.unread", document["unreadable"]))


def _compare(scores: Sequence[PresentScore], at: datetime, *, as_json: bool) -> None:
    document = compared_document(scores, at, screen_language())
    if as_json:
        print_json(document)
    else:
        print_comparison(document, console(), screen_language())


def _show_entry(entry: EntryView, rubric: Rubric, *, as_json: bool) -> None:
    document = entry_score_document(entry, rubric, screen_language())
    if as_json:
        print_json(document)
    else:
        print_entry_score(document, console(), screen_language())


def _rubric_of(entry: EntryView) -> Rubric:
    """Give the rubric by which an entry was judged last."""
    used = {str(one.evidence.get("rubric", "")) for one in entry.verdicts}
    known = [version for version in versions() if version in used]
    return load_rubric(known[-1]) if known else load_rubric()
