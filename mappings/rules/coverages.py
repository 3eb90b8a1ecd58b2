"""Periods of schema.org in one string: an interval, a single date, or years as people write them.

``2011/2012``, ``2020-01-01/..``, ``2019-03``, ``1811-1930``. One law: a single date covers itself, no more.
"""

import re
from typing import Final

from mappings.reading import Scope, Yield
from mappings.rules.moments import interval_end, interval_start, moment
from mappings.rules.texts import plain_of

__all__ = ["coverage_end", "coverage_start"]

_YEARS: Final = re.compile(r"(\d{4})\s*[-\u2013]\s*(\d{4})")


def coverage_start(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read where a period starts."""
    words = _words(raw)
    if "/" in words:
        return interval_start(pointer, words, scope)
    years = _YEARS.fullmatch(words)
    return moment(pointer, years[1] if years else words, scope)


def coverage_end(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read where a period ends."""
    words = _words(raw)
    if "/" in words:
        return interval_end(pointer, words, scope)
    years = _YEARS.fullmatch(words)
    return moment(pointer, years[2] if years else words, scope)


def _words(raw: object) -> str:
    """Read a period that stands in one string; a node with an address of its own is none."""
    return "" if type(raw) is dict and "@value" not in raw else plain_of(raw).strip()
