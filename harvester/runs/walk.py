"""Following the events of a crawl: what each means for the run, and what goes down the road.

A record that did not change since the same rules read it stopped in the crawler; here it is only marked as
seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import singledispatchmethod
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import mappings
from catalogue.errors import SourceError, StoreError
from catalogue.model import Content, Kind, Source
from catalogue.store import (
    WITHDRAWN,
    Database,
    Lease,
    RunKey,
    Tally,
)
from catalogue.store.copies import carry_copies
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
)
from harvester.runs.belt import Belt
from harvester.runs.copies import copied
from harvester.runs.filing import Filing
from harvester.runs.loop_guard import LoopGuard
from harvester.runs.progress import Progress
from harvester.runs.recall import Recall
from harvester.runs.road import Road
from harvester.runs.rules import Rules
from harvester.runs.stopwatch import Stopwatch
from harvester.runs.walkers import Walkers
from harvester.runs.witnesses import Witnesses

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
    recall: Recall
    guard: LoopGuard
    processes: int = 0
    tally: Tally = field(default_factory=Tally)
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    pages_closed: bool = False
    bookmark: Content = field(default_factory=dict)
    """Where the next crawl may go on, if this one ends well."""
    gone: list[tuple[int, str]] = field(default_factory=list)
    """Records that the source says it removed, each with how it said so."""
    _belt: Belt = field(init=False)
    _filing: Filing = field(init=False)
    _failure: SourceError | None = None

    def __enter__(self) -> Self:
        self.tally.ending = "harvester.pages.failed"
        self._filing = Filing(self.database, self.key, self.spool)
        witnesses = Witnesses.of(self.database, self.key.source_id, self.source.publisher, self.now)
        road = Road(rules=self.rules, context=self._context(), now=self.now, answers=witnesses.answers)
        self._belt = Belt(
            database=self.database,
            key=self.key,
            source=self.source,
            road=road,
            walkers=Walkers(road, self.processes),
            witnesses=witnesses,
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
            known_as=self.recall.known_as,
            today=self.now.date().isoformat(),
        )

    @property
    def returned(self) -> list[int]:
        """Records that were suspect or withdrawn, and stand again."""
        return self._belt.returned

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
        self._filing.close()
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
        echo = self.guard.heard(record)
        if echo is not None:
            self.tally.skipped += 1
            self._filing.trouble("skipped", record.pointer, f"{echo.rule}: {echo.entry}")
            if self.source.catalogue_of and echo.entry:
                self._filing.copy(copied(echo, record, self._belt.road.context))
            return
        known = self.recall.known.get((str(record.kind), record.identifier))
        self._count(record.kind)
        self._belt.put(record, known)

    @take.register
    def _(self, event: RecordUnchanged) -> None:
        known = self.recall.known[event.kind, event.identifier]
        self._count(event.kind)
        self._belt.same(known.record_id, known.state)

    @take.register
    def _(self, event: DocumentUnchanged) -> None:
        last = self.recall.document
        if last is None or last.sha256 != event.payload:
            raise ValueError(event)  # the child was told of no such document
        self.tally.declared, self.tally.seen = last.declared, last.seen
        self.tally.duplicates, self.tally.skipped = last.duplicates, last.skipped
        with self.database.transaction() as connection:
            missing = troubles_of(connection, last.run_id)
        for kind, pointer, detail in missing:
            self._filing.trouble(kind, pointer, detail)
        if self.source.catalogue_of:
            with self.database.transaction() as connection:
                carry_copies(connection, self.key, last.run_id)
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
        self._filing.trouble(kind, event.pointer, f"{event.reason_key}: {event.detail}")

    @take.register
    def _(self, event: RecordGone) -> None:
        known = self.recall.known.get((event.kind, event.identifier))
        if known is not None and known.state != WITHDRAWN:
            self.gone.append((known.record_id, event.detail))

    @take.register
    def _(self, event: Bookmark) -> None:
        self.bookmark = event.content

    @take.register
    def _(self, event: ProbeSeen) -> None:
        """Do nothing: a crawl makes no probes, detection does."""

    @take.register
    def _(self, event: Duplicate) -> None:
        self.tally.duplicates += 1
        self.tally.moved += event.moved
        self._filing.trouble("duplicate", event.pointer, event.identifier)

    @take.register
    def _(self, event: Declared) -> None:
        total = min(event.total, MOST)
        if total not in self.tally.totals:
            self.tally.totals.append(total)
        self.tally.declared = total
        self.progress.total(event.total)

    @take.register
    def _(self, event: CatalogueSeen) -> None:
        self._filing.catalogue(event)

    @take.register
    def _(self, event: PageSeen) -> None:
        with self.stopwatch.time("keep"):
            self._filing.page(event)

    @take.register
    def _(self, event: PageRead) -> None:
        with self.stopwatch.time("keep"):
            self._filing.read(event)

    @take.register
    def _(self, event: PagesClosed) -> None:
        self.pages_closed = event.closed
        self.tally.ending = event.reason
        self.tally.scope = "changes" if event.changes else "whole"

    @take.register
    def _(self, event: CrawlFailed) -> None:
        self._failure = SourceError(event.key, **event.facts)

    def _count(self, kind: str) -> None:
        self.tally.seen += 1
        self.tally.others += kind != Kind.DATASET
