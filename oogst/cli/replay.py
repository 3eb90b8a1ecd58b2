"""``oogst replay``: what today's rules and facts make of what was kept, shown before it is applied."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text as Line

from catalogue.errors import OogstError, UsageError
from catalogue.model import Source
from catalogue.store import Database
from catalogue.views import find_entries
from harvester.replay import Replay, replay
from harvester.runs import publish
from oogst.cli.console import bar, console, print_json, screen_language, tell, tell_error
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.cli.together import put_together
from oogst.installation import limits_of, opened, publishers, rules_for
from oogst.report.replay import print_replays, replay_document
from oogst.settings import settings
from schedules import Publisher, select

__all__ = ["UNREADABLE", "command"]

UNREADABLE = 6
"""Exit code: the replay stands, but some records cannot be read again and were left as they are."""
Pair = tuple[Publisher, Source]


def command(  # noqa: PLR0917  one parameter per option
    name: Annotated[str, typer.Argument(help="help.replay.name", metavar="[SOURCE_OR_PUBLISHER]")] = "",
    entry: Annotated[str, typer.Option("--entry", help="help.replay.entry", metavar="ENTRY")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="help.replay.apply")] = False,  # noqa: FBT002
    everything: Annotated[bool, typer.Option("--all", help="help.replay.all")] = False,  # noqa: FBT002
    entries: Annotated[int, typer.Option("--entries", help="help.replay.entries", metavar="N", min=0)] = 10,
    as_json: AsJson = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    known = publishers(schedules)
    with opened(database) as store:
        uuid, whose = _entry(store, entry) if entry else ("", "")
        chosen = _chosen(known, name, whose)
        done, failures = _replayed(
            store, chosen, entry=uuid, apply=apply, everything=everything or bool(uuid), examples=entries
        )
        if apply:
            failures += _published(store, [publisher for publisher, _ in chosen], done, feeds)
    _tell(done, apply=apply, as_json=as_json)
    for failure in failures:
        tell_error(failure)
    if failures:
        raise typer.Exit(failures[0].exit_code)
    if any(one.lost for one in done):
        raise typer.Exit(UNREADABLE)


def _entry(store: Database, wanted: str) -> tuple[str, str]:
    """Give UUID and source of the one entry that is meant."""
    with store.transaction() as connection:
        found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-entry", wanted=wanted)
    if len(found) > 1:
        raise UsageError("decide.several", wanted=wanted, uuids=", ".join(one.uuid for one in found[:5]))
    return found[0].uuid, found[0].source


def _chosen(known: list[Publisher], name: str, whose: str) -> list[Pair]:
    """Give the sources that are meant, former ones too: their entries may stand until others replace them.

    Raises UsageError for a name that is neither a publisher nor a source.
    """
    publisher, _, label = name.partition("/")
    pairs = [(one, each.source) for one in select(known, [publisher] if name else []) for each in one.sources]
    fit = [pair for pair in pairs if not label or pair[1].name == name]
    if label and not fit:
        labels = ", ".join(source.name for _, source in pairs) or "-"
        raise UsageError("replay.unknown-source", name=name, known=labels)
    mine = [pair for pair in fit if not whose or pair[1].name == whose]
    if whose and not mine:
        raise UsageError("replay.not-of-these", source=whose)
    return mine


def _replayed(
    store: Database, chosen: Iterable[Pair], *, entry: str, apply: bool, everything: bool, examples: int
) -> tuple[list[Replay], list[OogstError]]:
    done: list[Replay] = []
    failures: list[OogstError] = []
    for publisher, source in chosen:
        try:
            with bar(source.name) as progress:
                one = replay(
                    source,
                    database=store,
                    rules=rules_for(publisher.facts),
                    apply=apply,
                    entry=entry,
                    everything=everything,
                    examples=examples,
                    progress=progress,
                )
            done.append(one)
        except OogstError as refused:  # this source is harvested now; the others are not
            failures.append(refused)
    return [one for one in done if one.walked or one.current or one.lost], failures


def _published(
    store: Database, chosen: Iterable[Publisher], done: Iterable[Replay], feeds: Path | None
) -> list[OogstError]:
    """Write the feeds of the publishers of whom anything changed; refused, the last stays."""
    touched = {one.source.publisher for one in done if one.totals.differing}
    failures: list[OogstError] = []
    for publisher in {one.name: one for one in chosen if one.name in touched}.values():
        try:
            folder = feeds or settings().feeds
            rules = rules_for(publisher.facts)
            limits = limits_of(publisher)
            made = publish(publisher.name, database=store, rules=rules, folder=folder, limits=limits)
            failures += made.failures
        except OogstError as refused:
            failures.append(refused)
    return [*failures, *put_together(feeds or settings().feeds)[1]] if touched else failures


def _tell(done: list[Replay], *, apply: bool, as_json: bool) -> None:
    speech = screen_language()
    if as_json:
        print_json([replay_document(one, speech) for one in done])
        return
    if not done:
        console().print(Line(speech.say("replay.nothing-kept")))
        return
    print_replays(done, console(), speech)
    differing = sum(one.totals.differing for one in done)
    if not differing:
        tell("replay.same")
    else:
        tell("replay.applied" if apply else "replay.not-applied", count=differing)
