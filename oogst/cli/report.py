"""``oogst report``: one publisher wholly, as a page, a spreadsheet, JSON or RDF."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import orjson
import typer

from catalogue.errors import TargetError, UsageError
from oogst.cli.console import print_json, screen_language, tell
from oogst.cli.fixes import Target, found_fixes
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.publisher import known_publisher
from oogst.installation import opened, software
from oogst.report.fixes import fixes_document
from oogst.report.publisher import report_page, report_rows, report_turtle
from oogst.report.publisher.gathering import gathered
from oogst.report.publisher.steps import report_steps
from oogst.screen import Speech
from oogst.settings import settings

__all__ = ["command"]

Document = dict[str, Any]
WRITERS: Final[dict[str, Callable[[Document, Speech], bytes]]] = {
    ".html": lambda document, speech: report_page(document, speech).encode(),
    ".csv": lambda document, _: b"\xef\xbb\xbf" + report_rows(document).encode(),
    ".json": lambda document, _: orjson.dumps(document, option=orjson.OPT_INDENT_2),
    ".ttl": lambda document, _: report_turtle(document, settings().base_iri, software()),
}
"""By the ending of the file. The mark before the CSV tells spreadsheets that it is UTF-8."""


def command(
    publisher: Annotated[str, typer.Argument(help="help.report-publisher", metavar="PUBLISHER")],
    to: Annotated[list[Path] | None, typer.Option("--to", help="help.report-to", metavar="FILE")] = None,
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    places = to or ([] if as_json else [Path(f"{publisher}-report.html")])
    writers = [(path, _writer(path)) for path in places]
    speech = screen_language()
    with opened(database) as store, store.transaction() as connection:
        whom = known_publisher(connection, publisher, schedules)
        fixes = fixes_document(found_fixes(connection, Target(whom.name, whom.name), schedules), speech)
        steps = report_steps(fixes, speech)
        document = gathered(
            connection, whom.name, speech, at=datetime.now(UTC), facts=whom.facts, fixes=steps
        )
    for path, written in writers:
        _write(path, written(document, speech))
        tell("publisher-report.written", path=path)
    if as_json:
        print_json(document)


def _writer(path: Path) -> Callable[[Document, Speech], bytes]:
    if path.suffix.casefold() not in WRITERS:
        raise UsageError("publisher-report.other-ending", path=path)
    return WRITERS[path.suffix.casefold()]


def _write(path: Path, content: bytes) -> None:
    """Write aside and put in place, so that a former report is there wholly until the new one is."""
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise TargetError("publisher-report.refused", path=path, detail=error.strerror or error) from error
