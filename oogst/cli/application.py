"""The commands together, and the edge where every error becomes a sentence and an exit code."""

import signal
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Annotated, Any, Final, NoReturn

import typer

from catalogue.errors import OogstError
from catalogue.version import VERSION
from oogst.cli.console import set_language, tell_error
from oogst.cli.help import HelpfulCommand, HelpfulGroup, in_our_words

__all__ = ["app", "main"]

INTERRUPTED: Final = 130
TERMINATED: Final = 143
"""Exit code when we were asked to end, as the shell gives it."""
EVERYWHERE: Final = {"--debug": 0, "--language": 1}
"""Options that may stand anywhere on the line, and how many words follow them."""

COMMANDS: Final = {
    "check": "check:command",
    "run": "run:command",
    "replay": "replay:command",
    "show": "show:command",
    "score": "score:command",
    "rescore": "rescore:command",
    "maturity": "maturity:command",
    "preview": "preview:command",
    "fixes": "fixes:command",
    "why": "why:command",
    "report": "report:command",
    "feed": "feed:command",
    "serve": "serve:command",
    "status": "status:command",
    "accept": "decide:accept",
    "withdraw": "decide:withdraw",
    "restore": "decide:restore",
    "duplicates": "duplicates:command",
    "pilots": "pilots:command",
    "probe": "probe:command",
    "up": "up:command",
    "demo": "demo:command",
}
"""Where the function of each command stands in this folder."""
GROUPS: Final = ("attest", "audit", "source", "mapping", "overlay", "profile", "push", "succession")
"""Modules of this folder that hold commands of their own."""


class Application(HelpfulGroup):
    """The command line as a whole; a command is imported when it is called for."""

    def members(self) -> dict[str, str | None]:
        """Name every command with the key of its help, without importing it."""
        return {name: f"help.{name}" for name in (*COMMANDS, *GROUPS)}

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - Typer keeps these classes to itself
        """Import a command, if there is one of that name."""
        if cmd_name in COMMANDS:
            return _command(cmd_name)
        if cmd_name in GROUPS:
            return typer.main.get_command(import_module(f"oogst.cli.{cmd_name}").app)
        return super().get_command(ctx, cmd_name)


def _command(name: str) -> Any:  # noqa: ANN401 - as above
    module, _, function = COMMANDS[name].partition(":")
    alone = typer.Typer(add_completion=False)
    alone.command(name, help=f"help.{name}", cls=HelpfulCommand)(
        getattr(import_module(f"oogst.cli.{module}"), function)
    )
    return typer.main.get_command(alone)


app = typer.Typer(
    name="oogst",
    help="help.oogst",
    cls=Application,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(asked: bool) -> None:  # noqa: FBT001  as Typer calls it
    if asked:
        typer.echo(f"oogst {VERSION}")
        raise typer.Exit


@app.callback()
def _everywhere(
    language: Annotated[str, typer.Option(help="help.language", metavar="nl|en")] = "",
    debug: Annotated[bool, typer.Option("--debug", help="help.debug")] = False,  # noqa: ARG001, FBT002  a flag that main reads
    version: Annotated[  # noqa: ARG001, FBT002  a flag that is acted on at once
        bool, typer.Option("--version", help="help.version", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    set_language(language)


def main() -> None:
    """Run the command line; every error ends in a message and the exit code of its kind."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream of the interpreter
    signal.signal(signal.SIGTERM, _leave)
    everywhere, rest = _sorted_out(sys.argv[1:])
    sys.exit(_ended([*everywhere, *(rest or ["--help"])], debug="--debug" in everywhere))


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """End as a command ends, so that what is temporary goes."""
    raise SystemExit(TERMINATED)


def _sorted_out(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the options that may stand anywhere from the rest, which keeps its order."""
    front: list[str] = []
    rest: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            return front, [*rest, word, *left]
        name = word.partition("=")[0]
        if name not in EVERYWHERE:
            rest.append(word)
            continue
        front.append(word)
        if "=" not in word:
            front += [left.pop(0) for _ in range(min(EVERYWHERE[name], len(left)))]
    return front, rest


def _ended(words: list[str], *, debug: bool) -> int:
    """Carry a command out and give its exit code."""
    try:
        _speak_early(words)
        code: int | None = app(words, prog_name="oogst", standalone_mode=False)
    except typer.TyperException as error:
        return _told(in_our_words(error), debug=debug)
    except OogstError as error:
        return _told(error, debug=debug)
    except Exception as error:  # noqa: BLE001  the outermost edge: no traceback for whoever did not ask for it
        unexpected = OogstError("usage.unexpected", detail=f"{type(error).__name__}: {error}")
        return _told(unexpected, debug=debug)
    if code == INTERRUPTED:
        _told(OogstError("usage.interrupted"), debug=False)
    return code or 0


def _speak_early(words: list[str]) -> None:
    """Choose the language before anything can be said, help included; that of a former command is none."""
    set_language("")
    for number, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == "--language":
            set_language(value if equals else "".join(words[number + 1 : number + 2]))


def _told(error: OogstError, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    tell_error(error)
    return error.exit_code
