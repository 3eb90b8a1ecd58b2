"""What is asked of a scenario, and what it answers; nothing here knows of sockets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

__all__ = ["PAGE", "SIZE", "Asked", "Holding", "Reply", "as_json"]

SIZE = 7
"""Datasets of a healthy catalogue."""
PAGE = 3
"""Its datasets per page, so there are three pages of 3, 3 and 1."""


@dataclass(frozen=True, slots=True)
class Asked:
    base: str
    """Address of the scenario: what the source is given, without a slash at the end."""
    path: str
    """What follows it, without a slash in front."""
    query: dict[str, str]
    body: str = ""
    """What was posted."""

    def number(self, *names: str, default: int = 0) -> int:
        """Read the first of these parameters that is there."""
        return next((int(self.query[name]) for name in names if name in self.query), default)


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes
    media_type: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hit: bool = False
    """True for the answer that a pathology lies on: the second of several pages, or the one document."""

    @property
    def middle(self) -> int:
        """A place in the middle of a word of the second dataset (or of the only one)."""
        first = self.body.find(b"Alles")
        return max(first, self.body.find(b"Alles", first + 1)) + 3


class Holding:
    """The datasets of a catalogue as numbers, in the order in which it lists them.

    Pathologies of lists are other holdings: every protocol asks its holding for what is on a page.
    """

    def __init__(self, numbers: Sequence[int] = range(SIZE), *, page: int = PAGE) -> None:
        self.numbers = list(numbers)
        self.page = page
        """Most datasets that a page holds, whatever is asked for."""

    def total(self, start: int) -> int:  # noqa: ARG002  others tell another number on a later page
        """Tell how many there are, on the page that begins at ``start``."""
        return len(self.numbers)

    def part(self, start: int, rows: int) -> list[int]:
        """Give what is listed from ``start`` on, and no more than fits on a page."""
        return self.numbers[start : start + min(rows, self.page)]

    def more(self, start: int, rows: int) -> bool:
        """Tell whether there is a page after the one that begins at ``start``."""
        return start + min(rows, self.page) < len(self.numbers)

    def whole(self) -> list[int]:
        """Give all, for protocols without pages."""
        return self.numbers


def as_json(value: Any, *, hit: bool = False, **headers: str) -> Reply:  # noqa: ANN401  any JSON value
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(orjson.dumps(value), "application/json; charset=utf-8", headers=named, hit=hit)
