"""What was found, on a screen: in groups by what it does to an entry, findings of one remedy together."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.screen import Speech, heading, plain

__all__ = ["findings_lines"]

Document = dict[str, Any]

SIDE_BY_SIDE: Final = 110
"""Columns from which the remedy stands beside the findings instead of under them."""
STYLES: Final = {"blocks": "bold red", "error": "red", "warning": "yellow", "info": "dim"}
TITLE_SHOWN: Final = 60


def findings_lines(findings: list[Document], width: int, speech: Speech) -> Iterator[RenderableType]:
    """Give the parts of the section, ready to print; ``findings`` come in the order of the report."""
    yield heading(speech.say("report.findings"))
    if not findings:
        yield Padding(Line(speech.say("report.no-findings")), (0, 0, 0, 2))
    for group, members in groupby(findings, key=lambda one: str(one["group"])):
        yield Padding(Line(speech.say(f"group.{group}"), style=STYLES[group]), (0, 0, 0, 2))
        yield _table(members, speech, wide=width >= SIDE_BY_SIDE)


def _table(findings: Iterable[Document], speech: Speech, *, wide: bool) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", width=7)
    table.add_column(ratio=1)
    if wide:
        table.add_column(ratio=1)
    for remedy, members in _by_remedy(findings, speech).items():
        style = "dim" if members[0]["follows"] else "green"
        for number, one in enumerate(members):
            beside = [Line("" if number else remedy, style=style)] if wide else []
            table.add_row(str(one["entries"]), _finding(one, speech), *beside)
        if not wide:
            table.add_row("", Line(f"→ {remedy}", style=style))
    return table


def _by_remedy(findings: Iterable[Document], speech: Speech) -> dict[str, list[Document]]:
    """Put together what one act repairs, in the order of the first of each."""
    found: dict[str, list[Document]] = {}
    for one in findings:
        remedy = speech.say("report.follows") if one["follows"] else one["remedy"]
        found.setdefault(remedy, []).append(one)
    return found


def _finding(one: Document, speech: Speech) -> Line:
    """Say what is wrong; under it at whom it lies, the rule's name, and one entry to look at."""
    fault = speech.say(f"fault.{one['fault']}")
    title = plain(one["where"][0]["title"]) if one["where"] else ""
    short = title if len(title) <= TITLE_SHOWN else title[: TITLE_SHOWN - 1] + "…"
    example = speech.say("report.where", title=short) if short else ""
    line = Line(one["title"])
    return line.append("\n" + " · ".join(filter(None, (fault, one["rule"], example))), style="dim")
