"""Keep: sources, runs, payloads, records, entries, versions, findings and verdicts, in one database.

What the source said (payload), what an entry was (version) and what we judged of it (assessment) are kept
apart, and the first two are never altered.
"""

from catalogue.store import continuation, decisions, replays, successions
from catalogue.store.absence import (
    Why,
    change_standing,
    count_unseen,
    hand_over,
    settle_absence,
    source_ids,
    withdraw_gone,
)
from catalogue.store.database import Database, open_database
from catalogue.store.keeping import (
    PRESENT,
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
    mark_read,
)

__all__ = [
    "PRESENT",
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
    "Why",
    "begin_run",
    "change_standing",
    "close_interrupted",
    "continuation",
    "count_unseen",
    "decisions",
    "end_run",
    "hand_over",
    "keep_batch",
    "keep_catalogue",
    "keep_page",
    "keep_troubles",
    "known_records",
    "last_document",
    "mark_read",
    "mark_seen",
    "open_database",
    "owned_elsewhere",
    "pack_reasons",
    "replays",
    "settle_absence",
    "source_ids",
    "successions",
    "withdraw_gone",
]
