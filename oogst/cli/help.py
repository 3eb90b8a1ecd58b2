"""Help, and what is said of a command line that cannot be read: from the message catalogue, as all else.

The texts that Typer is given are keys; they become words here, in the language that was asked for.
"""

import textwrap
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from catalogue.errors import UsageError
from catalogue.messages import keys, say
from oogst.cli.console import help_language

__all__ = ["HelpfulCommand", "HelpfulGroup", "in_our_words"]

NARROWEST: Final = 60
WIDEST: Final = 100
GAP: Final = 2
KNOWN: Final = frozenset(keys())


class HelpfulCommand(TyperCommand):
    """A command that explains itself by the message catalogue, with examples."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - Typer keeps the class of a context to itself
        """Give the whole page: usage, what it does, arguments, options, examples."""
        return "\n".join(_page(self, ctx))


class HelpfulGroup(TyperGroup):
    """The command line as a whole."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401 - as above
        """Give the whole page, with a line per command."""
        return "\n".join(_page(self, ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command that was typed. Raises UsageError when there is none of that name."""
        if args and args[0] not in (known := self.members()):
            raise _unknown("command", args[0], list(known), ctx.command_path.split()[1:])
        return super().resolve_command(ctx, args)

    def members(self) -> dict[str, str | None]:
        """Name every command with its help."""
        return {name: command.help for name, command in self.commands.items()}


def in_our_words(error: typer.TyperException) -> UsageError:
    """Turn what Typer says of a command line into one of our errors."""
    option = getattr(error, "option_name", None)
    if hasattr(error, "possibilities"):
        return _unknown("option", str(option), list(error.possibilities or ()))
    if option is not None:
        return UsageError("usage.option-without-value", option=option)
    parameter = getattr(error, "param", None)
    if hasattr(error, "param_type") and parameter is not None:
        return UsageError("usage.missing-argument", name=parameter.metavar or parameter.name)
    if parameter is not None:
        return UsageError("usage.bad-value", name=parameter.metavar or parameter.name, detail=error.message)
    return UsageError("usage.bad-command", detail=error.format_message())


def _unknown(what: str, typed: str, known: list[str], above: Sequence[str] = ()) -> UsageError:
    """Say that nothing has the name that was typed, and what was meant, in the groups ``above``."""
    like = get_close_matches(typed, known, n=1)
    if like:
        return UsageError(f"usage.unknown-{what}-like", typed=typed, like=" ".join([*above, like[0]]))
    return UsageError(f"usage.unknown-{what}", typed=typed)


def _page(command: TyperCommand | TyperGroup, ctx: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    width = max(NARROWEST, min(WIDEST, typer.get_terminal_size().columns))
    members = command.members() if isinstance(command, HelpfulGroup) else {}
    parameters: list[Any] = [one for one in command.params if not getattr(one, "hidden", False)]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    names = [_word("command")] if members else [str(one.metavar) for one in arguments]
    yield " ".join([_word("usage"), ctx.command_path, *names, f"[{_word('options')}]"])
    yield ""
    yield textwrap.fill(_said(command.help), width)
    yield from _section("", [(str(one.metavar), _said(one.help)) for one in arguments], width)
    yield from _section(_word("commands"), [(name, _first(text)) for name, text in members.items()], width)
    rows = [(_option(one), _said(one.help)) for one in options]
    yield from _section(_word("options"), [*rows, ("-h, --help", _word("help"))], width)
    examples = str(command.help).replace("help.", "examples.")
    if examples in KNOWN:
        yield from ("", _word("examples").capitalize(), *textwrap.indent(_said(examples), "  ").splitlines())


def _section(title: str, rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    if not rows:
        return
    yield ""
    if title:
        yield title.capitalize()
    left = max(len(name) for name, _ in rows) + 2 * GAP
    for name, text in rows:
        start = f"{' ' * GAP}{name}".ljust(left)
        yield textwrap.fill(text, width, initial_indent=start, subsequent_indent=" " * left)


def _option(option: Any) -> str:  # noqa: ANN401 - as above
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _said(key: str | None) -> str:
    return say(key, help_language()) if key in KNOWN else key or ""


def _first(key: str | None) -> str:
    """Give the first sentence."""
    return _said(key).partition(". ")[0].rstrip(".") + "."


def _word(name: str) -> str:
    return say(f"help.word.{name}", help_language())
