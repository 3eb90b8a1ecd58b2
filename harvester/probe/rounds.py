"""A round of the prober: what is due, many hosts at once, each host one address after another.

What is observed is kept every few seconds, so that a killed round goes on where it was.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from types import MappingProxyType
from typing import Final
from urllib.parse import urldefrag

from catalogue.errors import StoreError
from catalogue.store import Database, Lease, Leases
from catalogue.store.addresses import fill_links
from catalogue.store.due import DueAddress, due_addresses, due_pages, strongest
from catalogue.store.observations import Observed, keep_observations
from catalogue.store.seals import seal_probes
from catalogue.testimony import Role
from harvester.probe.asking import asker
from harvester.probe.due import next_time
from harvester.probe.ground import Ground
from harvester.probe.manners import ProbeManners
from harvester.probe.pace import host_of
from harvester.probe.probing import Address, Probed, probe
from harvester.probe.reply import NOBODY, NoReply
from harvester.probe.summary import ProbeSummary, Tally
from harvester.probe.visiting import Visitor
from harvester.runs import NoProgress, Progress

__all__ = ["look_at", "probe_store"]

LEASE: Final = "probe"
LEASE_SECONDS: Final = 60.0
BATCH: Final = 200
KEEP_EVERY: Final = 5.0
"""Seconds after which what was seen is kept, however little it is."""

NO_PAGES: Final[Mapping[str, Collection[str]]] = MappingProxyType({})

Clock = Callable[[], datetime]


def _now() -> datetime:
    """Give now without parts of a second: whoever judges in this very second has to see it."""
    return datetime.now(UTC).replace(microsecond=0)


def look_at(url: str, *, manners: ProbeManners, role: Role = Role.DOWNLOAD, private: bool = False) -> Probed:
    """Look at one address and keep nothing."""

    async def look() -> Probed:
        async with asker(manners) as asking:
            return await probe(Visitor(asking, manners), Address(url, role, "", private), _now())

    return asyncio.run(look())


def probe_store(
    database: Database,
    *,
    manners: ProbeManners,
    holder: str,
    publishers: Collection[str] = (),
    entries: Collection[str] = (),
    pages: Mapping[str, Collection[str]] = NO_PAGES,
    private_sources: Collection[str] = (),
    again: bool = False,
    limit: int = 0,
    progress: Progress | None = None,
    clock: Clock = _now,
) -> ProbeSummary:
    """Probe what is due, keep what is seen and seal it. Raises StoreError while another prober is at work.

    ``holder`` names who does it. Addresses that entries of ``private_sources`` name may be private. ``again``
    takes also what is not due; ``pages`` are those of publishers themselves, by name; ``limit`` is how many
    addresses are asked at most, 0 for all.
    """
    with _alone(database, holder) as lease:
        with database.transaction() as connection:
            fill_links(connection)
        round_ = _Round(database, manners, lease, frozenset(private_sources), progress or NoProgress(), clock)
        begun = clock()

        def due() -> list[DueAddress]:
            with database.transaction() as connection:
                named = due_addresses(connection, begun, publishers=publishers, entries=entries, again=again)
                own = (
                    replace(one, sources={name for name in private_sources if name.startswith(f"{whose}/")})
                    for whose, some in pages.items()
                    for one in due_pages(connection, begun, some, again=again)
                )
                return strongest([*named, *own])

        try:
            asyncio.run(round_.go(due, limit))
        finally:
            with database.transaction() as connection:
                seal_probes(connection, clock())
        return round_.summary(clock())


@contextmanager
def _alone(database: Database, holder: str) -> Iterator[Lease]:
    leases = Leases(database)
    lease = Lease(leases, LEASE, holder, LEASE_SECONDS, lambda: None)
    if not lease.take():
        raise StoreError("probe.busy", holder=leases.holder(LEASE) or "?")
    try:
        yield lease
    finally:
        lease.release()


class _Round:
    def __init__(  # noqa: PLR0917  what a round is
        self,
        database: Database,
        manners: ProbeManners,
        lease: Lease,
        private: frozenset[str],
        progress: Progress,
        clock: Clock,
    ) -> None:
        self._database = database
        self._manners = manners
        self._lease = lease
        self._private = private
        self._progress = progress
        self._clock = clock
        self._tally = Tally()
        self._batch: list[Probed] = []
        self._kept_at = monotonic()
        self._asked: set[str] = set()

    async def go(self, due: Callable[[], list[DueAddress]], limit: int) -> None:
        """Ask what is due, then the things that the data turned out to describe."""
        async with asker(self._manners) as asking:
            self._visitor = Visitor(asking, self._manners)
            self._ground = Ground(self._controls)
            self._lock = asyncio.Lock()
            try:
                for _ in range(2):
                    wanted = [one for one in due() if one.url not in self._asked]
                    if limit:
                        wanted = wanted[: max(0, limit - len(self._asked))]
                    await self._all(wanted)
                    self._batch += await self._ground.end()
                    self._keep()
            finally:
                self._keep()

    def summary(self, at: datetime) -> ProbeSummary:
        self._tally.left |= set(self._visitor.pace.left)
        self._tally.outage = self._ground.lost
        with self._database.transaction() as connection:
            return self._tally.summary(connection, at)

    async def _all(self, wanted: Sequence[DueAddress]) -> None:
        """Ask all hosts, so many at once, each one address after another."""
        self._asked |= {one.url for one in wanted}
        hosts: dict[str, dict[tuple[str, Role, str], list[DueAddress]]] = {}
        for one in wanted:
            same = (urldefrag(one.url).url, one.role, one.hint)
            hosts.setdefault(host_of(one.url), {}).setdefault(same, []).append(one)
        self._progress.total(len(self._asked))
        gate = asyncio.Semaphore(self._manners.hosts_at_once)
        try:
            async with asyncio.TaskGroup() as group:
                for host, questions in hosts.items():
                    group.create_task(self._host(host, list(questions.values()), gate))
        except* StoreError as failures:
            raise failures.exceptions[0] from failures

    async def _host(
        self, host: str, questions: Sequence[Sequence[DueAddress]], gate: asyncio.Semaphore
    ) -> None:
        async with gate:
            for at, same in enumerate(questions):
                if self._ends(host) or at >= self._manners.most_per_host:
                    self._tally.postponed += sum(len(rest) for rest in questions[at:])
                    return
                await self._one(same)

    def _ends(self, host: str) -> bool:
        return self._ground.lost or self._lease.lost or host in self._visitor.pace.left

    async def _one(self, same: Sequence[DueAddress]) -> None:
        """Ask one question; what is seen holds for every address that asks the same."""
        first = same[0]
        private = any(one.sources & self._private for one in same)
        address = Address(first.url, first.role, first.hint, private)
        seen = await probe(self._visitor, address, self._clock())
        for one in same:
            each = seen._replace(observation=replace(seen.observation, url=one.url))
            async with self._lock:
                self._batch += await self._ground.settle(each)
        self._progress.advance(len(same))
        if len(self._batch) >= BATCH or monotonic() - self._kept_at > KEEP_EVERY:
            self._keep()

    def _keep(self) -> None:
        batch, self._batch = self._batch, []
        self._kept_at = monotonic()
        left = {host: timedelta(seconds=wait) for host, wait in self._visitor.pace.left.items()}
        observed = [
            Observed(one, max(next_time(one), one.at + left.get(host_of(one.asked), timedelta())), bodies)
            for one, bodies in batch
        ]
        with self._database.transaction() as connection:
            keep_observations(connection, observed)
        self._tally.count(one for one, _ in batch)

    async def _controls(self) -> bool | None:
        """Ask the places that always answer; any sign of life will do."""
        if not self._manners.controls:
            return None
        for url in self._manners.controls:
            try:
                await self._visitor.ask("HEAD", url, {}, 0, private=True)
            except NoReply as nothing:
                if nothing.failure in NOBODY:
                    continue
            return True
        return False
