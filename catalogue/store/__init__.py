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
from catalogue.store.lease import Lease, LeaseKeeper
from catalogue.store.leases import Leases
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

__all__ = [
    "WITHDRAWN",
    "Batch",
    "Database",
    "Judged",
    "Known",
    "LastDocument",
    "Lease",
    "LeaseKeeper",
    "Leases",
    "PageRow",
    "RunKey",
    "RunState",
    "Tally",
    "TroubleRow",
    "begin_run",
    "close_interrupted",
    "count_unseen",
    "end_run",
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
    "settle_absence",
]
