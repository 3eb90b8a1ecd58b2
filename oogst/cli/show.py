"""``oogst show``: one entry as it stands, and why each value is what it is."""

import re
from difflib import get_close_matches
from typing import Annotated

import typer
from rich.text import Text as Line

from catalogue.errors import UsageError
from catalogue.views import EntryView, find_entries
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl
from oogst.installation import opened
from oogst.report import data_table, entry_document, print_entry, print_why

__all__ = ["command"]


def command(
    wanted: Annotated[str, typer.Argument(help="help.entry", metavar="ENTRY")],
    why: Annotated[str, typer.Option("--why", help="help.why", metavar="PROPERTY")] = "",
    database: DatabaseUrl = "",
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-entry", wanted=wanted)
    if len(found) > 1:
        _choices(found, as_json=as_json)
        return
    entry = found[0]
    if why:
        _keep_only(entry, why)
    if as_json:
        print_json(entry_document(entry))
    elif why:
        print_why(entry, console(), screen_language())
    else:
        print_entry(entry, console(), screen_language())


def _keep_only(entry: EntryView, wanted: str) -> None:
    """Keep the reasons of one property, also where distributions or services carry it.

    Of a property without a value, keep the findings that tell of it. Raises UsageError where nothing does.
    """
    name = _name(wanted)
    asked = {path: why for path, why in entry.reasons.items() if name in {_name(path), _name(_last(path))}}
    asked = asked or {path: why for path, why in entry.reasons.items() if path.startswith(wanted)}
    about = [one for one in entry.findings if name in one.rule.replace("-", "_")]
    if not asked and not about:
        known = sorted({_last(path) for path in entry.reasons})
        if like := get_close_matches(wanted, known, n=1):
            raise UsageError("usage.no-property-like", wanted=wanted, like=like[0])
        raise UsageError("usage.no-property", wanted=wanted, known=", ".join(known))
    entry.reasons = asked
    entry.findings = about


def _last(path: str) -> str:
    return path.rpartition(".")[2]


def _name(word: str) -> str:
    """Make ``dct:accessRights``, ``access_rights`` and ``license`` say the same as our own names."""
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word.rpartition(":")[2]).lower()
    return snake.replace("license", "licence").removesuffix("s")


def _choices(found: list[EntryView], *, as_json: bool) -> None:
    """Let the reader choose; a program gets the same list in one document."""
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
