"""``oogst show``: one entry as it stands, and why each value is what it is."""

from typing import Annotated

import orjson
import typer
from rich.table import Table
from rich.text import Text as Line

from catalogue.charter import outcome_text, verdict_text
from catalogue.errors import UsageError
from catalogue.model import Reason
from catalogue.store import EntryView, find_entries
from oogst.cli.console import console, help_text, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report import entry_document, finding_text

__all__ = ["command"]


def command(
    wanted: Annotated[str, typer.Argument(help=help_text("entry"), metavar="ENTRY")],
    why: Annotated[str, typer.Option("--why", help=help_text("why"), metavar="PROPERTY")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-entry", wanted=wanted)
    if len(found) > 1:
        _choices(found)
        return
    entry = found[0]
    if why:
        entry.reasons = _reasons_for(entry, why)
    if as_json:
        document = orjson.dumps(entry_document(entry), option=orjson.OPT_INDENT_2)
        console().out(document.decode(), highlight=False)
    elif why:
        _why(entry)
    else:
        _whole(entry)


def _reasons_for(entry: EntryView, wanted: str) -> dict[str, list[Reason]]:
    """Keep the reasons of one property, also where distributions or services carry it."""
    asked = {path: why for path, why in entry.reasons.items() if wanted in {path, path.rpartition(".")[2]}}
    asked = asked or {path: why for path, why in entry.reasons.items() if path.startswith(wanted)}
    if not asked:
        known = sorted({path.rpartition(".")[2] for path in entry.reasons})
        raise UsageError("usage.no-property", wanted=wanted, known=", ".join(known))
    return asked


def _choices(found: list[EntryView]) -> None:
    say = screen_language().say
    table = Table(say("column.entry"), say("column.title"), say("column.source"))
    for entry in found:
        table.add_row(entry.uuid, Line(entry.title), entry.source)
    console().print(say("show.several", count=len(found)))
    console().print(table)


def _why(entry: EntryView) -> None:
    say = screen_language().say
    columns = ("property", "value", "origin", "original", "rule", "row")
    table = Table(*(say(f"column.{name}") for name in columns), title=Line(entry.title), show_lines=True)
    for path, reasons in entry.reasons.items():
        for reason in reasons:
            origin = say("show.default") if reason.default else reason.pointer
            cells = (path, reason.value, origin, reason.original, reason.rule, reason.row)
            table.add_row(*(Line(cell) for cell in cells))
    console().print(table)


def _whole(entry: EntryView) -> None:
    speech = screen_language()
    say = speech.say
    screen = console()
    screen.print(Line(entry.title, style="bold"))
    stands = "withdrawn" if entry.withdrawn_at else "published" if entry.published else "held-back"
    facts = {
        "column.iri": entry.iri,
        "column.entry": entry.uuid,
        "column.source": f"{entry.source} ({entry.identifier})",
        "column.state": say(f"show.{stands}"),
        "column.since": entry.valid_from.isoformat(),
        "column.score": say("show.score", score=_percent(entry.score), coverage=_percent(entry.coverage)),
    }
    for key, value in facts.items():
        screen.print(Line(f"  {say(key):<22} {value}"))
    _why(entry)
    for finding in entry.findings:
        title = finding_text(finding.rule, finding.layer, speech.language).title
        severity = say(f"severity.{finding.severity}")
        screen.print(Line(f"  {severity}: {title} [{finding.rule}] {finding.value}"))
    for verdict in entry.verdicts:
        outcome = outcome_text(verdict.outcome, speech.language)
        screen.print(Line(f"  {verdict.check:<6} {outcome}: {verdict_text(verdict, speech.language)}"))


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.0f}"
