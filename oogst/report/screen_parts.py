"""The few forms that every screen is made of, so that they look alike."""

import re
from typing import Final

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

__all__ = ["fact_table", "heading", "percent", "plain"]

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
    table.add_column(ratio=1)
    return table


def percent(value: float | None) -> str:
    """Write a share of 0 to 1 as a whole number of a hundred; a dash where there is none."""
    return "-" if value is None else f"{value * 100:.0f}"
