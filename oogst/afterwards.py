"""What follows when more is known of what stands: it is judged again, and the scores that follow are kept."""

from collections.abc import Sequence
from pathlib import Path

from catalogue.model import PublisherFacts
from catalogue.scores import Cause
from catalogue.store import Database
from harvester.rejudging import Rejudging, judge_standing
from harvester.runs import Progress
from oogst.installation import known_sources, rules_for
from oogst.scorekeeping import keep_present_score

__all__ = ["judge_after"]


def judge_after(
    store: Database,
    publisher: str,
    facts: PublisherFacts | None,
    cause: Cause,
    *,
    uuids: Sequence[str] | None = None,
    schedules: Path | None = None,
    progress: Progress | None = None,
) -> Rejudging:
    """Judge what stands of a publisher, or some of its entries, and keep what differs and its score."""
    done = judge_standing(
        publisher,
        database=store,
        rules=rules_for(facts),
        cause=str(cause),
        uuids=uuids,
        find=known_sources(schedules).get,
        progress=progress,
    )
    keep_present_score(store, publisher, cause, facts)
    return done
