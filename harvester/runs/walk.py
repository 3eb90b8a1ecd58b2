"""Following the events of a crawl: what each means for the run, and what goes down the road.

A record that did not change since the same rules read it stopped in the crawler; here it is only marked as
seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import singledispatchmethod
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import mappings
from catalogue.errors import SourceError, StoreError
from catalogue.model import Kind, Source
from catalogue.store import (
    WITHDRAWN,
    Database,
    Known,
    LastDocument,
    Lease,
    PageRow,
    RunKey,
    Tally,
    TroubleRow,
    keep_catalogue,
    keep_page,
    keep_troubles,
    known_records,
    last_document,
)
from catalogue.views import troubles_of
from harvester.crawl import (
    Bookmark,
    CatalogueSeen,
    CrawlFailed,
    Declared,
    DocumentUnchanged,
    Duplicate,
    Event,
    PageRead,
    PagesClosed,
    PageSeen,
    ProbeSeen,
    RecordFailed,
    RecordGone,
    RecordSeen,
    RecordUnchanged,
    Remembered,
    record_key,
)
from harvester.runs.belt import Belt
from harvester.runs.progress import Progress
from harvester.runs.road import Given, Road
from harvester.runs.rules import Rules
from harvester.runs.stopwatch import Stopwatch
from harvester.runs.walkers import Walkers

__all__ = ["Walk"]

MOST: Final = 2**31 - 1
"""No source has more; one that says so is not believed, and the database holds no larger number."""


@dataclass(slots=True)
class Walk:
    """One run on its way. Use it as a context manager, and have it follow the events."""

    database: Database
    key: RunKey
    source: Source
    rules: Rules
    spool: Path
    now: datetime
    progress: Progress
    public: str
    lease: Lease
    processes: int = 0
    tally: Tally = field(default_factory=Tally)
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    pages_closed: bool = False
    why_open: str = "harvester.pages.failed"
    """Key of the message that says how the chain of pages ended."""
    _belt: Belt = field(init=False)
    _known: dict[tuple[str, str], Known] = field(default_factory=dict)
    _failure: SourceError | None = None
    _document: LastDocument | None = None

    def __enter__(self) -> Self:
        with self.database.transaction() as connection:
            self._known = known_records(connection, self.key.source_id)
            self._document = last_document(connection, self.key, self.rules.fingerprint)
        road = Road(rules=self.rules, context=self._context(), now=self.now)
        self._belt = Belt(
            database=self.database,
            key=self.key,
            road=road,
            walkers=Walkers(road, self.processes),
            tally=self.tally,
            stopwatch=self.stopwatch,
            progress=self.progress,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._belt.walkers.close()

    def _context(self) -> mappings.Context:
        return mappings.Context(
            base=self.rules.base,
            publisher=self.source.publisher,
            source=self.source,
            facts=self.rules.facts,
            public=self.public,
            today=self.now.date().isoformat(),
        )

    @property
    def remembered(self) -> Remembered:
        """What of the runs before still holds by the rules of this one."""
        current = ((key, known) for key, known in self._known.items() if self._holds(known))
        records = {record_key(*key): known.hash for key, known in current}
        return Remembered(records=records, document=self._document.sha256 if self._document else "")

    def follow(self, events: Iterable[Event]) -> None:
        """Take every event of a crawl, then raise SourceError when the crawl itself failed."""
        iterator = iter(events)
        while True:
            with self.stopwatch.time("collect"):
                event = next(iterator, None)
            if event is None:
                break
            if self.lease.lost:
                raise StoreError("store.lease-lost", source=self.source.name)
            self.take(event)
        self._belt.empty()
        if self._failure:
            raise self._failure

    @singledispatchmethod
    def take(self, event: Event) -> None:
        """Act on one event."""
        raise TypeError(event)

    @take.register
    def _(self, event: RecordSeen) -> None:
        """Take a new or changed record; duplicates and unchanged ones are told by other events."""
        record = event.record
        known = self._known.get((str(record.kind), record.identifier))
        self._count(record.kind)
        self._belt.put(Given(record, known and known.first_seen), known)

    @take.register
    def _(self, event: RecordUnchanged) -> None:
        self._count(event.kind)
        self._belt.same(self._known[event.kind, event.identifier].record_id)

    @take.register
    def _(self, event: DocumentUnchanged) -> None:
        last = self._document
        if last is None or last.sha256 != event.payload:
            raise ValueError(event)  # the child was told of no such document
        self.tally.declared, self.tally.seen = last.declared, last.seen
        self.tally.duplicates, self.tally.skipped = last.duplicates, last.skipped
        with self.database.transaction() as connection:
            missing = [TroubleRow(*one) for one in troubles_of(connection, last.run_id)]
            keep_troubles(connection, self.key, missing)
        self.progress.total(last.seen)
        for record_id in last.record_ids:
            self._belt.same(record_id)

    @take.register
    def _(self, event: RecordFailed) -> None:
        if event.skipped:
            self.tally.skipped += 1
        else:
            self.tally.seen += 1
            self.tally.failed += 1
        kind = "skipped" if event.skipped else "failed"
        self._trouble(kind, event.pointer, f"{event.reason_key}: {event.detail}")

    @take.register(Bookmark | PageRead | ProbeSeen | RecordGone)
    def _(self, event: Event) -> None:
        """Do nothing."""

    @take.register
    def _(self, event: Duplicate) -> None:
        self.tally.duplicates += 1
        self._trouble("duplicate", event.pointer, event.identifier)

    @take.register
    def _(self, event: Declared) -> None:
        self.tally.declared = min(event.total, MOST)
        self.progress.total(event.total)

    @take.register
    def _(self, event: CatalogueSeen) -> None:
        with self.database.transaction() as connection:
            keep_catalogue(connection, self.key, event.content, str(event.dialect))

    @take.register
    def _(self, event: PageSeen) -> None:
        row = PageRow(
            url=event.url,
            status=event.status,
            content_type=event.content_type[:200],
            sha256=event.payload,
            size=event.size,
            retrieved_at=datetime.fromisoformat(event.retrieved_at).astimezone(UTC),
            body=(self.spool / event.file).read_bytes(),
        )
        with self.stopwatch.time("keep"), self.database.transaction() as connection:
            keep_page(connection, self.key, row)
        (self.spool / event.file).unlink()

    @take.register
    def _(self, event: PagesClosed) -> None:
        self.pages_closed = event.closed
        self.why_open = event.reason

    @take.register
    def _(self, event: CrawlFailed) -> None:
        self._failure = SourceError(event.key, **event.facts)

    def _count(self, kind: str) -> None:
        self.tally.seen += 1
        self.tally.others += kind != Kind.DATASET

    def _holds(self, known: Known) -> bool:
        """Tell whether what we made of a record may stay as it is when the record is the same."""
        return known.rules == self.rules.fingerprint and known.state != WITHDRAWN

    def _trouble(self, kind: str, pointer: str, detail: str) -> None:
        with self.database.transaction() as connection:
            keep_troubles(connection, self.key, [TroubleRow(kind, pointer, detail)])
