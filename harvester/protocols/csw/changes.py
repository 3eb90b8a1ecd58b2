"""Reading only what changed since the last crawl, where a service can tell and the numbers prove it.

Law: changes count only if the records of the last time and the new ones together are all that there are now;
else something was removed too, and the catalogue is read whole.
"""

from collections.abc import Container
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from catalogue.model import Content, Kind
from harvester.crawl.events import Bookmark, Declared, RecordSeen
from harvester.crawl.job import record_key
from harvester.crawl.steps import Ask, Closed, Step, Steps
from harvester.protocols.csw.queries import Query

__all__ = ["Changes", "bookmark", "changes_since"]

MOST: Final = 2_000
"""Changes beyond this are not held back to be counted: the catalogue is read whole."""


@dataclass(slots=True)
class Changes:
    """What was given so far of what changed, held back until it is known whether it is all."""

    whole: Query
    since: str
    before: int
    """How many records there were the last time."""
    now: int = 0
    held: list[Step] = field(default_factory=list)
    timestamp: str = ""

    @property
    def count(self) -> Query:
        return replace(self.whole, hits=True)

    def counted(self, now: int | None) -> Ask:
        """Go on once it is known how many records there are."""
        if now is None or now < self.before:
            return Ask(self.whole.url)
        self.now = now
        return Ask(replace(self.whole, since=self.since).url)

    def hold(self, step: Step) -> None:
        if not isinstance(step, Declared):
            self.held.append(step)

    @property
    def are_too_many(self) -> bool:
        return len(self.held) > MOST

    def told(self, known: Container[str]) -> Steps:
        """Give what was held back, if it accounts for all that there are; else ask for everything."""
        records = [step.record for step in self.held if isinstance(step, RecordSeen)]
        new = {r.identifier for r in records if not any(record_key(k, r.identifier) in known for k in Kind)}
        if self.before + len(new) != self.now:
            yield Ask(self.whole.url)
            return
        yield from self.held
        if self.timestamp:
            yield bookmark(self.timestamp, self.now)
        yield Closed("harvester.pages.changes-read", changes=True)


def changes_since(content: Content, whole: Query) -> Changes | None:
    """Take up what the last crawl left; None where it left nothing that can be used."""
    since, total = content.get("since"), content.get("total")
    if not isinstance(since, str) or not isinstance(total, int) or _day(since) is None:
        return None
    return Changes(whole, since, total)


def bookmark(timestamp: str, total: int) -> Bookmark:
    """Remember the day before the server's own: a day later, and its clock or zone could hide a change."""
    today = _day(timestamp)
    return Bookmark({"since": (today - timedelta(days=1)).isoformat(), "total": total} if today else {})


def _day(words: str) -> date | None:
    try:
        found = date.fromisoformat(words[:10])
    except ValueError:
        return None
    return found if found > date.min else None
