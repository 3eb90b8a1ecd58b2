"""The commands about the mapping together; without a command the group explains itself."""

from typing import Final

import typer

from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.mapping import coverage, showing

__all__ = ["app"]

app = typer.Typer(name="mapping", help="help.mapping", cls=HelpfulGroup, add_completion=False)
COMMANDS: Final = {"coverage": coverage, "show": showing}
for name, module in COMMANDS.items():
    app.command(name, help=f"help.mapping.{name}", cls=HelpfulCommand)(module.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
