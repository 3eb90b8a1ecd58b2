"""The commands about overlays together."""

import typer

from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.overlay import add, listing

__all__ = ["app"]

app = typer.Typer(name="overlay", help="help.overlay", cls=HelpfulGroup, add_completion=False)
app.command("list", help="help.overlay.list", cls=HelpfulCommand)(listing.command)
app.command("add", help="help.overlay.add", cls=HelpfulCommand)(add.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
