"""What stands, for whoever looks: reports, screens and feeds read the store here and write nothing."""

from catalogue.views.entries import EntryView, find_entries
from catalogue.views.feeds import published_bodies, published_members, publishers_kept
from catalogue.views.publisher import (
    FindingCount,
    FindingPlace,
    Standing,
    count_findings,
    finding_places,
    scores_of,
    standing,
    verdicts_of,
)
from catalogue.views.runs import PageView, RunView, StandingView, run_view, runs_of_source, source_names
from catalogue.views.sources import (
    SourceStatus,
    TroubleCount,
    source_catalogue,
    source_statuses,
    troubles_of,
)

__all__ = [
    "EntryView",
    "FindingCount",
    "FindingPlace",
    "PageView",
    "RunView",
    "SourceStatus",
    "Standing",
    "StandingView",
    "TroubleCount",
    "count_findings",
    "find_entries",
    "finding_places",
    "published_bodies",
    "published_members",
    "publishers_kept",
    "run_view",
    "runs_of_source",
    "scores_of",
    "source_catalogue",
    "source_names",
    "source_statuses",
    "standing",
    "troubles_of",
    "verdicts_of",
]
