"""How old the data of an entry are, by the most trusted sign of their last change.

What our own look at the content shows goes before what a server says, and that before what a description
says. Content that we saw stand still takes every later date back: touching a file makes it no newer.
"""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from catalogue.charter.case import Case
from catalogue.charter.rules.probed import http_moment, opened
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import Dataset, Moment
from catalogue.testimony import Link

__all__ = ["DAY", "Age", "Due", "age", "due", "span_of"]

DAY: Final = timedelta(days=1)


class Age(NamedTuple):
    days: float
    at: datetime
    by: str
    """``content``, ``last-modified``, ``distribution``, ``dataset``; ``watched``: it is at least this old."""

    @property
    def shown(self) -> Evidence:
        return {"age": self.days, "changed": self.at.isoformat(), "by": self.by}


class Due(NamedTuple):
    """An age beside the period that the source promises."""

    code: str
    """Of the EU list of frequencies."""
    period: float
    """Days."""
    seen: Age

    @property
    def shown(self) -> Evidence:
        return {"frequency": self.code, "period": self.period, **self.seen.shown}


def due(case: Case, irregular: frozenset[str]) -> Due | Ruling:
    """Give the age and the period to hold it against, or why there is nothing to measure."""
    code = case.frequency
    if code in irregular:
        return Ruling(Outcome.NOT_APPLICABLE, "changes-irregularly", {"frequency": code})
    period = case.rubric.frequencies.get(code)
    if period is None:
        return Ruling(Outcome.UNKNOWN, "no-period", {"frequency": code or None})
    seen = age(case)
    if seen is None:
        return Ruling(Outcome.UNKNOWN, "no-date", {"frequency": code})
    return Due(code, period, seen)


def age(case: Case) -> Age | None:
    """Give the age of what was changed last; ``None`` where nothing tells."""
    links = case.links()
    still = _still_since(links)
    for by, moments in (
        ("content", [link.changed_at for link in links if link.changed_at]),
        ("last-modified", [_last_modified(link) for link in links]),
        ("distribution", _declared(case)),
        ("dataset", [_by(case.entry.resource.modified, case)]),
    ):
        known = [moment for moment in moments if moment is not None and moment <= case.at + DAY]
        if not known:
            continue
        at = max(known)
        if by == "content" or still is None or at <= still:
            return _aged(case, at, by)
    return _aged(case, still, "watched") if still else None


def _aged(case: Case, at: datetime, by: str) -> Age:
    return Age(round(max((case.at - at) / DAY, 0.0), 4), at, by)


def _still_since(links: list[Link]) -> datetime | None:
    """Give since when no content changed, where all of it was watched whole."""
    watched = [link.watched_since for link in links]
    if not links or any(link.changed_at for link in links):
        return None
    if any(since is None for since in watched) or not all(_whole(link) for link in links):
        return None
    return max((since for since in watched if since), default=None)


def _whole(link: Link) -> bool:
    latest = opened(link)
    return latest is not None and latest.sample is not None and latest.sample.whole


def _last_modified(link: Link) -> datetime | None:
    latest = opened(link)
    return http_moment(latest.headers.get("last-modified", "")) if latest else None


def _declared(case: Case) -> list[datetime | None]:
    resource = case.entry.resource
    if not isinstance(resource, Dataset):
        return []
    return [_by(one.modified, case) for one in resource.distributions]


def _by(moment: Moment | None, case: Case) -> datetime | None:
    """Give the latest that a date can mean now: this year is no later than today."""
    span = span_of(moment)
    if span is None:
        return None
    first, last = span
    return min(last, case.at) if first <= case.at else first


def span_of(moment: Moment | None) -> tuple[datetime, datetime] | None:
    """Give the beginning and the end of what a date names: a day, a month, a year, a moment."""
    if moment is None:
        return None
    text = moment.lexical
    try:
        match len(text):
            case 4:
                return _time(f"{text}-01-01"), _time(f"{int(text) + 1:04}-01-01")
            case 7:
                first = _time(f"{text}-01")
                return first, (first + 32 * DAY).replace(day=1)
            case 10:
                return _time(text), _time(text) + DAY
        return _time(text), _time(text)
    except (ValueError, OverflowError):
        return None


def _time(lexical: str) -> datetime:
    read = datetime.fromisoformat(lexical)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
