"""What of a source is used and what of the profile stays empty, on a screen.

Law: foreign text becomes a :class:`rich.text.Text`, never read as markup, and its control codes go.
"""

from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.messages import say
from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["print_coverage"]

Document = dict[str, Any]
SHOWN: Final = ("never", "sometimes", "outranked")
REST: Final = ("always", "passed")
MOST: Final = 25
"""Fields of one kind; ``--all`` shows each."""
EXAMPLE: Final = 100
INDENT: Final = (0, 0, 0, 2)


def print_coverage(document: Document, screen: Console, speech: Speech, *, whole: bool) -> None:
    """Write what is lost of the source first, then what stays empty."""
    names = plain(", ".join(document["sources"]))
    screen.print(Line(speech.count("coverage.title", document["entries"], sources=names), style="bold"))
    for key, count in document["not_read_again"].items():
        screen.print(Line(speech.count("coverage.not-read", count, why=_why(key, speech)), style="yellow"))
    for standing in SHOWN + (REST if whole else ()):
        fields = [one for one in document["fields"] if one["standing"] == standing]
        _fields(standing, fields, screen, speech, most=len(fields) if whole else MOST)
    if document["unnamed"]:
        screen.print(Line(speech.count("coverage.unnamed", document["unnamed"])))
    for one in document["classes"]:
        _class(one, screen, speech, whole=whole)
    screen.print(Padding(Line(speech.say("coverage.legend"), style="dim"), (1, 0, 0, 0)))


def _why(key: str, speech: Speech) -> str:
    """Give what happened, for one of many; ``oogst show ENTRY --why`` tells of each by itself."""
    said = say(key, speech.language, payload="…", pointer="…", source="…")
    return said.splitlines()[0]


def _fields(standing: str, fields: list[Document], screen: Console, speech: Speech, *, most: int) -> None:
    if not fields:
        return
    screen.print(heading(f"{speech.say(f'coverage.{standing}')} ({len(fields)})"))
    several = len({one["dialect"] for one in fields}) > 1
    for one in sorted(fields, key=lambda one: (-one["lost"], -one["values"]))[:most]:
        line = Line(plain(one["field"]))
        line.append(f"  {one['dialect']}" if several else "", style="dim")
        facts = {"lost": one["lost"] or one["values"], "count": one["values"]}
        line.append(f"  {speech.say('coverage.of', **facts)}", style="dim")
        example = " ".join(plain(one["example"]["value"]).split())
        line.append(f"\n  {example[:EXAMPLE]}")
        line.append(f"  ({one['example']['entry'][:8]})", style="dim")
        screen.print(Padding(line, INDENT))
    if len(fields) > most:
        screen.print(
            Padding(Line(speech.say("coverage.more", count=len(fields) - most), style="dim"), INDENT)
        )


def _class(one: Document, screen: Console, speech: Speech, *, whole: bool) -> None:
    shown = [each for each in one["properties"] if whole or each["empty"]]
    screen.print(heading(speech.say("coverage.empty", name=one["name"], nodes=one["nodes"])))
    if not shown:
        screen.print(Padding(Line(speech.say("coverage.nothing")), INDENT))
        return
    say_ = speech.say
    words = [say_("column.obligation"), say_("column.property"), "DCAT"]
    table = data_table(words, [say_("column.empty"), say_("column.share")])
    for each in shown:
        style = "red" if each["obligation"] == "V" else ""
        cells = (each["obligation"], each["name"], each["path"])
        table.add_row(*cells, str(each["empty"]), percent(each["share_empty"]), style=style)
    screen.print(Padding(table, INDENT))
