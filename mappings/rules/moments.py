"""Dates and times in the shapes that sources write, kept in the precision that they give.

One law: a date that cannot be read in one way only is not read.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from catalogue.model import Moment, Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.texts import plain_of

__all__ = ["moment", "moment_utc", "parse"]

_ISO: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?)?)?\s?(Z|[+-]\d{2}:?\d{2})?",
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")
_MILLISECONDS: Final = re.compile(r"(?:/Date\()?(-?\d{11,14})(?:\)/)?")
_MONTHS: Final = 12
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FURTHEST: Final = 253402300799000


def moment(pointer: str, raw: object, scope: Scope) -> Yield:
    """A date or time; one without time zone stays without."""
    return _read(pointer, raw, scope, "")


def moment_utc(pointer: str, raw: object, scope: Scope) -> Yield:
    """A date or time of CKAN, which writes UTC without saying so: the zone is added."""
    return _read(pointer, raw, scope, "Z")


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
    """Read ISO 8601 (year to fraction), ``31-12-2020`` and milliseconds since 1970; None if it is none of them.

    >>> parse("31-12-2020")
    Moment(lexical='2020-12-31', datatype='date')
    """
    if match := _ISO.fullmatch(words):
        return _iso(match, zone)
    if match := _DAY_FIRST.fullmatch(words):
        return _day_first(match)
    if (match := _MILLISECONDS.fullmatch(words)) and abs(int(match[1])) <= _FURTHEST:
        return Moment(
            f"{_EPOCH + timedelta(milliseconds=int(match[1])):%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"), "dateTime"
        )
    return None


def _iso(match: re.Match[str], zone: str) -> Moment | None:
    year, month, day, hour, minute, second, fraction, given_zone = match.groups()
    if year == "0000" or (month and not day and given_zone) or (not month and given_zone):
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not month:
        return Moment(year, "gYear")
    if not day:
        return Moment(f"{year}-{month}", "gYearMonth")
    if not hour:
        return Moment(f"{year}-{month}-{day}", "date")
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004 -- the clock
        return None
    offset = _offset(given_zone) if given_zone else zone
    if offset is None:
        return None
    return Moment(
        f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{fraction or ''}{offset}", "dateTime"
    )


def _offset(zone: str) -> str | None:
    if zone == "Z":
        return zone
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}" if int(digits[:2]) < 14 and int(digits[2:]) < 60 else None  # noqa: PLR2004 -- XML Schema's widest zones


def _day_first(match: re.Match[str]) -> Moment | None:
    day, separator, month, year = match.groups()
    if separator == "/" and int(day) <= _MONTHS and day != month:
        return None  # 03/04/2020 is March in one country and April in another
    try:
        return Moment(date(int(year), int(month), int(day)).isoformat(), "date")
    except ValueError:
        return None
