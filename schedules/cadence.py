"""How often a source is harvested: a cron expression in a time zone, as crontab(5) reads it.

APScheduler counts weekdays from Monday and wants both day fields to match; crontab counts from Sunday and
takes either. Weekday numbers are therefore written out as names, and both day fields at once are refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

__all__ = ["DEFAULT_ZONE", "BothDaysError", "Cadence", "NeverError"]

DEFAULT_ZONE: Final = "Europe/Brussels"
WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS: Final = 5
SOON: Final = timedelta(microseconds=1)
ANY_MONDAY: Final = datetime(2024, 1, 1, tzinfo=UTC)

_fires: Callable[..., CronTrigger] = CronTrigger
"""APScheduler carries no annotations: this name, and ``Any`` below, keep that out of the rest."""


class BothDaysError(ValueError):
    """Raised when day of the month and weekday are both given: cron programs disagree on what that means."""


class NeverError(ValueError):
    """Raised when the expression names a moment that does not exist, such as 31 February."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """Five cron fields: minute, hour, day of the month, month, weekday (0 and 7 are Sunday)."""

    cron: str
    timezone: str = DEFAULT_ZONE

    def __post_init__(self) -> None:
        """Raise ValueError when the expression or the zone cannot be read, so that a cadence always fires."""
        if _trigger(self.cron, self.timezone).get_next_fire_time(None, ANY_MONDAY) is None:
            raise NeverError(self.cron)

    def next_after(self, moment: datetime) -> datetime:
        """Give the first moment later than ``moment`` (aware), in the cadence's own time zone."""
        following: datetime = _trigger(self.cron, self.timezone).get_next_fire_time(None, moment + SOON)
        return following

    def trigger(self, jitter: int = 0) -> CronTrigger:
        """Give a trigger that fires at most ``jitter`` seconds after each moment."""
        return _parsed(self.cron, self.timezone, jitter)


@cache
def _trigger(cron: str, timezone: str) -> Any:  # noqa: ANN401 - see _fires
    return _parsed(cron, timezone, 0)


def _parsed(cron: str, timezone: str, jitter: int) -> CronTrigger:
    fields = cron.lower().split()
    if len(fields) != FIELDS:
        raise ValueError(cron)
    minute, hour, day, month, weekday = fields
    if day != "*" and weekday != "*":
        raise BothDaysError(cron)
    return _fires(
        minute=minute,
        hour=hour,
        day=day,
        month=month,
        day_of_week=_named(weekday),
        timezone=ZoneInfo(timezone),
        jitter=jitter or None,
    )


def _named(weekdays: str) -> str:
    """Write ``0,5-7`` as ``fri,sat,sun``: names mean the same everywhere, numbers do not."""
    if weekdays == "*":
        return weekdays
    found = {WEEKDAYS[number % 7] for part in weekdays.split(",") for number in _numbers(part)}
    return ",".join(sorted(found))


def _numbers(part: str) -> range:
    span, _, step = part.partition("/")
    first, _, last = span.partition("-")
    if span == "*":
        return range(0, 7, int(step))
    begin = _number(first)
    end = _number(last) if last else begin
    if last and end == 0:
        end = 7
    if end < begin:
        raise ValueError(part)
    return range(begin, end + 1, int(step or 1))


def _number(name: str) -> int:
    number = WEEKDAYS.index(name) if name in WEEKDAYS else int(name)
    if not 0 <= number <= 7:  # noqa: PLR2004 - crontab writes Sunday as 0 or 7
        raise ValueError(name)
    return number
