"""The few forms that every screen is made of, so that they look alike."""

import re
from collections.abc import Sequence
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

__all__ = ["data_table", "fact_table", "heading", "percent", "plain"]

CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn a line around."""


def plain(text: str) -> str:
    """Make foreign text fit for a terminal."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def heading(text: str) -> Padding:
    return Padding(Line(text, style="bold"), (1, 0, 0, 0))


def fact_table() -> Table:
    """Make a table of two columns without lines: what a fact is called, and the fact."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def data_table(words: Sequence[str], numbers: Sequence[str] = (), *, gap: int = 1) -> Table:
    """Make a table of rows alike: columns of words, which may fold, then columns of numbers."""
    table = Table(box=SIMPLE_HEAD, padding=(0, gap, 0, 0), pad_edge=False, show_edge=False)
    for name in words:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def percent(value: float | None) -> str:
    """Write a share of 0 to 1 as a whole number of a hundred; a dash where there is none."""
    return "-" if value is None else f"{value * 100:.0f}"
