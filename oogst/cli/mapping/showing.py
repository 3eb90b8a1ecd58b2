"""``oogst mapping show``: the mapping of a dialect as a table, for whoever reviews it."""

from difflib import get_close_matches
from itertools import groupby
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.errors import UsageError
from catalogue.model import Dialect
from mappings import mapping_rows
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson
from oogst.report import mapping_page
from oogst.screen import fact_table, heading

__all__ = ["command"]


def command(
    name: Annotated[str, typer.Argument(help="help.dialect", metavar="[DIALECT]")] = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
    as_page: Annotated[bool, typer.Option("--markdown", help="help.markdown")] = False,  # noqa: FBT002  a flag
) -> None:
    speech = screen_language()
    known = [str(one) for one in Dialect]
    if as_page:
        typer.echo(mapping_page([_dialect(name)] if name else list(Dialect), speech), nl=False)
        return
    if not name:
        _list(known, as_json=as_json)
        return
    rows = mapping_rows(_dialect(name), speech.language)
    if as_json:
        print_json([row._asdict() for row in rows])
        return
    screen = console()
    for node, several in groupby(rows, key=lambda row: row.node):
        table = fact_table()
        for row in several:
            table.add_row(row.name, Line(row.words))
        screen.print(heading(node))
        screen.print(Padding(table, (0, 0, 0, 2)))


def _dialect(name: str) -> Dialect:
    known = [str(one) for one in Dialect]
    if name not in known:
        like = get_close_matches(name, known, n=1)
        raise UsageError("usage.no-dialect", wanted=name, known=", ".join(like or known))
    return Dialect(name)


def _list(known: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json(known)
    else:
        console().print(Line(screen_language().say("mapping.dialects", names=", ".join(known))))
