"""The shapes of the report's charts: where each bar and line goes. Behind each stands a table in words.

Measures are those of SVG's own coordinates. Nothing is told by colour alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

__all__ = ["Bar", "Part", "Point", "bars", "line", "share"]

WIDTH: Final = 400
HEIGHT: Final = 160


class Bar(NamedTuple):
    """One principle: what a machine determined, what people answered, and how much is known."""

    top: int
    value: float | None
    """Width of the bar; none where nothing was determined."""
    attested: float | None
    """Where the mark of the answers stands."""
    covered: float
    principle: dict[str, Any]


class Part(NamedTuple):
    """One stretch of a bar of which all parts make the whole."""

    start: float
    width: float
    item: dict[str, Any]


class Point(NamedTuple):
    x: float
    y: float
    score: dict[str, Any]


def bars(principles: Sequence[dict[str, Any]], height: int = 24) -> list[Bar]:
    """Place a bar for each principle below the last; a full bar is 400 wide."""
    return [
        Bar(
            top=number * height,
            value=_wide(one["automatic"]),
            attested=_wide(one["attested"]),
            covered=WIDTH * one["coverage"],
            principle=one,
        )
        for number, one in enumerate(principles)
    ]


def share(items: Sequence[dict[str, Any]], of: str = "entries") -> list[Part]:
    """Divide one bar, 400 wide, among items by one of their counts."""
    whole = sum(one[of] for one in items)
    parts, start = [], 0.0
    for one in items:
        width = WIDTH * one[of] / whole if whole else 0.0
        parts.append(Part(round(start, 1), round(width, 1), one))
        start += width
    return parts


def line(scores: Sequence[dict[str, Any]]) -> list[Point]:
    """Place scores over time in a field of 400 by 160, the first left and the last right."""
    known = [one for one in scores if one["score"] is not None]
    if not known:
        return []
    moments = [datetime.fromisoformat(one["at"]).timestamp() for one in known]
    first, span = moments[0], (moments[-1] - moments[0]) or 1.0
    return [
        Point(round(WIDTH * (moment - first) / span, 1), round(HEIGHT * (1 - one["score"]), 1), one)
        for moment, one in zip(moments, known, strict=True)
    ]


def _wide(value: float | None) -> float | None:
    return None if value is None else round(WIDTH * value, 1)
