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
from catalogue.views import EntryView, find_entries
from oogst.cli.console import tell
from oogst.cli.decide import signed
from oogst.cli.options import DatabaseUrl, SchedulesFolder
from oogst.installation import opened, publishers
from oogst.settings import settings
from schedules import PACKAGED, Publisher, load_publisher, overlay_lines, with_overlay

__all__ = ["command"]

A_YEAR: Final = timedelta(days=365)
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
        lines = overlay_lines(_fields(entry, draft), entry.title)
        text, line = with_overlay(str(publisher.file), _text(publisher.file), lines)
        _loaded(text, publisher.file)
    typer.echo("\n".join(lines))
    if only_print:
        return
    if schedules is None and settings().schedules is None and publisher.file.parent == PACKAGED:
        raise UsageError("overlay.own-folder", file=publisher.file)
    _write(text, publisher.file)
    tell("overlay.written", file=publisher.file, line=line, since=draft.since, until=draft.until)
    tell("overlay.next", publisher=publisher.name)


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


def _fields(entry: EntryView, draft: Draft) -> dict[str, str | bool | list[str]]:
    """Give the keys of the overlay; the entry goes by the name that a new portal does not change."""
    fields: dict[str, str | bool | list[str]] = {"entry": entry.uuid, "property": draft.property_name}
    if draft.values:
        fields |= {"value": draft.values[0]} if len(draft.values) == 1 else {"values": draft.values}
    if draft.remove:
        fields["remove"] = True
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
