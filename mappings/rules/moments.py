"""Dates and times in the shapes that sources write, kept in the precision that they give.

One law: a date that cannot be read in one way only is not read.
"""

import re
from datetime import UTC, date, datetime
from typing import Final

from catalogue.model import Moment, Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.spelled_dates import digits, spelled
from mappings.rules.texts import plain_of

__all__ = ["interval_end", "interval_start", "moment", "moment_utc", "parse"]

_ISO: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?)?)?\s?(Z|[+-]\d{2}:?\d{2})?",
)
_NUMBERS: Final = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")
_MONTHS: Final = 12
_SIDES: Final = 2
_OPEN: Final = ("", "..")


def moment(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a date or time; one without time zone stays without."""
    return _read(pointer, raw, scope, "")


def moment_utc(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a date or time of CKAN, which writes UTC without saying so: the zone is added."""
    return _read(pointer, raw, scope, "Z")


def interval_start(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the start of an ISO 8601 interval, ``2020-01-01/2020-12-31``; an open side is ``..`` or empty."""
    return _side(pointer, raw, scope, 0)


def interval_end(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the end of an ISO 8601 interval; a duration in its place is not counted out."""
    return _side(pointer, raw, scope, 1)


def _side(pointer: str, raw: object, scope: Scope, which: int) -> Yield:
    words = plain_of(raw).strip()
    sides = words.split("/")
    if not words or len(sides) != _SIDES:
        return [Note("date-unreadable", pointer, cut(words))] if words else []
    side = sides[which].strip()
    if side in _OPEN or side[:1] in {"P", "R"}:
        return []
    return [
        item._replace(original=cut(words)) if isinstance(item, Given) else item
        for item in moment(pointer, side, scope)
    ]


def _read(pointer: str, raw: object, scope: Scope, zone: str) -> Yield:
    words = plain_of(raw).strip()
    if not words:
        return []
    found = parse(words, zone)
    if found is None:
        return [Note("date-unreadable", pointer, cut(words))]
    row = "utc-assumed" if zone and found.lexical[-1] == "Z" and words[-1] != "Z" and "-" in words[1:] else ""
    given = Given(found, found.lexical, pointer, cut(words), row)
    if scope.today and found.lexical[: len(scope.today)] > scope.today:
        return [given, Note("date-in-future", pointer, cut(words))]
    return [given]


def parse(words: str, zone: str = "") -> Moment | None:
    """Read ISO 8601 (year to fraction), ``31-12-2020``, digits and words; None if it is none.

    >>> parse("31-12-2020")
    Moment(lexical='2020-12-31', datatype='date')
    """
    if match := _ISO.fullmatch(words):
        return _iso(match, zone)
    if match := _NUMBERS.fullmatch(words):
        return _numbers(match)
    return digits(words) or spelled(words)


def _iso(match: re.Match[str], zone: str) -> Moment | None:
    year, month, day, hour, minute, second, fraction, given_zone = match.groups()
    offset = _offset(given_zone) if given_zone else zone
    if offset is None or not _is_real(match):
        return None
    if not month or not day:
        return Moment(f"{year}-{month}", "gYearMonth") if month else Moment(year, "gYear")
    if not hour:
        return Moment(f"{year}-{month}-{day}", "date")
    clock = f"{hour}:{minute}:{second or '00'}{fraction or ''}"
    return Moment(f"{year}-{month}-{day}T{clock}{offset}", "dateTime")


def _is_real(match: re.Match[str]) -> bool:
    """Tell whether the day exists and the clock shows it; a year or month has no time zone."""
    year, month, day, hour, minute, second, _, zone = match.groups()
    if zone and not day:
        return False
    try:
        datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return False
    return True


def _offset(zone: str) -> str | None:
    """Write a zone as XML Schema wants it; None beyond the widest that it knows, 14 hours."""
    if zone == "Z":
        return zone
    hours, minutes = zone[1:3], zone[-2:]
    within = int(hours) < 14 and int(minutes) < 60  # noqa: PLR2004 -- hours and minutes
    return f"{zone[0]}{hours}:{minutes}" if within else None


def _numbers(match: re.Match[str]) -> Moment | None:
    """Read a day, month and year; with slashes also the American order, where only that one exists."""
    first, separator, second, year = match.groups()
    day, month = int(first), int(second)
    if separator == "/" and day <= _MONTHS and month <= _MONTHS and day != month:
        return None  # 03/04/2020 is March in one country and April in another
    if separator == "/" and month > _MONTHS:
        day, month = month, day
    try:
        return Moment(date(int(year), month, day).isoformat(), "date")
    except ValueError:
        return None
