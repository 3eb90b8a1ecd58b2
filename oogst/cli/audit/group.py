"""The commands for auditors together; without a command the group explains itself."""

from typing import Final

import typer

from oogst.cli.audit import checking, drawing, exporting, keys, replaying, verifying
from oogst.cli.help import HelpfulCommand, HelpfulGroup

__all__ = ["app"]

app = typer.Typer(name="audit", help="help.audit", cls=HelpfulGroup, add_completion=False)
COMMANDS: Final = {
    "check": checking,
    "key": keys,
    "export": exporting,
    "verify": verifying,
    "replay": replaying,
    "draw": drawing,
}
for name, module in COMMANDS.items():
    app.command(name, help=f"help.audit.{name}", cls=HelpfulCommand)(module.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
