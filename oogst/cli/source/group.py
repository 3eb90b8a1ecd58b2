"""The commands about sources together; without a command the group explains itself."""

from typing import Final

import typer

from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.source import add, detecting, history, listing

__all__ = ["COMMANDS", "app"]

app = typer.Typer(name="source", help="help.source", cls=HelpfulGroup, add_completion=False)
COMMANDS: Final = {"detect": detecting, "add": add, "list": listing, "history": history}
OWN_CLASS: Final = {"detect": detecting.PreviewCommand}
for name, module in COMMANDS.items():
    app.command(name, help=f"help.source.{name}", cls=OWN_CLASS.get(name, HelpfulCommand))(module.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
