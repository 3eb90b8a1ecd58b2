"""``oogst profile list``: which published shape files there are, and whether they are at hand."""

from typing import Any, Final

from rich.text import Text as Line

from catalogue.profile.published import Published
from harvester.published import Shelf
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson
from oogst.cli.profile.choosing import chosen, shelf
from oogst.screen import data_table

__all__ = ["command"]

COLUMNS: Final = ("name", "profile", "state")


def command(as_json: AsJson = False) -> None:  # noqa: FBT002  a flag
    kept = shelf()
    rows = [_row(one, kept) for one in chosen(None)]
    if as_json:
        print_json(rows)
        return
    say = screen_language().say
    table = data_table([say(f"profile.column.{name}") for name in COLUMNS])
    for row in rows:
        state = say(f"profile.state.{row['state']}")
        table.add_row(row["name"], f"{row['profile']} {row['version']}", state)
    console().print(table)
    console().print(Line(say("profile.folder", path=kept.folder)), soft_wrap=True)


def _row(one: Published, kept: Shelf) -> dict[str, Any]:
    found = kept.look(one)
    return {
        "name": one.name,
        "profile": one.profile,
        "version": one.version,
        "url": one.url,
        "state": found.state,
        "expected": kept.expected(one),
        "sha256": found.sha256,
        "path": str(kept.folder / one.file),
    }
