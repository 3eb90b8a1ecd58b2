"""Which of the records that a page holds are new, which are known, and which were here a moment ago."""

from typing import Final

from catalogue.model import Kind
from harvester.crawl.events import Duplicate, Event, RecordFailed, RecordSeen, RecordUnchanged
from harvester.crawl.job import record_key

__all__ = ["Sieve"]

LONGEST: Final = 2000
"""Bytes of an identifier; PostgreSQL keeps no longer ones in an index."""


class Sieve:
    def __init__(self, remembered: dict[str, str]) -> None:
        """Take the hash of each record that is up to date, by :func:`record_key`."""
        self._remembered = remembered
        self._page = 0
        self._met: dict[tuple[str, str], int] = {}
        """The page on which each record was met first, by (kind, identifier)."""

    def turn(self) -> None:
        """Begin a new page."""
        self._page += 1

    def sift(self, event: Event) -> Event:
        """Turn a second record of one identifier into a duplicate, and a known one into a mere mention."""
        if isinstance(event, RecordUnchanged):
            self._met.setdefault((event.kind, event.identifier), self._page)
        if not isinstance(event, RecordSeen):
            return event
        record = event.record
        key = (record.kind.value, record.identifier)
        if not _is_fit(record.identifier):
            return RecordFailed(record.pointer, "harvester.record.unfit-identifier", record.identifier[:200])
        if key in self._met:
            moved = self._met[key] != self._page and record.kind is Kind.DATASET
            return Duplicate(record.identifier, record.pointer, moved)
        self._met[key] = self._page
        if self._remembered.get(record_key(*key)) == record.hash:
            return RecordUnchanged(*key)
        return event


def _is_fit(identifier: str) -> bool:
    """Tell whether every database can hold this and find it back."""
    return "\x00" not in identifier and len(identifier.encode()) <= LONGEST
