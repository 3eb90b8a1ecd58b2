"""Days as they are typed: the end of that day in Brussels, or now where it is not over yet."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from catalogue.errors import UsageError

__all__ = ["end_of_day"]

ZONE: Final = ZoneInfo("Europe/Brussels")


def end_of_day(typed: str, now: datetime) -> datetime:
    """Give the last moment of a day, or the moment that was typed. Raises UsageError for neither."""
    try:
        moment = _moment(typed)
    except ValueError as error:
        raise UsageError("history.no-day", typed=typed) from error
    return min(moment.astimezone(UTC), now)


def _moment(typed: str) -> datetime:
    if "T" in typed or " " in typed.strip():
        moment = datetime.fromisoformat(typed)
        return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    following = date.fromisoformat(typed) + timedelta(days=1)
    return datetime.combine(following, time(), ZONE) - timedelta(microseconds=1)
