"""One harvest of one source, from taking its lease to the proof of what was seen.

This is the edge of a run: the only place where a surprise is caught, to become a recorded failure with its
traceback.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exc
from typing import Literal

from catalogue.errors import OogstError, UsageError
from catalogue.model import Source
from catalogue.store import (
    Database,
    Leases,
    Tally,
    begin_run,
    close_interrupted,
)
from catalogue.store.assessments import keep_rubric
from harvester.crawl import CrawlSettings, crawl
from harvester.runs.courtesy import turn_at_host
from harvester.runs.loop_guard import LoopGuard
from harvester.runs.memory import few_collections
from harvester.runs.progress import NoProgress, Progress
from harvester.runs.recall import Recall
from harvester.runs.rules import Rules
from harvester.runs.settling import settle
from harvester.runs.tenancy import LEASE_SECONDS, holder_here, source_lease
from harvester.runs.walk import Walk

__all__ = ["RunSummary", "run_source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did; ``failure`` says why it stopped, where it did."""

    source: Source
    run_id: int
    state: str
    tally: Tally
    seconds: dict[str, float]
    failure: OogstError | None = None


def run_source(
    source: Source,
    *,
    database: Database,
    rules: Rules,
    crawling: CrawlSettings,
    workplace: Path,
    processes: int = 0,
    progress: Progress | None = None,
    successions: Literal["apply", "propose"] = "apply",
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> RunSummary:
    """Harvest a source and keep everything that comes of it.

    A source that fails gives a summary with ``failure``; only one that is already being harvested, or whose
    host stays busy, raises (StoreError). ``workplace`` is a folder in which a temporary one may be made;
    ``processes`` is how many may help with a large source. ``successions`` says what becomes of a dataset
    that certainly goes on under another identifier: it keeps its name at once, or when a person agrees.
    """
    leases, holder = Leases(database), holder_here()
    with (
        source_lease(leases, source.name, holder) as lease,
        turn_at_host(leases, source, holder, LEASE_SECONDS),
        _spool(workplace) as spool,
        few_collections(),
    ):
        now = clock().replace(microsecond=0)
        chosen = rules.for_source(source, now.date())
        with database.transaction() as connection:
            key = begin_run(connection, source, now)
            close_interrupted(connection, key, now)
            keep_rubric(connection, chosen.rubric, now)
        walk = Walk(
            database=database,
            key=key,
            source=source,
            rules=chosen,
            guard=LoopGuard.of(database, source, rules.base),
            recall=Recall.of(database, key, source, rules=chosen.fingerprint, now=now, spool=spool),
            spool=spool,
            now=now,
            progress=progress or NoProgress(),
            public="file" if source.url.startswith("file:") else "web",
            processes=processes,
            lease=lease,
        )
        failure, trace = _follow(walk, crawling)
        state = settle(database, walk, clock(), failure, trace, apply=successions == "apply")
    return RunSummary(
        source=source,
        run_id=key.run_id,
        state=state,
        tally=walk.tally,
        seconds=walk.stopwatch.seconds,
        failure=failure,
    )


def _follow(walk: Walk, crawling: CrawlSettings) -> tuple[OogstError | None, str | None]:
    try:
        with walk:
            remembered = walk.recall.remembered
            events = crawl(walk.source, spool=walk.spool, settings=crawling, remembered=remembered)
            with closing(events):
                walk.follow(events)
    except OogstError as error:
        return error, None
    except Exception as error:  # noqa: BLE001  the edge of a run: a surprise becomes a recorded failure
        failure = OogstError("usage.unexpected", detail=f"{type(error).__name__}: {error}")
        failure.__cause__ = error
        return failure, format_exc()
    return None, None


@contextmanager
def _spool(workplace: Path) -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(prefix=".oogst-", dir=workplace, ignore_cleanup_errors=True)
    except OSError as error:
        raise UsageError("run.no-workplace", folder=workplace, detail=error.strerror or error) from error
    with folder as spool:
        yield Path(spool)
