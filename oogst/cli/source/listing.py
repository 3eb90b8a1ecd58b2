"""``oogst source list``: the publishers and their sources as their files say, and who has none."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final

import typer
from rich.padding import Padding
from rich.text import Text as Line

from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, Publishers, SchedulesFolder
from oogst.installation import publishers
from oogst.screen import data_table, heading
from schedules import Publisher, Scheduled, select, without_catalogue

__all__ = ["command"]

STYLES: Final = {"active": "green", "off": "yellow", "former": "dim", "later": "dim"}

Row = dict[str, Any]


def command(
    names: Publishers = None,
    everything: Annotated[bool, typer.Option("--all", help="help.source.all")] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    schedules: SchedulesFolder = None,
) -> None:
    chosen = select(publishers(schedules), names or [])
    now = datetime.now(UTC)
    if as_json:
        print_json([_document(publisher, now) for publisher in chosen])
        return
    _show(chosen, now, everything=everything or bool(names))


def _document(publisher: Publisher, now: datetime) -> Row:
    return {
        "publisher": publisher.name,
        "title": {text.language: text.value for text in publisher.facts.title},
        "ovo": publisher.ovo,
        "kbo": publisher.kbo,
        "nis": publisher.nis,
        "note": publisher.note,
        "sources": [_row(source, now) for source in publisher.sources],
    }


def _row(source: Scheduled, now: datetime) -> Row:
    return {
        "source": source.name,
        "protocol": str(source.source.protocol),
        "url": source.source.url,
        "state": _state(source, now),
        "cadence": source.cadence.cron,
        "valid_from": None if source.valid_from == date.min else source.valid_from,
        "valid_until": None if source.valid_until == date.max else source.valid_until,
        "note": source.note,
    }


def _state(source: Scheduled, now: datetime) -> str:
    if source.active(now):
        return "active"
    if source.former(now):
        return "former"
    return "later" if source.later(now) else "off"


def _show(chosen: list[Publisher], now: datetime, *, everything: bool) -> None:
    say = screen_language().say
    rows = [_row(source, now) for publisher in chosen for source in publisher.sources]
    shown = [row for row in rows if everything or row["state"] in {"active", "later"}]
    screen = console()
    if shown:
        columns = ("source", "state", "protocol", "cadence")
        table = data_table([say(f"column.{name}") for name in columns])
        for row in shown:
            state = Line(say(f"source.state.{row['state']}"), style=STYLES[row["state"]])
            table.add_row(row["source"], state, row["protocol"], row["cadence"])
        screen.print(table)
        for row in shown if everything else ():
            screen.print(Padding(Line(" ".join(_more(row)), overflow="fold"), (0, 0, 0, 1)))
    if len(shown) < len(rows):
        screen.print(Line(" " + say("source.list.hidden", count=len(rows) - len(shown)), style="dim"))
    _show_silent(chosen, now)


def _more(row: Row) -> Iterator[str]:
    """Tell of a source where it is, since and until when, and what is noted."""
    yield f"{row['source']}: {row['url']}"
    if row["valid_from"] or row["valid_until"]:
        first, last = row["valid_from"], row["valid_until"]
        yield f"({first or '…'} - {last or '…'})"
    if row["note"]:
        yield row["note"]


def _show_silent(chosen: list[Publisher], now: datetime) -> None:
    """Name who has no catalogue that we know of, and the ways to get one harvested."""
    silent: dict[str, list[str]] = {}
    for publisher in without_catalogue(chosen, now):
        silent.setdefault(publisher.note, []).append(publisher.name)
    if not silent:
        return
    say = screen_language().say
    lines = [f"{', '.join(names)}: {note}" for note, names in silent.items()]
    screen = console()
    screen.print(heading(say("source.list.silent")))
    for line in [*lines, say("source.list.ways")]:
        screen.print(Padding(Line(line), (0, 0, 0, 1)))
