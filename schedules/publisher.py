"""A publisher as its file describes it: facts that no source has to tell, and its sources in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from catalogue.errors import UsageError
from catalogue.model import PublisherFacts, Source
from schedules.cadence import Cadence

__all__ = ["Publisher", "Scheduled", "next_times", "publisher_at", "select", "without_catalogue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A source, how often it is harvested, and whether it is at all."""

    source: Source
    cadence: Cadence
    enabled: bool = True
    valid_from: date = date.min
    """First day on which this endpoint was the publisher's."""
    valid_until: date = date.max
    """Last such day."""
    note: str = ""

    @property
    def name(self) -> str:
        """``publisher/label``."""
        return self.source.name

    def active(self, now: datetime) -> bool:
        """Tell whether this source is to be harvested on the day of ``now`` in its own time zone."""
        return self.enabled and self.valid_from <= self._today(now) <= self.valid_until

    def former(self, now: datetime) -> bool:
        """Tell whether this endpoint is no longer the publisher's."""
        return self.valid_until < self._today(now)

    def later(self, now: datetime) -> bool:
        """Tell whether this source is to be harvested from a later day on."""
        return self.enabled and self.valid_from > self._today(now)

    def _today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.cadence.timezone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    facts: PublisherFacts
    sources: tuple[Scheduled, ...]
    """Empty while no catalogue of this publisher is known."""
    file: Path
    ovo: str = ""
    """Code in the Flemish register of organisations; empty outside Flanders."""
    kbo: str = ""
    """Number in the Belgian register of enterprises, ten digits."""
    nis: str = ""
    """Municipality code of Statbel, five digits."""
    note: str = ""
    shrink_share: float | None = None
    """Of the records in its feed, how many may go at once unseen; None: as the installation has it."""
    shrink_floor: int | None = None
    """Always so many; idem."""

    @property
    def name(self) -> str:
        return self.facts.name


def select(publishers: Sequence[Publisher], names: Iterable[str]) -> list[Publisher]:
    """Give the publishers with these names, or all when none is named; UsageError for a name nobody has."""
    known = {publisher.name: publisher for publisher in publishers}
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in known:
            raise _unknown(name, list(known))
    return [known[name] for name in wanted] or list(publishers)


def publisher_at(publishers: Iterable[Publisher], url: str) -> Publisher | None:
    """Give the publisher with a source on the same host, if there is one."""
    host = urlsplit(url).netloc.lower()
    for publisher in publishers:
        if host and any(urlsplit(one.source.url).netloc.lower() == host for one in publisher.sources):
            return publisher
    return None


def without_catalogue(publishers: Iterable[Publisher], now: datetime) -> list[Publisher]:
    """Give the publishers of whom no catalogue is known today: without sources, or with former ones only."""
    return [one for one in publishers if all(source.former(now) for source in one.sources)]


def next_times(publishers: Iterable[Publisher], now: datetime) -> dict[str, datetime]:
    """Give, for each source that is harvested, the next moment of its cadence (jitter comes on top of it)."""
    sources = (scheduled for publisher in publishers for scheduled in publisher.sources)
    return {source.name: source.cadence.next_after(now) for source in sources if source.active(now)}


def _unknown(name: str, known: list[str]) -> UsageError:
    like = get_close_matches(name, known, n=1)
    if like:
        return UsageError("schedules.unknown-publisher-like", name=name, like=like[0])
    return UsageError("schedules.unknown-publisher", name=name, known=", ".join(known))
