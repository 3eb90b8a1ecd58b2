"""``oogst profile check``: hold an RDF file against the published shapes themselves, with both engines."""

from pathlib import Path
from typing import Annotated

import typer

from catalogue.errors import UsageError
from catalogue.profile.published import Published
from harvester.published import Shelf
from harvester.published.judging import Judgement, judge, read_data
from oogst.cli.console import bar, console, print_json, screen_language
from oogst.cli.options import AsJson
from oogst.cli.profile.choosing import chosen, shelf
from oogst.report.published import judgement_document, print_judgement

__all__ = ["command"]


def command(
    file: Annotated[Path, typer.Argument(help="help.profile.file", metavar="FILE")],
    names: Annotated[
        list[str] | None, typer.Option("--with", help="help.profile.with", metavar="NAME")
    ] = None,
    as_json: AsJson = False,  # noqa: FBT002
) -> None:
    kept = shelf()
    wanted = chosen(names) if names else _at_hand(kept)
    shapes = {one: kept.read(one) for one in wanted}
    data = read_data(file)
    judgements: list[Judgement] = []
    with bar("oogst profile check", shown=not as_json) as progress:
        progress.total(len(shapes))
        for one, content in shapes.items():
            judgements.append(judge(one, content, data))
            progress.advance(1)
    if as_json:
        print_json([judgement_document(each, data.left_out) for each in judgements])
        return
    for each in judgements:
        print_judgement(each, console(), screen_language())


def _at_hand(kept: Shelf) -> list[Published]:
    found = [one for one in chosen(None) if kept.look(one).state != "missing"]
    if not found:
        raise UsageError("profile.none-fetched")
    return found
