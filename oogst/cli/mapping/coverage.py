"""``oogst mapping coverage``: over all entries, which fields are never used and what stays empty."""

from difflib import get_close_matches
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.store.past import count_origins, origins
from catalogue.views import explained, source_names
from harvester.hashing import is_volatile
from harvester.kept import FindSource, kept_records
from mappings import usage
from oogst.cli.console import Bar, bar, console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import known_sources, opened
from oogst.report import CoverageFound, coverage_document, print_coverage

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    source: Annotated[str, typer.Argument(help="help.coverage-source", metavar="[SOURCE]")] = "",
    publisher: Annotated[
        str, typer.Option("--publisher", help="help.coverage-publisher", metavar="NAME")
    ] = "",
    whole: Annotated[bool, typer.Option("--all", help="help.coverage-all")] = False,  # noqa: FBT002  a flag
    schedules: SchedulesFolder = None,
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    find = known_sources(schedules).get
    with opened(database) as store, store.transaction() as connection:
        names = _chosen(connection, source, publisher)
        found = CoverageFound(sources=names)
        with bar(screen_language().say("coverage.bar")) as shown:
            shown.total(sum(count_origins(connection, name) for name in names))
            for name in names:
                _read(connection, name, find, found, shown)
    document = coverage_document(found, screen_language())
    if as_json:
        print_json(document)
    else:
        print_coverage(document, console(), screen_language(), whole=whole)


def _chosen(connection: Connection, source: str, publisher: str) -> list[str]:
    """Name the sources that are meant. Raises UsageError where there is none."""
    known = source_names(connection)
    if not known:
        raise UsageError("usage.no-source-kept")
    if publisher:
        of_publisher = source_names(connection, publisher)
        if not of_publisher:
            raise UsageError("usage.no-source-of", wanted=publisher, known=", ".join(known))
        known = of_publisher
    if not source:
        return known
    if source in known:
        return [source]
    if like := get_close_matches(source, known, n=1):
        raise UsageError("usage.no-source-like", wanted=source, like=like[0])
    raise UsageError("usage.no-source", wanted=source, known=", ".join(known))


def _read(connection: Connection, name: str, find: FindSource, found: CoverageFound, shown: Bar) -> None:
    for again in kept_records(connection, origins(connection, name), find):
        stands = explained(connection, again.origin.uuid)
        found.presence.add(stands.body)
        found.entries += 1
        shown.advance(1)
        if again.failure is not None:
            found.not_read[again.failure.key] += 1
        if again.record is not None:
            dialect = again.record.dialect
            used = usage(
                again.record,
                stands.reasons,
                stands.notes,
                is_volatile=lambda path, dialect=dialect: is_volatile(dialect, path),  # type: ignore[misc]  # mypy cannot tell the type of a default
            )
            found.coverage.add(dialect, used, again.origin.uuid)
