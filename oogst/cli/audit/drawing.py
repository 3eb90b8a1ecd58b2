"""``oogst audit draw``: verdicts drawn at random, to be traced by hand."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.bundle import opened as opened_bundle
from catalogue.errors import UsageError
from catalogue.views.stood import stood
from harvester.evidence import draw, found_in, laid_down, publishers_kept
from harvester.kept import FindSource
from oogst.cli.console import bar, console, screen_language, tell_count
from oogst.cli.options import DatabaseUrl, SchedulesFolder
from oogst.installation import known_sources, opened
from oogst.report.drawn import drawn_csv, drawn_markdown

__all__ = ["command"]

Place = tuple[Connection, list[str], datetime, FindSource]


def command(  # noqa: PLR0917  one parameter per option
    file: Annotated[Path | None, typer.Argument(help="help.audit.draw.file", metavar="[FILE]")] = None,
    count: Annotated[int, typer.Option("--count", help="help.audit.draw.count", metavar="N", min=1)] = 100,
    seed: Annotated[int, typer.Option("--seed", help="help.audit.draw.seed", metavar="N")] = 1,
    publisher: Annotated[
        str, typer.Option("--publisher", help="help.audit.draw.publisher", metavar="NAME")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", help="help.audit.draw.out", metavar="FILE")] = None,
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    with _place(file, database, schedules) as (connection, names, at, find):
        if publisher and publisher not in names:
            raise UsageError("bundle.unknown-publisher", name=publisher, known=", ".join(names) or "-")
        wanted = [publisher] if publisher else names
        standing = [one for name in wanted for one in stood(connection, at, publisher=name)]
        with bar("oogst audit draw") as progress:
            progress.total(count)
            drawn = draw(connection, standing, count=count, seed=seed, find=find, advance=progress.advance)
    speech = screen_language()
    as_csv = out is not None and out.suffix == ".csv"
    page = drawn_csv(drawn, speech) if as_csv else drawn_markdown(drawn, seed, speech)
    if out is None:
        console().print(page, markup=False, soft_wrap=True)
        return
    try:
        out.write_text(page, encoding="utf-8", newline="" if as_csv else None)
    except OSError as error:
        raise UsageError("bundle.unwritable", path=out, detail=error.strerror) from error
    tell_count("audit.draw.written", len(drawn), path=out)


@contextmanager
def _place(file: Path | None, database: str, schedules: Path | None) -> Iterator[Place]:
    """Open a bundle, or else the store as it is now."""
    if file is None:
        with opened(database) as store, store.transaction() as connection:
            names = publishers_kept(connection)
            yield connection, names, datetime.now(UTC), known_sources(schedules).get
        return
    with opened_bundle(file) as bundle, laid_down(bundle, Path(tempfile.gettempdir())) as connection:
        scope = bundle.manifest.scope
        yield connection, list(scope.publishers), scope.at, found_in(bundle)
