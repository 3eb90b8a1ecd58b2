"""Keep: sources, runs, payloads, records, entries, versions, findings and verdicts, in one database.

What the source said (payload), what an entry was (version) and what we judged of it (assessment) are kept
apart, and the first two are never altered.
"""

from catalogue.store.absence import count_unseen, settle_absence
from catalogue.store.database import Database, open_database
from catalogue.store.keeping import (
    WITHDRAWN,
    Batch,
    Judged,
    keep_batch,
    mark_seen,
    owned_elsewhere,
    pack_reasons,
)
from catalogue.store.leases import Leases
from catalogue.store.reading import (
    EntryView,
    FindingCount,
    FindingPlace,
    Standing,
    TroubleCount,
    count_findings,
    find_entries,
    finding_places,
    published_bodies,
    published_members,
    publishers_kept,
    scores_of,
    source_catalogue,
    standing,
    troubles_of,
    verdicts_of,
)
from catalogue.store.repetition import LastDocument, last_document
from catalogue.store.runs import (
    Known,
    PageRow,
    RunKey,
    RunState,
    Tally,
    TroubleRow,
    begin_run,
    close_interrupted,
    end_run,
    keep_catalogue,
    keep_page,
    keep_troubles,
    known_records,
)
from catalogue.store.status import SourceStatus, source_statuses

__all__ = [
    "WITHDRAWN",
    "Batch",
    "Database",
    "EntryView",
    "FindingCount",
    "FindingPlace",
    "Judged",
    "Known",
    "LastDocument",
    "Leases",
    "PageRow",
    "RunKey",
    "RunState",
    "SourceStatus",
    "Standing",
    "Tally",
    "TroubleCount",
    "TroubleRow",
    "begin_run",
    "close_interrupted",
    "count_findings",
    "count_unseen",
    "end_run",
    "find_entries",
    "finding_places",
    "keep_batch",
    "keep_catalogue",
    "keep_page",
    "keep_troubles",
    "known_records",
    "last_document",
    "mark_seen",
    "open_database",
    "owned_elsewhere",
    "pack_reasons",
    "published_bodies",
    "published_members",
    "publishers_kept",
    "scores_of",
    "settle_absence",
    "source_catalogue",
    "source_statuses",
    "standing",
    "troubles_of",
    "verdicts_of",
]
