"""The commands about pushes together."""

import typer

from oogst.cli.help import HelpfulCommand, HelpfulGroup
from oogst.cli.push import applying, losing, planning, rehearsing, showing, standing, verifying

__all__ = ["app"]

app = typer.Typer(name="push", help="help.push", cls=HelpfulGroup, add_completion=False)
app.command("status", help="help.push.status", cls=HelpfulCommand)(standing.command)
app.command("plan", help="help.push.plan", cls=HelpfulCommand)(planning.command)
app.command("show", help="help.push.show", cls=HelpfulCommand)(showing.command)
app.command("rehearse", help="help.push.rehearse", cls=HelpfulCommand)(rehearsing.command)
app.command("apply", help="help.push.apply", cls=HelpfulCommand)(applying.command)
app.command("losses", help="help.push.losses", cls=HelpfulCommand)(losing.command)
app.command("verify", help="help.push.verify", cls=HelpfulCommand)(verifying.command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
