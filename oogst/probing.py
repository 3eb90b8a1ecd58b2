"""Probing as this installation does it: its manners, its private places, and what is judged again.

Apart from the rest of the installation, since what asks takes its time to load and most commands ask nothing.
"""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from catalogue.errors import OogstError
from catalogue.scores import Cause
from catalogue.store import Database
from catalogue.store.due import entries_naming
from catalogue.views import publishers_kept
from harvester.probe import ProbeManners, ProbeSummary, probe_store
from harvester.rejudging import judge_standing
from harvester.runs import Progress
from harvester.runs.tenancy import holder_here
from oogst.installation import known_publishers, known_sources, rules_for
from oogst.scorekeeping import keep_present_score
from oogst.settings import settings

__all__ = ["Judged", "judge_probed", "manners", "probe_due"]


class Judged(NamedTuple):
    """What became of the entries whose addresses were probed."""

    differing: int
    """Of which a verdict differs now."""
    later: int
    """That are judged with the next run or replay, since they are made otherwise now."""
    busy: list[OogstError]
    """Sources that somebody works on: their entries are judged when that is done."""


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


def judge_probed(store: Database, done: ProbeSummary, schedules: Path | None = None) -> Judged:
    """Judge again what names the addresses that were seen, and keep the scores that follow."""
    known = {one.name: one.facts for one in known_publishers(schedules)}
    with store.transaction() as connection:
        touched = entries_naming(connection, done.urls)
        kept = set(publishers_kept(connection))
    own = {name for name, facts in known.items() if name in kept and done.urls.intersection(facts.pages)}
    differing = later = 0
    busy: list[OogstError] = []
    for name, uuids in touched.items():
        found = judge_standing(
            name,
            database=store,
            rules=rules_for(known.get(name)),
            cause=Cause.PROBE,
            uuids=uuids,
            find=known_sources(schedules).get,
        )
        differing, later = differing + found.differing, later + found.left + len(found.lost)
        busy += found.busy
    for name in sorted(own | touched.keys()):
        keep_present_score(store, name, Cause.PROBE, known.get(name))
    return Judged(differing, later, busy)
