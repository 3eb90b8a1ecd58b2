"""Probing as this installation does it: its manners, and which of its sources may be at private places.

Apart from the rest of the installation, since what asks takes its time to load and most commands ask nothing.
"""

from collections.abc import Collection
from pathlib import Path

from catalogue.store import Database
from catalogue.views import publishers_kept
from harvester.probe import ProbeManners, ProbeSummary, probe_store
from harvester.runs import Progress
from harvester.runs.tenancy import holder_here
from oogst.installation import known_publishers, known_sources
from oogst.settings import settings

__all__ = ["manners", "probe_due"]


def manners() -> ProbeManners:
    """Say how this installation probes."""
    chosen = settings()
    return ProbeManners(
        contact=chosen.contact,
        vantage=chosen.vantage,
        pause=chosen.probe_pause,
        most_per_host=chosen.probe_most_per_host,
        controls=chosen.probe_controls,
    )


def probe_due(
    store: Database,
    *,
    schedules: Path | None = None,
    publishers: Collection[str] = (),
    entries: Collection[str] = (),
    again: bool = False,
    limit: int = 0,
    progress: Progress | None = None,
) -> ProbeSummary:
    """Probe what is due, of these publishers or entries where some are named.

    With entries of a publisher its own pages are due as well: checks of the charter look at them.

    Raises StoreError while another prober is at work in this store.
    """
    pages = {} if entries else _own_pages(store, schedules, publishers)
    private = {name for name, source in known_sources(schedules).items() if source.allow_private}
    return probe_store(
        store,
        manners=manners(),
        holder=holder_here(),
        publishers=publishers,
        entries=entries,
        pages=pages,
        private_sources=private,
        again=again,
        limit=limit,
        progress=progress,
    )


def _own_pages(
    store: Database, schedules: Path | None, wanted: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """List the own pages of the publishers of whom the store keeps entries."""
    with store.transaction() as connection:
        kept = set(publishers_kept(connection))
    chosen = kept & set(wanted) if wanted else kept
    return {one.name: one.facts.pages for one in known_publishers(schedules) if one.name in chosen}
