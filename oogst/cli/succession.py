"""``oogst succession``: datasets that go on under another identifier, and what a person says of them."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.text import Text as Line

from catalogue.store import successions
from catalogue.views import SuccessionView, successions_kept
from oogst.cli.console import console, print_json, screen_language, tell
from oogst.cli.decide import By, signed
from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.screen import data_table, heading, percent, plain

__all__ = ["app"]

app = typer.Typer(name="succession", help="help.succession", cls=HelpfulGroup, add_completion=False)
Number = Annotated[int, typer.Argument(help="help.succession.number", metavar="NUMBER")]
SHOWN = 3
"""Pieces of evidence per pair on the screen."""


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("list", help="help.succession.list", cls=HelpfulCommand)
def listing(
    source: Annotated[str, typer.Argument(help="help.succession.source", metavar="[SOURCE]")] = "",
    everything: Annotated[bool, typer.Option("--all", help="help.succession.all")] = False,  # noqa: FBT002
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        found = successions_kept(connection, source, "" if everything else successions.PROPOSED)
    if as_json:
        print_json([_document(one) for one in found])
    else:
        _show(found)


@app.command("apply", help="help.succession.apply", cls=HelpfulCommand)
def apply(number: Number, by: By = "", database: DatabaseUrl = "") -> None:
    with opened(database) as store, store.transaction() as connection:
        successions.apply_succession(connection, number, signed(by), datetime.now(UTC))
    tell("succession.applied", number=number)


@app.command("refuse", help="help.succession.refuse", cls=HelpfulCommand)
def refuse(number: Number, by: By = "", database: DatabaseUrl = "") -> None:
    with opened(database) as store, store.transaction() as connection:
        successions.refuse_succession(connection, number, signed(by), datetime.now(UTC))
    tell("succession.refused", number=number)


def _document(one: SuccessionView) -> dict[str, Any]:
    return one._asdict() | {"text": screen_language().say(one.rule)}


def _show(found: list[SuccessionView]) -> None:
    say = screen_language().say
    screen = console()
    if not found:
        screen.print(Line(say("succession.none")))
        return
    words = [say(f"column.{name}") for name in ("pair", "former", "now", "title", "state")]
    table = data_table(words, [say("column.confidence")])
    for one in found:
        state = say(f"succession.state.{one.state}")
        names = plain(one.former), plain(one.record), plain(one.title)
        table.add_row(str(one.number), *map(Line, names), state, percent(one.confidence))
    screen.print(table)
    screen.print(heading(say("succession.why")))
    for one in found:
        screen.print(Line(f" {one.number}: {say(one.rule)}"))
        for piece in one.evidence[:SHOWN]:
            clue = say(f"likeness.clue.{piece['clue']}")
            screen.print(Line(f"    {clue}: {plain(piece['value'])}", style="dim"))
    screen.print(Line(" " + say("succession.next"), style="dim"))
