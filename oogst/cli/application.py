"""The commands together, and the edge where every error becomes a sentence and an exit code."""

import os
import sys
import traceback
from typing import Annotated, Final

import typer

from catalogue.errors import OogstError
from oogst.cli import check, demo, feed, run, show, status, up
from oogst.cli.console import error_console, help_text, screen_language, set_language

__all__ = ["app", "main"]

INTERRUPTED = 130

app = typer.Typer(
    name="oogst",
    help=help_text("oogst"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS: Final = {
    "check": check,
    "run": run,
    "show": show,
    "feed": feed,
    "status": status,
    "up": up,
    "demo": demo,
}
for name, module in COMMANDS.items():
    app.command(name, help=help_text(name))(module.command)


@app.callback()
def _everywhere(
    language: Annotated[str, typer.Option(help=help_text("language"), metavar="nl|en")] = "",
    debug: Annotated[bool, typer.Option("--debug", help=help_text("debug"))] = False,  # noqa: FBT002  a flag
) -> None:
    set_language(language)
    if debug:
        os.environ["OOGST_DEBUG"] = "1"


def main() -> None:
    """Run the command line; every error ends in a message and the exit code of its kind."""
    debug = "--debug" in sys.argv
    if debug:  # it may stand anywhere on the line
        sys.argv.remove("--debug")
    try:
        app()
    except OogstError as error:
        _tell(error.key, error.facts, debug=debug)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _tell("usage.interrupted", {}, debug=debug)
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001  the outermost edge: no traceback for whoever did not ask for it
        _tell("usage.unexpected", {"detail": f"{type(error).__name__}: {error}"}, debug=debug)
        sys.exit(1)


def _tell(key: str, facts: dict[str, object], *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    error_console().print(screen_language().say(key, **facts), highlight=False, markup=False)
