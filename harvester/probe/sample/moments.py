"""Moments in data: which column holds them, which is the oldest and which the newest."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

__all__ = ["moment", "span"]

_NAMED: Final = re.compile(
    r"(?:^|[_\W])(?:date|datum|time|tijd|tijdstip|timestamp|moment|jaar|year|datetime|dag|begin|start|observed|meting"
    r"|resulttime|phenomenontime|last_?(?:updated?|reported|seen)|updated?(?:_?at|_?on)?|lastupdate|recorded)(?:$|[_\W])"
    r"|(?:date|datum|time|tijd|timestamp|tijdstip)$",
    re.IGNORECASE,
)
_ISO: Final = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?)?(?:[.,]\d+)?\s*"
    r"(Z|[+-]\d{2}:?\d{2})?\Z"
)
_BELGIAN: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?\Z")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_EPOCH: Final = range(631_152_000, 4_102_444_800)
"""1990 to 2100, in seconds."""
LEAST: Final = 0.8
"""Share of the values in a column that must be moments for it to be one of times."""
LOOKED_AT: Final = 50
"""Values by which that is decided."""


def moment(value: object, *, year: bool = False) -> str:
    """Read one value as a moment in ISO 8601, in UTC where it says its offset; empty where it is none."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return _from_number(value)
    if not isinstance(value, str) or len(value) > 40:  # noqa: PLR2004  no moment is written longer
        return ""
    text = value.strip()
    if found := _ISO.match(text):
        return _made(found[1], found[2], found[3], found.groups()[3:6], found[7])
    if found := _BELGIAN.match(text):
        return _made(found[3], found[2], found[1], found.groups()[3:6], None)
    return text if year and _YEAR.match(text) else ""


def _from_number(value: float) -> str:
    seconds = value / 1000 if value > _EPOCH.stop else value
    if not _EPOCH.start <= seconds < _EPOCH.stop:
        return ""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _made(year: str, month: str, day: str | None, clock: Sequence[str | None], offset: str | None) -> str:
    hour, minute, second = (int(part or 0) for part in clock)
    written = f"{year}-{int(month):02}-{int(day or 1):02}T{hour:02}:{minute:02}:{second:02}"
    shift = {None: "", "Z": "+00:00"}.get(offset, offset)
    try:
        made = datetime.fromisoformat(written + (shift or ""))
        made = made.astimezone(UTC) if shift else made
    except (ValueError, OverflowError):
        return ""
    return made.isoformat() if clock[0] is not None else made.date().isoformat()


def span(column: Callable[[str], Sequence[Any]], names: Iterable[str]) -> dict[str, str]:
    """Give the oldest and newest moment of the column of times that reaches furthest, as facts."""
    best: dict[str, str] = {}
    for name in names:
        if not _NAMED.search(name) or not _plain(values := column(name)):
            continue
        found = _ends(set(values) - {None, ""})
        if found and found[1] > best.get("latest", ""):
            best = {"earliest": found[0], "latest": found[1], "timed_by": name}
    return best


def _ends(values: set[Any]) -> tuple[str, str] | None:
    """Give the oldest and the newest of values, most of which must be moments."""
    some = list(islice(values, LOOKED_AT))
    if sum(1 for value in some if moment(value, year=True)) < max(1, LEAST * len(some)):
        return None
    if all(isinstance(value, str) and value[4:5] == "-" and len(value) == len(some[0]) for value in values):
        values = {min(values), max(values)}  # written alike, they sort as they follow each other
    found = sorted(filter(None, (moment(value, year=True) for value in values)))
    return (found[0], found[-1]) if found else None


def _plain(values: Iterable[object]) -> bool:
    """Tell whether values can be looked at one by one."""
    return all(isinstance(value, str | int | float | None) for value in values)
