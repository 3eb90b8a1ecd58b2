"""Asking only for what changed: where the last crawl left off, and the sum that shows whether it suffices.

Law: every change the portal reports is one of an item that we know or of a new one. So what we knew and what
is new add up to its total, or something is gone, and then the catalogue is read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from catalogue.model import Content, Kind
from harvester.crawl.events import Bookmark, Event, RecordFailed
from harvester.crawl.job import Remembered, record_key
from harvester.protocols.opendatasoft.addresses import Slice
from harvester.protocols.opendatasoft.listing import Placed, identifier_of, processed

__all__ = ["CatchUp", "Ledger", "catch_up"]

MOST: Final = 1_000
"""Changes beyond this are not held back until the sum is known: the catalogue is read whole."""
LONGEST: Final = 10_000
"""Copies of what others publish beyond this are not listed in a bookmark."""
_DATASET: Final = record_key(Kind.DATASET.value, "")


@dataclass(slots=True)
class Ledger:
    """What a crawl notes down for the next one."""

    part: str
    newest: str = ""
    skipped: set[str] = field(default_factory=set)

    def add(self, placed: Placed, event: Event) -> None:
        identifier, stamp = identifier_of(placed.item), _moment(processed(placed.item))
        if stamp is not None:
            self.newest = max(self.newest, _written(stamp))
        if isinstance(event, RecordFailed) and event.skipped:
            self.skipped.add(identifier)
        else:
            self.skipped.discard(identifier)

    def bookmark(self) -> Iterator[Bookmark]:
        """Give the bookmark, unless there is nothing to go on from."""
        if self.newest and len(self.skipped) <= LONGEST:
            yield Bookmark({"processed": self.newest, "skipped": sorted(self.skipped), "part": self.part})


@dataclass(slots=True)
class CatchUp:
    """The changes since the last crawl, held back until it is certain that they are all."""

    since: datetime
    known: frozenset[str]
    """Identifiers of all that the portal had, also of what was passed over."""
    ledger: Ledger
    held: list[tuple[Placed, Event]] = field(default_factory=list)

    def asks(self, whole: Slice) -> Slice:
        """Narrow the first page of the catalogue to what changed; the newest item known comes along."""
        changed = f"metadata_processed >= date'{self.since:%Y-%m-%dT%H:%M:%SZ}'"
        return replace(whole, where=f"({whole.where}) and {changed}" if whole.where else changed)

    def hold(self, placed: Placed, event: Event) -> None:
        self.held.append((placed, event))

    def suffices(self, total: int | None) -> bool:
        """Tell whether nothing can be missing from what we know now."""
        if any(isinstance(event, RecordFailed) and not event.skipped for _, event in self.held):
            return False
        return len(self.known | {identifier_of(placed.item) for placed, _ in self.held}) == total

    def is_too_much(self, total: int | None) -> bool:
        return total is None or total > MOST


def catch_up(remembered: Remembered, part: str) -> CatchUp | None:
    """Go on from the bookmark of the last crawl; None where there is none that fits."""
    bookmark = remembered.bookmark
    since, skipped = _moment(bookmark.get("processed")), _names(bookmark)
    if since is None or skipped is None or bookmark.get("part") != part:
        return None
    records = (key.removeprefix(_DATASET) for key in remembered.records if key.startswith(_DATASET))
    return CatchUp(since, frozenset(records) | skipped, Ledger(part, _written(since), set(skipped)))


def _names(bookmark: Content) -> frozenset[str] | None:
    names = bookmark.get("skipped")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return frozenset(names)


def _moment(words: object) -> datetime | None:
    """Read a moment; one without a zone is taken as UTC, which is what the API writes."""
    try:
        found = datetime.fromisoformat(words) if isinstance(words, str) else None
        return found and found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _written(moment: datetime) -> str:
    """Write a moment so that the later of two is also the greater."""
    return moment.isoformat(timespec="microseconds")
