"""``oogst check``: one catalogue or file down the whole road, with nothing set up and nothing left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

import typer

from catalogue.errors import SourceError, TargetError, UsageError
from catalogue.model import Source
from catalogue.store import Database, open_database
from harvester.detect import Detection, detect
from harvester.runs import Publication, Rules, RunSummary, publish, run_source
from oogst.cli import one_document
from oogst.cli.console import bar, console, print_json, screen_language, tell
from oogst.cli.options import AsJson, SchedulesFolder
from oogst.cli.workplace import workplace
from oogst.installation import crawling, publishers, rules_for
from oogst.report import (
    Checked,
    CheckReport,
    OverlayState,
    check_report,
    overlay_document,
    overlay_states,
    print_attention,
    print_report,
)
from oogst.settings import settings
from schedules import Publisher, publisher_at, select

__all__ = ["INCOMPLETE", "command"]

INCOMPLETE: Final = 6
"""Exit code: the report stands, but the harvest did not prove itself complete."""


def command(  # noqa: PLR0917  one parameter per option
    target: Annotated[str, typer.Argument(help="help.target", metavar="URL_OR_FILE")],
    publisher: Annotated[str, typer.Option("--publisher", help="help.publisher", metavar="NAME")] = "",
    out: Annotated[Path | None, typer.Option("--out", help="help.out", metavar="FOLDER")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="help.allow-private")] = False,  # noqa: FBT002
    document: Annotated[bool, typer.Option("--document", help="help.document")] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    schedules: SchedulesFolder = None,
) -> None:
    if document:
        one_document.show(one_document.look(target, allow_private=allow_private), as_json=as_json)
        return
    known = _known(schedules, needed=bool(publisher))
    chosen = select(known, [publisher])[0] if publisher else None
    with workplace() as folder:
        found = one_document.catalogue_or_document(
            target,
            lambda: detect(target, settings=crawling(), allow_private=allow_private),
            allow_private=allow_private,
        )
        if isinstance(found, Detection):
            source = _source(target, found, chosen, allow_private=allow_private)
            report, overlays = _check(target, source, chosen, known, folder, out, shown=not as_json)
    if not isinstance(found, Detection):
        tell("check.no-catalogue")
        one_document.show(found, as_json=as_json)
        return
    if as_json:
        said = [overlay_document(one, screen_language()) for one in overlays]
        print_json(report.document | {"overlays": said})
    else:
        print_report(report.document, console(), screen_language())
        print_attention(overlays, console(), screen_language())
    if report.failure:
        raise report.failure
    if not report.document["complete"]:
        tell("check.incomplete")
        raise typer.Exit(INCOMPLETE)


def _check(  # noqa: PLR0917  what a check goes by
    target: str,
    source: Source,
    chosen: Publisher | None,
    known: list[Publisher],
    folder: Path,
    out: Path | None,
    *,
    shown: bool,
) -> tuple[CheckReport, list[OverlayState]]:
    facts = chosen.facts if chosen else None
    rules = rules_for(facts)
    with _database(folder) as database, bar(target, shown=shown) as progress:
        run = run_source(
            source,
            database=database,
            rules=rules,
            crawling=crawling(),
            workplace=folder,
            processes=settings().processes,
            progress=progress,
        )
        if run.failure and not run.tally.seen:
            raise run.failure
        publication, refused = _published(source.publisher, database, rules, out, folder / "feed")
        likely = publisher_at(known, target)
        checked = Checked(
            target=target,
            run=run,
            publication=publication,
            gate=rules.gate,
            kept=out is not None and refused is None,
            with_facts=facts is not None,
            likely_publisher="" if facts or likely is None else likely.name,
            known_publishers=tuple(one.name for one in known),
            failure=run.failure or refused or _nothing(target, run),
            rules=rules,
        )
        with database.transaction() as connection:
            states = (
                overlay_states(connection, chosen, rules, datetime.now(UTC).date(), [source.name])
                if chosen
                else []
            )
            return check_report(connection, checked, screen_language().language), states


def _nothing(target: str, run: RunSummary) -> SourceError | None:
    """Say so when the source holds no entry at all, or nothing that can be read."""
    if not run.tally.seen:
        return SourceError("check.empty-catalogue", url=target) if run.state == "complete" else None
    if run.tally.failed == run.tally.seen:
        return SourceError("check.nothing-readable", url=target)
    return None


def _published(
    publisher: str, database: Database, rules: Rules, out: Path | None, spare: Path
) -> tuple[Publication, TargetError | None]:
    """Write the feed where it was asked for; where that cannot be, aside, so that the report still stands."""
    write = partial(publish, publisher, database=database, rules=rules, strict=False, further=())
    try:
        return write(folder=out or spare), None
    except TargetError as refused:
        return write(folder=spare), refused


def _source(target: str, detection: Detection, chosen: Publisher | None, *, allow_private: bool) -> Source:
    publisher = chosen.name if chosen else _slug(target)
    known = chosen.sources if chosen else ()
    same = (one.name for one in known if one.source.url.rstrip("/") == detection.url.rstrip("/"))
    return Source(
        name=next(same, f"{publisher}/check"),
        publisher=publisher,
        protocol=detection.protocol,
        url=detection.url,
        allow_private=allow_private,
    )


def _slug(target: str) -> str:
    """Name a publisher that we know nothing of, after the host or the file."""
    name = urlsplit(target).hostname or Path(target).name
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


def _known(schedules: Path | None, *, needed: bool) -> list[Publisher]:
    """Load the publisher files; a faulty one is no reason to stop where none was asked for."""
    try:
        return publishers(schedules)
    except UsageError:
        if needed or schedules:
            raise
        return []


@contextmanager
def _database(folder: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folder / 'check.db'}")
    try:
        yield database
    finally:
        database.close()
