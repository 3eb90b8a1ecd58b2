"""Dates as people and mail servers write them: with the name of the month, or as bare digits.

One law: a number is a date only if it has the length of one, and a word only if it names one month.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

from catalogue.model import Moment
from mappings.tables import day_names, month_names

__all__ = ["digits", "spelled"]

_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?)?(Z)?")
_SECONDS: Final = re.compile(r"(-?\d{9,10})(?:\.\d+)?")
_MILLISECONDS: Final = re.compile(r"(?:/Date\()?(-?\d{11,14})(?:[+-]\d{4})?(?:\)/)?")
_WORD: Final = re.compile(r"[^\W\d_]+")
_DAY_FIRST: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|e|st|[nr]d|th)?\.?\s*(?:de |of )?\s*)?m,?\s+(?P<year>\d{4})"
)
_MONTH_FIRST: Final = re.compile(r"m\s+(?P<day>\d{1,2})(?:st|[nr]d|th)?,?\s+(?P<year>\d{4})")
_CLOCK: Final = re.compile(
    r"[,\s]+(?:om |à |at |um )?(\d{1,2})[:hu](\d{2})(?::(\d{2}))?\s*(GMT|UTC|Z|[+-]\d{4})?$"
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FURTHEST: Final = 62_135_596_800_000
"""Milliseconds from 1970 back to the year 1, the first that a date can hold."""
_SIGNS: Final = 40
"""Longer than this is a sentence."""


def digits(words: str) -> Moment | None:
    """Read ``20210112``, ``20210112T101500``, seconds and milliseconds since 1970.

    >>> digits("1540000000")
    Moment(lexical='2018-10-20T01:46:40Z', datatype='dateTime')
    """
    if match := _COMPACT.fullmatch(words):
        return _compact(match)
    if match := _SECONDS.fullmatch(words):
        return _since(int(match[1]) * 1000)
    match = _MILLISECONDS.fullmatch(words)
    return _since(int(match[1])) if match else None


def _compact(match: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if zone and not hour:
        return None
    parts = [int(part) for part in (year, month, day, hour or 0, minute or 0, second or 0)]
    try:
        when = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 -- as written: without a zone
    except ValueError:
        return None
    if not hour:
        return Moment(when.date().isoformat(), "date")
    return Moment(when.isoformat(timespec="seconds") + (zone or ""), "dateTime")


def _since(milliseconds: int) -> Moment | None:
    if abs(milliseconds) > _FURTHEST:
        return None
    when = (_EPOCH + timedelta(milliseconds=milliseconds)).replace(tzinfo=None)
    return Moment(f"{when.isoformat(timespec='seconds')}Z", "dateTime")


def spelled(words: str) -> Moment | None:
    """Read ``12 januari 2021``, ``1er février 2021``, ``March 3, 2021``, ``mei 2019``; None if it is none.

    >>> spelled("dinsdag 12 januari 2021")
    Moment(lexical='2021-01-12', datatype='date')
    """
    if len(words) > _SIGNS:
        return None
    clock = _CLOCK.search(words)
    bare, month = _month(words[: clock.start()] if clock else words)
    match = (_DAY_FIRST.fullmatch(bare) or _MONTH_FIRST.fullmatch(bare)) if month else None
    if match is None:
        return None
    try:
        day = date(int(match["year"]), month, int(match["day"] or 1)).isoformat()
    except ValueError:
        return None
    if not match["day"]:
        return None if clock else Moment(day[:7], "gYearMonth")
    return _timed(day, clock) if clock else Moment(day, "date")


def _month(words: str) -> tuple[str, int]:
    """Put ``m`` for the one name of a month and nothing for a day of the week; zero: no one month."""
    found: list[int] = []

    def read(match: re.Match[str]) -> str:
        name = match[0].casefold()
        if name in month_names():
            found.append(month_names()[name])
            return "m"
        return "" if name in day_names() else match[0]

    bare = _WORD.sub(read, words).replace("m.", "m").strip(" ,.")
    return (bare, found[0]) if len(found) == 1 else (bare, 0)


def _timed(day: str, clock: re.Match[str]) -> Moment | None:
    hour, minute, second, zone = clock.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004 -- a clock
        return None
    if zone and zone[0] in "+-":
        if int(zone[1:3]) > 13 or int(zone[3:]) > 59:  # noqa: PLR2004 -- the widest zone of XML Schema
            return None
        offset = f"{zone[:3]}:{zone[3:]}"
    else:
        offset = "Z" if zone else ""
    return Moment(f"{day}T{int(hour):02}:{minute}:{second or '00'}{offset}", "dateTime")
