"""The commands about attestations together; ``oogst attest PUBLISHER`` is short for its open questions."""

from collections.abc import Callable
from typing import Any, Final

import typer

from oogst.cli.attest import asking, form, judging, listing, signing, verifying
from oogst.cli.help import HelpfulCommand, HelpfulGroup

__all__ = ["app"]


class AttestGroup(HelpfulGroup):
    """A group in which a word that is no command is a publisher."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - Typer keeps this class to itself
        """Find the command that was typed, or ask what is open of the publisher that was."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["open", *args]
        return super().resolve_command(ctx, args)


app = typer.Typer(name="attest", help="help.attest", cls=AttestGroup, add_completion=False)
COMMANDS: Final[dict[str, Callable[..., None]]] = {
    "open": asking.command,
    "form": form.command,
    "sign": signing.command,
    "import": signing.take_over,
    "review": judging.review_command,
    "withdraw": judging.withdraw_command,
    "show": listing.command,
    "verify": verifying.command,
}
for name, command in COMMANDS.items():
    app.command(name, help=f"help.attest.{name}", cls=HelpfulCommand)(command)


@app.callback(invoke_without_command=True)
def _explain(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
