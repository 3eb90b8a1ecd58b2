"""``oogst check``: one catalogue or file down the whole road, with nothing set up and nothing left behind."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final
from urllib.parse import urlsplit

import orjson
import typer

from catalogue.errors import UsageError
from catalogue.model import PublisherFacts, Source
from catalogue.store import Database, open_database
from harvester.detect import Detection, detect
from harvester.runs import publish, run_source
from oogst.cli.console import bar, console, help_text, screen_language
from oogst.cli.options import AsJson, SchedulesFolder
from oogst.installation import crawling, publishers, rules_for
from oogst.report import CheckReport, check_report, print_report
from schedules import select

__all__ = ["INCOMPLETE", "command"]

INCOMPLETE: Final = 6
"""Exit code: the report stands, but the harvest did not prove itself complete."""


def command(  # noqa: PLR0917  one parameter per option
    target: Annotated[str, typer.Argument(help=help_text("target"), metavar="URL_OR_FILE")],
    publisher: Annotated[str, typer.Option("--publisher", help=help_text("publisher"), metavar="NAME")] = "",
    out: Annotated[Path | None, typer.Option("--out", help=help_text("out"), metavar="FOLDER")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=help_text("allow-private"))] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    schedules: SchedulesFolder = None,
) -> None:
    facts = select(publishers(schedules), [publisher])[0].facts if publisher else None
    with _workplace() as folder:
        report = _check(target, facts, folder, out, allow_private=allow_private, shown=not as_json)
    if as_json:
        console().out(orjson.dumps(report.document, option=orjson.OPT_INDENT_2).decode(), highlight=False)
    else:
        print_report(report.document, console(), screen_language())
    if report.failure:
        raise report.failure
    if not report.document["complete"]:
        raise typer.Exit(INCOMPLETE)


def _check(
    target: str,
    facts: PublisherFacts | None,
    folder: Path,
    out: Path | None,
    *,
    allow_private: bool,
    shown: bool,
) -> CheckReport:
    detection = detect(target, settings=crawling(), allow_private=allow_private)
    source = _source(target, detection, facts, allow_private=allow_private)
    rules = rules_for(facts)
    with _database(folder) as database, bar(target, shown=shown) as progress:
        run = run_source(
            source,
            database=database,
            rules=rules,
            crawling=crawling(),
            workplace=folder,
            progress=progress,
        )
        if run.failure and not run.tally.seen:
            raise run.failure
        feeds = out or folder / "feed"
        publication = publish(source.publisher, database=database, rules=rules, folder=feeds, strict=False)
        with database.transaction() as connection:
            return check_report(
                connection,
                run,
                publication,
                target=target,
                kept=out is not None,
                language=screen_language().language,
            )


def _source(
    target: str, detection: Detection, facts: PublisherFacts | None, *, allow_private: bool
) -> Source:
    publisher = facts.name if facts else _slug(target)
    return Source(
        name=f"{publisher}/check",
        publisher=publisher,
        protocol=detection.protocol,
        url=detection.url,
        allow_private=allow_private,
    )


def _slug(target: str) -> str:
    """Name a publisher that we know nothing of, after the host or the file."""
    name = urlsplit(target).hostname or Path(target).name
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


@contextmanager
def _workplace() -> Iterator[Path]:
    try:
        place = TemporaryDirectory(prefix=".oogst-", dir=Path.cwd(), ignore_cleanup_errors=True)
    except OSError as error:
        raise UsageError("run.no-workplace", folder=Path.cwd(), detail=error.strerror or error) from error
    with place as folder:
        yield Path(folder)


@contextmanager
def _database(folder: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folder / 'check.db'}")
    try:
        yield database
    finally:
        database.close()
