"""Lengths of time in ISO 8601: how often data are updated, and how finely they are measured.

One law: a length is written in one unit or it is none; months are never turned into days.
"""

import re
from decimal import Decimal
from typing import Final

from catalogue.model import Note
from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.codes import frequency
from mappings.rules.texts import plain_of

__all__ = ["duration", "frequency_or_duration", "regular"]

_NUMBER: Final = r"(\d{1,6}(?:[.,]\d{1,6})?)"
_DURATION: Final = re.compile(
    rf"P(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?"
)
_REPEATED: Final = re.compile(r"R\d*/(?:[^/]*/)?", re.IGNORECASE)
_YEAR, _WEEK, _DAY, _HOUR, _MINUTE = 12, 7, 24 * 3600, 3600, 60


def frequency_or_duration(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a frequency by its code or name, else by the length of time between two updates."""
    found = frequency(pointer, raw, scope)
    if not any(isinstance(item, Note) for item in found):
        return found
    words = plain_of(raw).strip()
    spaced = regular(words)
    read = frequency(pointer, spaced, scope) if spaced else []
    known = [item for item in read if isinstance(item, Given)]
    return [item._replace(original=cut(words)) for item in known] or found


def regular(words: str) -> str:
    """Write a length of time in its largest whole unit; empty where it is none or mixes months and days.

    >>> regular("R/P0Y0M7DT0H0M0S"), regular("P12M"), regular("PT24H")
    ('P1W', 'P1Y', 'P1D')
    """
    parts = _parts(_REPEATED.sub("", words, count=1))
    if parts is None:
        return ""
    years, months, weeks, days, hours, minutes, seconds = parts
    long, short = years * _YEAR + months, (weeks * _WEEK + days) * _DAY
    short += hours * _HOUR + minutes * _MINUTE + seconds
    if bool(long) == bool(short):
        return ""
    return _months(long) if long else _seconds(short)


def _parts(words: str) -> list[Decimal] | None:
    match = _DURATION.fullmatch(words)
    if match is None or not any(match.groups()) or words.endswith("T"):
        return None
    return [Decimal((number or "0").replace(",", ".")) for number in match.groups()]


def _months(number: Decimal) -> str:
    return f"P{_plain(number / _YEAR)}Y" if not number % _YEAR else f"P{_plain(number)}M"


def _seconds(number: Decimal) -> str:
    for size, before, after in ((_WEEK * _DAY, "P", "W"), (_DAY, "P", "D"), (_HOUR, "PT", "H")):
        if not number % size:
            return f"{before}{_plain(number / size)}{after}"
    if not number % (_DAY // 2):
        return f"P{_plain(number / _DAY)}D"
    return f"PT{_plain(number / _MINUTE)}M" if not number % _MINUTE else f"PT{_plain(number)}S"


def _plain(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def duration(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read a length of time as xsd:duration, which knows no weeks."""
    words = plain_of(raw).strip()
    parts = _parts(words)
    if parts is None:
        return [Note("duration-unreadable", pointer, cut(words))] if words else []
    if any(part % 1 for part in parts[:-1]):
        return [Note("duration-unreadable", pointer, cut(words))]
    return [Given(written, written, pointer, cut(words)) for written in (_written(parts),)]


def _written(parts: list[Decimal]) -> str:
    years, months, weeks, days, *clock = parts
    dated = ((years, "Y"), (months, "M"), (days + weeks * _WEEK, "D"))
    timed = zip(clock, "HMS", strict=True)
    before = "".join(f"{_plain(number)}{unit}" for number, unit in dated if number)
    after = "".join(f"{_plain(number)}{unit}" for number, unit in timed if number)
    return f"P{before}{'T' + after if after else ''}" if before or after else "PT0S"
