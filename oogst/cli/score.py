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
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import Known, known_publishers
from oogst.installation import opened
from oogst.report.entry_score import entry_score_document, print_entry_score
from oogst.report.score import compared_document, publisher_document
from oogst.report.score_screen import print_comparison, print_score

__all__ = ["command"]


def command(
    wanted: Annotated[str, typer.Argument(help="help.score.wanted", metavar="[NAME]")] = "",
    compare: Annotated[bool, typer.Option("--compare", help="help.score.compare")] = False,  # noqa: FBT002
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    now, rubric = datetime.now(UTC), load_rubric()
    with opened(database) as store, store.transaction() as connection:
        asked = _asked(connection, wanted, schedules)
        scores = [_scored(connection, one, rubric, now) for one in asked.publishers]
    if asked.entries:
        _show_entry(asked.entries, as_json=as_json)
    elif compare:
        _compare(scores, now, as_json=as_json)
    else:
        _show(scores, rubric, whole=not wanted, as_json=as_json)


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


def _scored(connection: Connection, whom: Known, rubric: Rubric, at: datetime) -> PresentScore:
    """Score a publisher as it stands now."""
    return present_score(connection, whom.name, rubric, at=at, facts=whom.facts)


def _show(scores: Sequence[PresentScore], rubric: Rubric, *, whole: bool, as_json: bool) -> None:
    speech, screen = screen_language(), console()
    documents = [publisher_document(one, rubric, speech) for one in scores]
    if as_json:
        print_json(documents if whole else documents[0])
        return
    if not documents:
        screen.print(speech.say("score.nothing"))
    for number, document in enumerate(documents):
        if number:
            screen.print()
        print_score(document, screen, speech)


def _compare(scores: Sequence[PresentScore], at: datetime, *, as_json: bool) -> None:
    document = compared_document(scores, at, screen_language())
    if as_json:
        print_json(document)
    else:
        print_comparison(document, console(), screen_language())


def _show_entry(found: list[EntryView], *, as_json: bool) -> None:
    if len(found) > 1:
        show_choices(found, as_json=as_json)
        return
    document = entry_score_document(found[0], _rubric_of(found[0]), screen_language())
    if as_json:
        print_json(document)
    else:
        print_entry_score(document, console(), screen_language())


def _rubric_of(entry: EntryView) -> Rubric:
    """Give the rubric by which an entry was judged last."""
    used = {str(one.evidence.get("rubric", "")) for one in entry.verdicts}
    known = [version for version in versions() if version in used]
    return load_rubric(known[-1]) if known else load_rubric()
