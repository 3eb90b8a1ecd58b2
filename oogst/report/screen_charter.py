"""The charter on a screen: one line per principle that could be judged, and plainly which could not."""

from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.screen import Speech, heading, percent

__all__ = ["charter_lines"]

INDENT = (0, 0, 0, 2)


def charter_lines(charter: dict[str, Any], speech: Speech) -> Iterator[RenderableType]:
    """Give the parts of the section, ready to print."""
    say = speech.say
    principles = charter["principles"].items()
    yield heading(say("report.charter-title", rubric=charter["rubric"]))
    judged = [(number, one) for number, one in principles if one["state"] != "not-assessed"]
    if judged:
        yield _table(judged, speech)
    rest = [number for number, one in principles if one["state"] == "not-assessed"]
    yield Padding(Line(say("report.not-assessed", principles=", ".join(rest))), INDENT)
    yield Padding(Line(charter["statement"], style="dim"), INDENT)


def _table(judged: list[tuple[str, dict[str, Any]]], speech: Speech) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=True)
    table.add_column("", justify="right")
    table.add_column(speech.say("column.principle"))
    for name in ("score", "coverage", "entries"):
        table.add_column(speech.say(f"column.{name}"), justify="right")
    for number, one in judged:
        score = one["state_text"] if one["score"] is None else percent(one["score"])
        table.add_row(number, one["title"], score, f"{percent(one['coverage'])} %", str(one["entries"]))
    return table
