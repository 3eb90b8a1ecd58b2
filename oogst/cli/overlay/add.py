"""``oogst overlay add``: one entry's correction, looked at before it is written in its publisher's file."""

import os
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated, Final, NamedTuple

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.store import Database
from catalogue.views import EntryView, find_entries
from harvester.replay import Difference, replay
from oogst.cli.console import console, screen_language, tell
from oogst.cli.decide import signed
from oogst.cli.options import DatabaseUrl, SchedulesFolder
from oogst.installation import opened, publishers, rules_for
from oogst.report.replay import print_difference
from oogst.settings import settings
from schedules import PACKAGED, Publisher, load_publisher, overlay_lines, with_overlay

__all__ = ["command"]

A_YEAR: Final = timedelta(days=365)
CUT: Final = 200
"""Characters from which on a value is too long to be repeated in the file."""
SHOWN: Final = 5
"""Entries that are named where several have the name that was typed."""


class Draft(NamedTuple):
    """A correction as it was typed."""

    property_name: str
    values: list[str]
    remove: bool
    author: str
    reason: str
    since: date
    until: date
    page: str


class Written(NamedTuple):
    """A publisher file with the correction in it."""

    lines: list[str]
    """Of the correction alone."""
    text: str
    line: int


class Previewed(NamedTuple):
    """What a correction changes, and what the source says in its place; None where that is not one thing."""

    difference: Difference | None
    was: str | None


def command(  # noqa: PLR0917  one parameter per option
    wanted: Annotated[str, typer.Argument(help="help.entry", metavar="ENTRY")],
    property_name: Annotated[str, typer.Argument(help="help.overlay.property", metavar="PROPERTY")],
    values: Annotated[
        list[str] | None, typer.Argument(help="help.overlay.values", metavar="[VALUE]...")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="help.overlay.remove")] = False,  # noqa: FBT002
    reason: Annotated[str, typer.Option("--reason", help="help.overlay.reason", metavar="TEXT")] = "",
    author: Annotated[str, typer.Option("--author", help="help.overlay.author", metavar="NAME")] = "",
    until: Annotated[str, typer.Option("--until", help="help.overlay.until", metavar="DAY")] = "",
    page: Annotated[str, typer.Option("--page", help="help.overlay.page", metavar="URL")] = "",
    only_print: Annotated[bool, typer.Option("--print", help="help.overlay.print")] = False,  # noqa: FBT002
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    if not reason.strip():
        raise UsageError("overlay.no-reason")
    today = datetime.now(UTC).date()
    draft = Draft(
        property_name, values or [], remove, signed(author), reason.strip(), today, _until(until, today), page
    )
    with opened(database) as store:
        with store.transaction() as connection:
            entry = _entry(connection, wanted)
        publisher = _publisher(entry, schedules)
        written = _written(publisher.file, entry, draft)
        found = _previewed(store, entry, _loaded(written.text, publisher.file), written.line)
    if found.was is not None:
        written = _written(publisher.file, entry, draft, found.was)
    typer.echo("\n".join(written.lines))
    if found.difference is not None:
        print_difference(found.difference, console(), screen_language())
    if only_print:
        return
    if schedules is None and settings().schedules is None and publisher.file.parent == PACKAGED:
        raise UsageError("overlay.own-folder", file=publisher.file)
    _write(written.text, publisher.file)
    tell("overlay.written", file=publisher.file, line=written.line, since=draft.since, until=draft.until)
    tell("overlay.next", publisher=publisher.name)


def _written(file: Path, entry: EntryView, draft: Draft, was: str | None = None) -> Written:
    lines = overlay_lines(_fields(entry, draft, was), entry.title)
    return Written(lines, *with_overlay(str(file), _text(file), lines))


def _previewed(store: Database, entry: EntryView, publisher: Publisher, line: int) -> Previewed:
    """Make the entry anew with the correction, and see what it changes.

    Raises UsageError where it changes nothing; what cannot be made anew is said, and is no reason to stop.
    """
    source = next((one.source for one in publisher.sources if one.name == entry.source), None)
    if source is None:
        raise UsageError("replay.not-of-these", source=entry.source)
    rules = rules_for(publisher.facts)
    done = replay(source, database=store, rules=rules, entry=entry.uuid, everything=True, examples=1)
    if not done.walked:
        tell("overlay.no-preview")
        return Previewed(None, None)
    key = next(one.key for one in publisher.facts.overlays if one.line == line)
    difference = done.examples[0] if done.examples else None
    came = [why for change in (difference.changes if difference else ()) for why in change.added]
    originals = {why.original for why in came if why.correction and why.correction.overlay == key}
    if not originals:
        raise UsageError("overlay.changes-nothing", title=entry.title, uuid=entry.uuid)
    return Previewed(difference, originals.pop() if len(originals) == 1 else None)


def _until(typed: str, today: date) -> date:
    if not typed:
        return today + A_YEAR
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise UsageError("overlay.wrong-date", value=typed) from error


def _entry(connection: Connection, wanted: str) -> EntryView:
    """Give the one entry that is meant. Raises UsageError for nobody's name, or several entries'."""
    found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-entry", wanted=wanted)
    if len(found) > 1:
        uuids = ", ".join(one.uuid for one in found[:SHOWN])
        raise UsageError("decide.several", wanted=wanted, uuids=uuids)
    return found[0]


def _publisher(entry: EntryView, schedules: Path | None) -> Publisher:
    for publisher in publishers(schedules):
        if publisher.name == entry.publisher:
            return publisher
    raise UsageError("overlay.unknown-publisher", uuid=entry.uuid, publisher=entry.publisher)


def _fields(entry: EntryView, draft: Draft, was: str | None) -> dict[str, str | bool | list[str]]:
    """Give the keys of the overlay; the entry goes by the name that a new portal does not change."""
    fields: dict[str, str | bool | list[str]] = {"entry": entry.uuid, "property": draft.property_name}
    if draft.values:
        fields |= {"value": draft.values[0]} if len(draft.values) == 1 else {"values": draft.values}
    if draft.remove:
        fields["remove"] = True
    if was is not None and len(was) < CUT:
        fields["was"] = was
    fields |= {
        "author": draft.author,
        "reason": draft.reason,
        "written_on": draft.since.isoformat(),
        "until": draft.until.isoformat(),
    }
    return fields | ({"page": draft.page} if draft.page else {})


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")


def _loaded(text: str, file: Path) -> Publisher:
    """Load what would be written. Raises UsageError when it is not sound."""
    with TemporaryDirectory() as folder:
        aside = Path(folder) / file.name
        aside.write_bytes(text.encode())
        try:
            return load_publisher(aside)
        except UsageError as error:
            raise UsageError(error.key, **(error.facts | {"file": file})) from error


def _write(text: str, file: Path) -> None:
    """Put the new text in the place of the old in one step. Raises UsageError; the old one then stays."""
    real = file.resolve()
    aside = ""
    try:
        with NamedTemporaryFile("wb", dir=real.parent, prefix=f".{real.name}-", delete=False) as new:
            aside = new.name
            new.write(text.encode())
        Path(aside).chmod(real.stat().st_mode)
        os.replace(aside, real)  # noqa: PTH105  a step of the system, as the name says
    except OSError as error:
        with suppress(OSError):
            Path(aside).unlink(missing_ok=bool(aside))
        raise UsageError("overlay.not-written", file=file, detail=error.strerror or error) from error
