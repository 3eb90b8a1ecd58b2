"""``oogst profile fetch``: bring the published shape files from their official addresses."""

from typing import Annotated, Any, Final

import typer

from catalogue.errors import OogstError
from catalogue.profile.published import Published
from harvester.published import bring
from oogst.cli.console import bar, console, print_json, screen_language, tell_error
from oogst.cli.options import AsJson
from oogst.cli.profile.choosing import chosen, shelf
from oogst.installation import crawling
from oogst.screen import data_table

__all__ = ["command"]

COLUMNS: Final = ("name", "state", "sha256")


def command(
    names: Annotated[list[str] | None, typer.Argument(help="help.profile.names", metavar="[NAME]...")] = None,
    mirror: Annotated[str, typer.Option("--mirror", help="help.profile.mirror", metavar="URL")] = "",
    accept_new: Annotated[bool, typer.Option("--accept-new", help="help.profile.accept-new")] = False,  # noqa: FBT002
    allow_private: Annotated[bool, typer.Option("--allow-private", help="help.allow-private")] = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    wanted = chosen(names)
    rows: list[dict[str, Any]] = []
    refused: list[OogstError] = []
    with bar("oogst profile fetch", shown=not as_json) as progress:
        progress.total(len(wanted))
        for one in wanted:
            try:
                rows.append(_brought(one, mirror, allow_private=allow_private, accept_new=accept_new))
            except OogstError as refusal:
                refused.append(refusal)
                rows.append(_row(one, "failed", error=refusal.key))
            progress.advance(1)
    _show(rows, as_json=as_json)
    for error in refused:
        tell_error(error)
    if refused:
        raise typer.Exit(refused[0].exit_code)


def _brought(one: Published, mirror: str, *, allow_private: bool, accept_new: bool) -> dict[str, Any]:
    brought = bring(
        one,
        shelf(),
        settings=crawling(),
        mirror=mirror,
        allow_private=allow_private,
        accept_new=accept_new,
    )
    return _row(one, brought.change, sha256=brought.sha256)


def _row(one: Published, change: str, *, sha256: str = "", error: str = "") -> dict[str, Any]:
    return {"name": one.name, "change": change, "sha256": sha256, "error": error}


def _show(rows: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    say = screen_language().say
    table = data_table([say(f"profile.column.{name}") for name in COLUMNS])
    for row in rows:
        table.add_row(row["name"], say(f"profile.change.{row['change']}"), row["sha256"][:12])
    console().print(table)
