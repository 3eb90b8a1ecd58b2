"""Walking the road again with what was kept: shown first, and written only where that was asked for.

Law: a replay and a run make the same of the same record, for they walk the same road. What cannot be read
again is named, and stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Final, NamedTuple

import mappings
from catalogue.errors import OogstError, StoreError
from catalogue.model import Record, Source
from catalogue.store import (
    Database,
    Judged,
    Known,
    Lease,
    Leases,
    RunKey,
    RunState,
    Tally,
    begin_run,
    close_interrupted,
    end_run,
    past,
    replays,
    successions,
)
from catalogue.store.assessments import keep_rubric
from catalogue.store.keeping import keep_again, mark_read_by
from catalogue.store.runs import REPLAY
from harvester.kept import Again, kept_records
from harvester.replay.differences import Difference, compare
from harvester.replay.moments import Moments
from harvester.replay.totals import Totals
from harvester.runs.memory import few_collections
from harvester.runs.progress import NoProgress, Progress
from harvester.runs.road import Road
from harvester.runs.rules import Rules
from harvester.runs.tenancy import holder_here, refuse_while_busy, source_lease
from harvester.runs.witnesses import Witnesses

__all__ = ["Lost", "Replay", "replay"]

BATCH: Final = 25
"""Entries that are judged in one call and kept in one transaction."""


class Lost(NamedTuple):
    """An entry whose record cannot be read again, and why; it stays as it is."""

    uuid: str
    failure: OogstError


@dataclass(slots=True, kw_only=True)
class Replay:
    """What a replay of one source came to."""

    source: Source
    run_id: int | None = None
    """None while nothing was written."""
    walked: int = 0
    """Entries that were made anew."""
    current: int = 0
    """Entries that these rules read already; they were passed over."""
    lost: list[Lost] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    examples: list[Difference] = field(default_factory=list)


def replay(
    source: Source,
    *,
    database: Database,
    rules: Rules,
    apply: bool = False,
    entry: str = "",
    everything: bool = False,
    examples: int = 10,
    progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Replay:
    """Make of what was kept of a source what today's rules make of it, and tell what that changes.

    Only what other rules read is looked at, unless ``everything``; only ``entry`` (a UUID) where one is
    named. Each entry is judged as of the moment at which it was judged last: that it grew older since is no
    doing of rules. With ``apply`` what differs is kept as judged now, as a run of its own. Raises StoreError
    while the source is harvested.
    """
    now = clock().replace(microsecond=0)
    chosen = rules.for_source(source, now.date())
    found = Replay(source=source)
    with ExitStack() as held:
        held.enter_context(few_collections())
        lease = _alone(held, database, source, apply=apply)
        wanted = _wanted(database, source, entry, chosen, found, everything=everything)
        if not wanted:
            return found
        road = Road(rules=chosen, context=_context(database, source, rules, now), now=now)
        moments = Moments(road, lambda at: _witnesses(database, source, at))
        work = _Work(database, moments, found, examples, lease, progress or NoProgress())
        work.progress.total(len(wanted))
        if not apply:
            work.walk(wanted)
            return found
        with _run(database, source, found, chosen, clock) as work.key:
            work.walk(wanted)
    return found


def _alone(held: ExitStack, database: Database, source: Source, *, apply: bool) -> Lease | None:
    leases = Leases(database)
    if apply:
        return held.enter_context(source_lease(leases, source.name, holder_here()))
    refuse_while_busy(leases, source.name)
    return None


def _wanted(
    database: Database, source: Source, entry: str, rules: Rules, found: Replay, *, everything: bool
) -> dict[str, replays.StandingRecord]:
    """Give what is to be made anew, by UUID, and count what is not."""
    with database.transaction() as connection:
        standing = replays.standing_records(connection, source.name, entry)
    wanted = {one.origin.uuid: one for one in standing if everything or one.known.rules != rules.fingerprint}
    found.current = len(standing) - len(wanted)
    return wanted


def _witnesses(database: Database, source: Source, now: datetime) -> Witnesses:
    with database.transaction() as connection:
        source_id = past.source_id(connection, source.name)
    return Witnesses.of(database, source_id, source.publisher, now)


def _context(database: Database, source: Source, rules: Rules, now: datetime) -> mappings.Context:
    with database.transaction() as connection:
        known_as = successions.known_as(connection, source.publisher)
    return mappings.Context(
        base=rules.base,
        publisher=source.publisher,
        source=source,
        facts=rules.facts,
        public="file" if source.url.startswith("file:") else "web",
        known_as=known_as,
        today=now.date().isoformat(),
    )


@contextmanager
def _run(
    database: Database, source: Source, found: Replay, rules: Rules, clock: Callable[[], datetime]
) -> Iterator[RunKey]:
    """Open a run of its own kind, and close it however it ends."""
    now = clock()
    with database.transaction() as connection:
        key = begin_run(connection, source, now, scope=REPLAY)
        close_interrupted(connection, key, now)
        keep_rubric(connection, rules.rubric, now)
    found.run_id = key.run_id
    state = RunState.FAILED
    try:
        yield key
        state = RunState.REPLAYED
    finally:
        with database.transaction() as connection:
            if state == RunState.REPLAYED:
                replays.trust_bookmark(connection, key, rules.fingerprint)
            end_run(connection, key, _tally(found, state), state=state, now=clock())


def _tally(found: Replay, state: str) -> Tally:
    lost = len(found.lost)
    return Tally(
        scope=REPLAY,
        seen=found.walked + lost,
        changed=found.totals.differing,
        unchanged=found.walked - found.totals.differing,
        failed=lost,
        reasons=[] if state == RunState.REPLAYED else ["interrupted"],
    )


Made = Sequence[tuple[Record, Known, Judged]]


@dataclass(slots=True)
class _Work:
    """One replay on its way."""

    database: Database
    moments: Moments
    found: Replay
    examples: int
    lease: Lease | None
    progress: Progress
    key: RunKey | None = None

    def walk(self, wanted: Mapping[str, replays.StandingRecord]) -> None:
        """Read the records again as they come, and make of each batch what the rules make of it."""
        origins = [one.origin for one in wanted.values()]
        source = self.found.source
        with self.database.transaction() as reading:
            read = kept_records(reading, origins, lambda name: source if name == source.name else None)
            readable = self._readable(read)
            while batch := list(islice(readable, BATCH)):
                self._take(batch, wanted)
                self.progress.advance(len(batch))

    def _readable(self, read: Iterable[Again]) -> Iterator[tuple[str, Record]]:
        for one in read:
            if one.record is not None:
                yield one.origin.uuid, one.record
            elif one.failure is not None:
                self.found.lost.append(Lost(one.origin.uuid, one.failure))

    def _take(
        self, batch: Sequence[tuple[str, Record]], wanted: Mapping[str, replays.StandingRecord]
    ) -> None:
        if self.lease is not None and self.lease.lost:
            raise StoreError("store.lease-lost", source=self.found.source.name)
        read = [(record, wanted[uuid].known) for uuid, record in batch]
        with self.database.transaction() as connection:
            present = replays.standing(connection, [of.entry_id for _, of in read if of.entry_id])
        now = self.moments.road.now
        judged_at = [present[of.entry_id].judged_at if of.entry_id in present else now for _, of in read]
        made = self.moments.walk(read, judged_at)
        mine = [
            (record, of, judged)
            for (record, of), judged, (uuid, _) in zip(read, made, batch, strict=True)
            if self._is_same(judged, uuid)
        ]
        differing = self._compare(mine, present)
        if self.key is not None:
            self._keep(self.key, differing, [of.record_id for _, of, _ in mine])

    def _is_same(self, judged: Judged, uuid: str) -> bool:
        """Tell whether a record still belongs to its entry; it stays as it is where it does not."""
        if judged.identity.uuid != uuid:
            self.found.lost.append(Lost(uuid, StoreError("replay.other-entry", uuid=uuid)))
        return judged.identity.uuid == uuid

    def _compare(self, made: Made, present: dict[int, replays.Standing]) -> list[tuple[Record, Known]]:
        """Note what differs of each entry; give the records of those of which anything does."""
        differing: list[tuple[Record, Known]] = []
        for record, of, judged in made:
            difference = compare(present[of.entry_id], judged) if of.entry_id in present else None
            self.found.walked += 1
            if difference is not None:
                differing.append((record, of))
                self.found.totals.add(difference)
                self._exemplify(difference)
        return differing

    def _keep(self, key: RunKey, differing: Sequence[tuple[Record, Known]], records: Sequence[int]) -> None:
        """Keep what differs as it is judged now, and that these rules read all of them."""
        road = self.moments.road
        now = self.moments.walk(differing, [road.now] * len(differing))
        batch = [(judged, of) for judged, (_, of) in zip(now, differing, strict=True)]
        with self.database.transaction() as connection:
            keep_again(connection, key, batch, rules=road.rules.fingerprint, now=road.now)
            mark_read_by(connection, records, road.rules.fingerprint)

    def _exemplify(self, difference: Difference) -> None:
        """Take a difference for an example; what says something else goes before what is judged otherwise."""
        examples = self.found.examples
        if difference.of_content:
            examples.insert(sum(one.of_content for one in examples), difference)
        else:
            examples.append(difference)
        del examples[self.examples :]
