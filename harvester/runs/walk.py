"""Leading the events of a crawl down the road and into the store, batch by batch.

While one batch is validated in another thread (the engine leaves Python's lock free), the next is translated.
A record that did not change since the same rules read it stops here.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import singledispatchmethod
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import mappings
from catalogue.errors import SourceError
from catalogue.model import Record, Source
from catalogue.store import (
    Database,
    Judged,
    Known,
    PageRow,
    RunKey,
    Tally,
    TroubleRow,
    keep_batch,
    keep_catalogue,
    keep_page,
    keep_troubles,
    known_records,
    mark_seen,
    owned_elsewhere,
)
from harvester.crawl import (
    CatalogueSeen,
    CrawlFailed,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    PageSeen,
    ProbeSeen,
    RecordFailed,
    RecordSeen,
)
from harvester.runs.progress import Progress
from harvester.runs.road import Draft, Examined, describe, examine, judge_batch
from harvester.runs.rules import Rules
from harvester.runs.stopwatch import Stopwatch

__all__ = ["Walk"]

BATCH: Final = 100
MOST: Final = 2**31 - 1
"""What any database can count."""


@dataclass(slots=True)
class Walk:
    """One run on its way. Use as a context manager; feed it every event, then :meth:`finish`."""

    database: Database
    key: RunKey
    source: Source
    rules: Rules
    spool: Path
    now: datetime
    progress: Progress
    public: str
    tally: Tally = field(default_factory=Tally)
    stopwatch: Stopwatch = field(default_factory=Stopwatch)
    pages_closed: bool = False
    why_open: str = "the crawl ended early"
    _known: dict[tuple[str, str], Known] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _unchanged: list[int] = field(default_factory=list)
    _drafts: list[Draft] = field(default_factory=list)
    _ahead: tuple[list[Draft], Future[list[Examined]]] | None = None
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "validate"))
    _context: mappings.Context = field(init=False)

    def __post_init__(self) -> None:
        self._context = mappings.Context(
            base=self.rules.base,
            publisher=self.source.publisher,
            source=self.source,
            facts=self.rules.facts,
            public=self.public,
            today=self.now.date().isoformat(),
        )

    def __enter__(self) -> Self:
        with self.database.transaction() as connection:
            self._known = known_records(connection, self.key.source_id)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def follow(self, events: Iterable[Event]) -> None:
        """Take every event of a crawl. Raises SourceError when the crawl itself failed."""
        iterator = iter(events)
        while True:
            with self.stopwatch.time("collect"):
                event = next(iterator, None)
            if event is None:
                break
            self.take(event)
        self._hand_over()
        self._settle_ahead()
        self._keep_unchanged()

    @singledispatchmethod
    def take(self, event: Event) -> None:
        """Act on one event."""
        raise TypeError(event)

    @take.register
    def _(self, event: RecordSeen) -> None:
        record = event.record
        key = (str(record.kind), record.identifier)
        if key in self._seen:
            self._trouble("duplicate", record.pointer, record.identifier)
            self.tally.duplicates += 1
            return
        self._seen.add(key)
        self.tally.seen += 1
        known = self._known.get(key)
        if known is not None and known.hash == record.hash and known.rules == self.rules.fingerprint:
            self._keep_known(known)
        else:
            self._describe(record, known)

    @take.register
    def _(self, event: RecordFailed) -> None:
        if event.skipped:
            self.tally.skipped += 1
        else:
            self.tally.seen += 1
            self.tally.failed += 1
        kind = "skipped" if event.skipped else "failed"
        self._trouble(kind, event.pointer, f"{event.reason_key}: {event.detail}")

    @take.register
    def _(self, event: ProbeSeen) -> None:
        """Do nothing: a crawl makes no probes, detection does."""

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
        raise SourceError(event.key, **event.facts)

    def _keep_known(self, known: Known) -> None:
        self.tally.unchanged += 1
        self._unchanged.append(known.record_id)
        self.progress.advance(1)
        if len(self._unchanged) >= BATCH * 10:
            self._keep_unchanged()

    def _keep_unchanged(self) -> None:
        with self.stopwatch.time("keep"), self.database.transaction() as connection:
            mark_seen(connection, self.key, self._unchanged)
        self._unchanged.clear()

    def _describe(self, record: Record, known: Known | None) -> None:
        with self.stopwatch.time("translate"):
            self._drafts.append(describe(record, known, self._context, self.rules, self.now))
        if len(self._drafts) >= BATCH:
            self._hand_over()

    def _examine(self, drafts: list[Draft]) -> list[Examined]:
        with self.stopwatch.time("validate"):
            return examine(drafts, self.rules.validator)

    def _hand_over(self) -> None:
        """Start validating the batch in hand, and settle the one before it."""
        drafts, self._drafts = self._drafts, []
        before, self._ahead = self._ahead, None
        if drafts:
            self._ahead = (drafts, self._pool.submit(self._examine, drafts))
        self._settle(before)

    def _settle_ahead(self) -> None:
        before, self._ahead = self._ahead, None
        self._settle(before)

    def _settle(self, ahead: tuple[list[Draft], Future[list[Examined]]] | None) -> None:
        if ahead is None:
            return
        drafts, future = ahead
        with self.stopwatch.time("wait"):
            examined = future.result()
        with self.stopwatch.time("judge"):
            batch = judge_batch(drafts, examined, self.rules, self.now)
        with self.stopwatch.time("keep"):
            self._keep(batch)
        self.progress.advance(len(batch))

    def _keep(self, batch: Sequence[Judged]) -> None:
        with self.database.transaction() as connection:
            fresh = [one.entry.identity.uuid for one in batch if one.known is None]
            owners = owned_elsewhere(connection, self.key.source_id, fresh)
            mine = [one for one in batch if one.entry.identity.uuid not in owners]
            keep_batch(connection, self.key, mine, rules=self.rules.fingerprint, now=self.now)
            rows = [
                TroubleRow("owned-elsewhere", one.record.pointer, owners[one.entry.identity.uuid])
                for one in batch
                if one.entry.identity.uuid in owners
            ]
            keep_troubles(connection, self.key, rows)
        self.tally.new += sum(one.known is None for one in mine)
        self.tally.changed += sum(one.known is not None for one in mine)

    def _trouble(self, kind: str, pointer: str, detail: str) -> None:
        with self.database.transaction() as connection:
            keep_troubles(connection, self.key, [TroubleRow(kind, pointer, detail)])
