"""What stands, for whoever looks: reports, screens and feeds read the store here and write nothing."""

from catalogue.views.entries import EntryView, explained, find_entries
from catalogue.views.events import EventLog, Listed, listed_versions
from catalogue.views.feeds import (
    published_bodies,
    published_members,
    publishers_kept,
)
from catalogue.views.holdings import listed_bodies, own_bodies, registered_uuids
from catalogue.views.measured import PublishedForm, published_forms
from catalogue.views.overlays import overlay_outcomes, read_by
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
from catalogue.views.runs import (
    PageView,
    RunView,
    StandingView,
    ended_runs,
    run_view,
    runs_of_source,
    source_names,
)
from catalogue.views.sources import (
    SourceStatus,
    TroubleCount,
    source_catalogue,
    source_statuses,
    sources_of,
    troubles_of,
)
from catalogue.views.successions import SuccessionView, successions_kept

__all__ = [
    "EntryView",
    "EventLog",
    "FindingCount",
    "FindingPlace",
    "Listed",
    "PageView",
    "PublishedForm",
    "RunView",
    "SourceStatus",
    "Standing",
    "StandingView",
    "SuccessionView",
    "TroubleCount",
    "count_findings",
    "ended_runs",
    "explained",
    "find_entries",
    "finding_places",
    "listed_bodies",
    "listed_versions",
    "overlay_outcomes",
    "own_bodies",
    "published_bodies",
    "published_forms",
    "published_members",
    "publishers_kept",
    "read_by",
    "registered_uuids",
    "run_view",
    "runs_of_source",
    "scores_of",
    "source_catalogue",
    "source_names",
    "source_statuses",
    "sources_of",
    "standing",
    "successions_kept",
    "troubles_of",
    "verdicts_of",
]
