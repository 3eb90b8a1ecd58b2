"""Several entries fit what was typed: let the reader choose."""

from rich.text import Text as Line

from catalogue.views import EntryView
from oogst.cli.console import console, print_json, screen_language
from oogst.screen import data_table

__all__ = ["show_choices"]


def show_choices(found: list[EntryView], *, as_json: bool) -> None:
    """List the entries; a program gets the same list in one document."""
    if as_json:
        plain = ("uuid", "iri", "title", "source", "identifier")
        print_json({"several": [{name: getattr(entry, name) for name in plain} for entry in found]})
        return
    say = screen_language().say
    table = data_table([say("column.number"), say("column.title"), say("column.source")])
    for entry in found:
        table.add_row(entry.uuid, Line(entry.title), entry.source)
    console().print(Line(say("show.several", count=len(found))))
    console().print(table)
