"""``oogst preview``: what the Flemish platform would make of an entry, of a publisher's feed or of a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.text import Text as Line
from sqlalchemy import Connection

from catalogue.errors import TargetError, UsageError
from catalogue.graph import catalogue_blocks
from catalogue.targets import inspect
from catalogue.targets.twin import (
    CatalogueFacts,
    Fate,
    Reading,
    RecordTwin,
    Tally,
    ground_of,
    portray,
    portray_catalogue,
    portray_kept,
    read_document,
)
from catalogue.views import EntryView, find_entries, published_bodies, publishers_kept, standing
from harvester.runs import catalogue_of
from oogst.cli.choices import show_choices
from oogst.cli.console import console, print_json, screen_language, tell
from oogst.cli.options import AsJson, DatabaseUrl, FeedsFolder, SchedulesFolder
from oogst.installation import opened, publishers, rules_for
from oogst.report import feed_document, preview_page, print_feed, print_record, record_document
from oogst.settings import settings

__all__ = ["command"]

LARGEST: Final = 256
"""Megabytes of a file that are read."""
Document = dict[str, Any]


def command(  # noqa: PLR0917  one parameter per option
    target: Annotated[str, typer.Argument(help="help.preview-target", metavar="ENTRY_OR_PUBLISHER_OR_FILE")],
    against: Annotated[Path | None, typer.Option("--against", help="help.against", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="help.html", metavar="FILE")] = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    feed: Document | None = None
    records: list[Document] = []
    if _is_file(target):
        feed, records = _of_file(Path(target), against)
    else:
        with opened(database) as store, store.transaction() as connection:
            if target in publishers_kept(connection):
                feed = _of_publisher(connection, target, against or _last_feed(target, feeds), schedules)
            else:
                if target in {one.name for one in publishers(schedules)}:
                    raise UsageError("usage.nothing-harvested")
                found = find_entries(connection, target)
                if len(found) > 1:
                    show_choices(found, as_json=as_json)
                    return
                if not found:
                    raise UsageError("preview.no-target", target=target)
                records = _of_entry(connection, found[0], schedules)
    _show(target, feed, records, as_json=as_json)
    if html:
        _write_page(html, preview_page(target, feed, records, screen_language()))
    if feed and feed["fate"] and feed["fate"]["code"] != Fate.HARVESTED:
        raise typer.Exit(TargetError.exit_code)


def _is_file(target: str) -> bool:
    try:
        return Path(target).is_file()
    except (OSError, ValueError):  # a title may be too long for a name, or hold what no name does
        return False


def _of_entry(connection: Connection, entry: EntryView, schedules: Path | None) -> list[Document]:
    """Portray an entry, also where it is not in the feed: then it is told why."""
    notes = []
    if entry.kind == "series":
        raise UsageError("preview.series", title=entry.title)
    if entry.withdrawn_at:
        notes.append("twin.refused.withdrawn")
    elif not entry.published:
        notes.append("twin.refused.held-back")
    catalogue = _catalogue(connection, entry.publisher, schedules)
    twins = portray_kept(catalogue, entry.body, datetime.now(UTC))
    ordered = sorted(twins, key=lambda one: one.registration.resource != entry.iri)
    return [record_document(one, screen_language(), notes) for one in ordered]


def _of_publisher(
    connection: Connection, publisher: str, before: Path | None, schedules: Path | None
) -> Document:
    """Portray what the next feed of a publisher would hold, one entry at a time."""
    catalogue = _catalogue(connection, publisher, schedules)
    tally = Tally()
    if catalogue.iri:
        tally.add_catalogue(portray_catalogue(catalogue.ground, catalogue.iri))
    at = datetime.now(UTC)
    for body in published_bodies(connection, publisher):
        for twin in portray_kept(catalogue, body, at):
            tally.add(twin)
    stands = standing(connection, publisher)
    return feed_document(
        tally, screen_language(), deleted=_deleted(before, tally), held_back=stands.held_back
    )


def _of_file(path: Path, against: Path | None) -> tuple[Document, list[Document]]:
    """Portray a file as the platform would read it; a single record is shown whole besides."""
    reading = read_document(_read(path))
    tally = Tally()
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    for catalogue in reading.extraction.catalogues:
        tally.add_catalogue(portray_catalogue(ground, catalogue))
    alone: list[RecordTwin] = []
    for twin in _portrayed(reading):
        tally.add(twin)
        alone = [twin] if tally.records == 1 else []
    speech = screen_language()
    document = feed_document(tally, speech, reading=reading, deleted=_deleted(against, tally))
    return document, [record_document(one, speech) for one in alone]


def _portrayed(reading: Reading) -> Iterator[RecordTwin]:
    ground, at = ground_of(reading.facts, reading.extraction.catalogues), datetime.now(UTC)
    return (portray(ground, one, at) for one in reading.extraction.registrations)


def _catalogue(connection: Connection, publisher: str, schedules: Path | None) -> CatalogueFacts:
    facts = next((one.facts for one in publishers(schedules) if one.name == publisher), None)
    return CatalogueFacts(catalogue_blocks(catalogue_of(publisher, rules_for(facts), connection), ()))


def _last_feed(publisher: str, feeds: Path | None) -> Path | None:
    path = (feeds or settings().feeds) / f"{publisher}.rdf"
    return path if path.is_file() else None


def _deleted(before: Path | None, tally: Tally) -> set[str] | None:
    """List the records of an earlier copy that the platform would no longer see; None without a copy."""
    if before is None:
        return None
    try:
        return set(inspect(before).uuids) - set(tally.uuids)
    except OSError as error:
        raise UsageError("preview.unreadable", path=before, detail=error.strerror or error) from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST << 20:
            raise UsageError("preview.too-large", path=path, limit=LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise UsageError("preview.unreadable", path=path, detail=error.strerror or error) from error


def _show(target: str, feed: Document | None, records: list[Document], *, as_json: bool) -> None:
    speech, screen = screen_language(), console()
    if as_json:
        print_json({"target": target, "feed": feed, "records": records})
        return
    if feed:
        print_feed(feed, target, screen, speech)
    for number, record in enumerate(records):
        if feed or number:
            screen.print(Line(""))
        print_record(record, screen, speech)


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise TargetError("preview.page-refused", path=path, detail=error.strerror or error) from error
    tell("preview.page-written", path=path)
