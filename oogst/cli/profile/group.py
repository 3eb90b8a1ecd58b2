"""The commands about published shapes together; without a command the group explains itself."""

from typing import Final

import typer

from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.profile import checking, fetching, listing

__all__ = ["app"]

app = typer.Typer(name="profile", help="help.profile", cls=HelpfulGroup, add_completion=False)
COMMANDS: Final = {"fetch": fetching, "list": listing, "check": checking}
for name, module in COMMANDS.items():
    app.command(name, help=f"help.profile.{name}", cls=HelpfulCommand)(module.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
