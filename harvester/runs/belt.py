"""The belt between crawl and store: records go onto it one by one, judged entries come off it batch by batch.

A batch is kept in one transaction, in the order in which its records were seen.
"""

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from catalogue.likeness import Claim, owner
from catalogue.model import Record, Source
from catalogue.store import (
    PRESENT,
    Batch,
    Database,
    Known,
    RunKey,
    Tally,
    TroubleRow,
    keep_batch,
    keep_troubles,
    mark_seen,
    owned_elsewhere,
)
from harvester.runs.progress import Progress
from harvester.runs.road import Given, Road, Walked
from harvester.runs.stopwatch import Stopwatch
from harvester.runs.walkers import Walkers
from harvester.runs.witnesses import Witnesses

__all__ = ["Belt"]

BATCH: Final = 50
"""Records that are validated in one call and kept in one transaction."""
MARKED: Final = 1000
"""Unchanged records that are marked as seen in one transaction."""

Loading = list[tuple[Record, Known | None]]


@dataclass(slots=True, kw_only=True)
class Belt:
    database: Database
    key: RunKey
    source: Source
    road: Road
    walkers: Walkers
    witnesses: Witnesses
    tally: Tally
    stopwatch: Stopwatch
    progress: Progress
    returned: list[int] = field(default_factory=list)
    """Records that were suspect or withdrawn, and stand again."""
    _loading: Loading = field(default_factory=list)
    _on_their_way: deque[tuple[Loading, Future[Walked]]] = field(default_factory=deque)
    _unchanged: list[int] = field(default_factory=list)

    def put(self, record: Record, known: Known | None) -> None:
        """Put a new or changed record on the belt."""
        self._loading.append((record, known))
        if len(self._loading) >= BATCH:
            self._send()

    def same(self, record_id: int, state: str = PRESENT) -> None:
        """Let an unchanged record pass: it only gets marked as seen."""
        if state != PRESENT:
            self.returned.append(record_id)
        self.tally.unchanged += 1
        self.progress.advance(1)
        self._unchanged.append(record_id)
        if len(self._unchanged) >= MARKED:
            self._mark()

    def empty(self) -> None:
        """Keep all that is still on the belt."""
        self._send()
        while self._on_their_way:
            self._take_off()
        self._mark()

    def _send(self) -> None:
        if not self._loading:
            return
        loaded, self._loading = self._loading, []
        with self.stopwatch.time("gather"):
            testimonies = self.witnesses.testify(loaded)
        batch = [
            Given(record, known.first_seen if known else None, testimony)
            for (record, known), testimony in zip(loaded, testimonies, strict=True)
        ]
        self._on_their_way.append((loaded, self.walkers.submit(batch)))
        while self._on_their_way and (self._is_back() or len(self._on_their_way) > self.walkers.ahead):
            self._take_off()

    def _is_back(self) -> bool:
        """Tell whether the first batch on its way has been walked: they are kept in their order."""
        _, first = self._on_their_way[0]
        return first.done()

    def _take_off(self) -> None:
        loaded, future = self._on_their_way.popleft()
        with self.stopwatch.time("wait"):
            walked = future.result()
        self.stopwatch.add(walked.seconds)
        with self.stopwatch.time("keep"):
            self._keep([(one, known) for one, (_, known) in zip(walked.entries, loaded, strict=True)])
        self.progress.advance(len(loaded))

    def _keep(self, batch: Batch) -> None:
        with self.database.transaction() as connection:
            fresh = [one.identity.uuid for one, known in batch if known is None or known.entry_id is None]
            owners = self._owners(connection, fresh)
            mine = [(one, known) for one, known in batch if one.identity.uuid not in owners]
            keep_batch(connection, self.key, mine, rules=self.road.rules.fingerprint, now=self.road.now)
            others = [one for one, _ in batch if one.identity.uuid in owners]
            rows = [TroubleRow("owned-elsewhere", one.pointer, owners[one.identity.uuid]) for one in others]
            keep_troubles(connection, self.key, rows)
        self.returned += [known.record_id for _, known in mine if known and known.state != PRESENT]
        self.tally.new += sum(known is None for _, known in mine)
        self.tally.changed += sum(known is not None for _, known in mine)

    def _owners(self, connection: Connection, uuids: list[str]) -> dict[str, str]:
        """Give, of these entries, those that stay another source's: by which rule, and whose."""
        name, replaced = self.source.name, self.source.replaces
        held = owned_elsewhere(connection, self.key.source_id, uuids, replaced)
        ours = Claim(source=name, aggregator=self.source.aggregator, replaces=frozenset(replaced))
        found: dict[str, str] = {}
        for uuid, holder in held.items():
            theirs = Claim(source=holder.source, aggregator=holder.aggregator, owning=True)
            claim, reason = owner([ours, theirs])
            if claim is theirs:
                found[uuid] = f"{reason}: {holder.source}"
        return found

    def _mark(self) -> None:
        if self._unchanged:
            with self.stopwatch.time("keep"), self.database.transaction() as connection:
                mark_seen(connection, self.key, self._unchanged)
            self._unchanged.clear()
