"""Runs: one harvest of one source, from its beginning to the proof of what it saw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, select, update

from catalogue.model import Content, Source
from catalogue.store import tables as t
from catalogue.store.seals import seal_run
from catalogue.store.writing import unless_kept

__all__ = [
    "ATTESTATION",
    "HARVESTS",
    "PROBE",
    "REPLAY",
    "RESCORE",
    "Known",
    "PageRow",
    "RunKey",
    "RunState",
    "Tally",
    "TroubleRow",
    "begin_run",
    "close_interrupted",
    "end_run",
    "harvests",
    "keep_catalogue",
    "keep_page",
    "keep_troubles",
    "known_records",
    "mark_read",
]


class RunState:
    """The states of a run, as stored."""

    RUNNING: Final = "running"
    COMPLETE: Final = "complete"
    INCOMPLETE: Final = "incomplete"
    QUARANTINED: Final = "quarantined"
    FAILED: Final = "failed"
    REPLAYED: Final = "replayed"
    """Of a replay that ended well; it proves nothing of the source."""
    JUDGED: Final = "judged"
    """Of one that only judged again, and ended well."""


class RunKey(NamedTuple):
    run_id: int
    source_id: int


@dataclass(slots=True)
class Tally:
    """What a run counted. ``seen`` includes failed records: failed is not gone."""

    declared: int | None = None
    """What the source says it has: datasets alone, or all that it lists."""
    seen: int = 0
    others: int = 0
    """Of those seen, services and series."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    duplicates: int = 0
    skipped: int = 0
    withdrawn: int = 0
    moved: int = 0
    """Of the duplicates, those met again on a later page: the order was not stable."""
    scope: str = "whole"
    """``changes`` when only what changed was asked for."""
    ending: str = ""
    """Key of the message that says how the pages ended."""
    totals: list[int] = field(default_factory=list)
    """The different totals that the source declared on the way; ``declared`` is the last."""
    reasons: list[str] = field(default_factory=list)


class Known(NamedTuple):
    """What the store knows of a record before this run."""

    record_id: int
    hash: str
    rules: str
    state: str
    entry_id: int | None
    first_seen: datetime | None


class PageRow(NamedTuple):
    url: str
    status: int
    content_type: str
    sha256: str
    size: int
    retrieved_at: datetime
    body: bytes | None
    """gzip-compressed; None for a page that is kept already."""
    asked: str = ""
    link: str = ""
    etag: str = ""
    last_modified: str = ""
    item: bool = False


class TroubleRow(NamedTuple):
    kind: str
    pointer: str
    detail: str


HARVESTS: Final = ("whole", "changes")
"""Scopes of the runs that ask their source."""
REPLAY: Final = "replay"
"""Scope of a run that reads again what was kept."""
PROBE: Final = "probe"
"""Scope of one that judges again since probes saw something."""
ATTESTATION: Final = "attestation"
"""Since a person answered something."""
RESCORE: Final = "rescore"
"""Since the rubric is another."""


def harvests() -> ColumnElement[bool]:
    """Keep to the runs that asked their source: the others tell nothing of it."""
    return t.run.c.scope.in_(HARVESTS)


def begin_run(connection: Connection, source: Source, now: datetime, *, scope: str = "whole") -> RunKey:
    """Register the source where it is new, and open a run."""
    source_id = _source_id(connection, source)
    row = t.run.insert().values(
        source_id=source_id, started_at=now, state=RunState.RUNNING, reasons="[]", scope=scope
    )
    return RunKey(connection.execute(row.returning(t.run.c.id)).scalar_one(), source_id)


def end_run(
    connection: Connection,
    key: RunKey,
    tally: Tally,
    *,
    state: str,
    now: datetime,
    traceback: str | None = None,
) -> None:
    """Close a run with what it proved, and seal it."""
    counts = {name: getattr(tally, name) for name in _COUNTS}
    connection.execute(
        update(t.run)
        .where(t.run.c.id == key.run_id)
        .values(
            ended_at=now,
            state=state,
            reasons=orjson.dumps(tally.reasons).decode(),
            traceback=traceback,
            **counts,
        ),
    )
    seal_run(connection, key.run_id, now)


def close_interrupted(connection: Connection, key: RunKey, now: datetime) -> int:
    """Mark and seal earlier runs of the source that ended without saying so; only while holding its lease."""
    left = (
        (t.run.c.source_id == key.source_id)
        & (t.run.c.id != key.run_id)
        & (t.run.c.state == RunState.RUNNING)
    )
    reasons = orjson.dumps(["interrupted"]).decode()
    found = list(connection.execute(select(t.run.c.id).where(left).order_by(t.run.c.id)).scalars())
    for run_id in found:
        closed = update(t.run).where(t.run.c.id == run_id)
        connection.execute(closed.values(state=RunState.FAILED, ended_at=now, reasons=reasons))
        seal_run(connection, run_id, now)
    return len(found)


def known_records(connection: Connection, source_id: int) -> dict[tuple[str, str], Known]:
    """Give what is known of each record of a source, by (kind, identifier)."""
    query = (
        select(
            t.record.c.kind,
            t.record.c.identifier,
            t.record.c.id,
            t.record.c.hash,
            t.record.c.rules,
            t.record.c.state,
            t.entry.c.id,
            t.entry.c.first_seen,
        )
        .select_from(t.record)
        .outerjoin(t.entry, (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None))
        .where(t.record.c.source_id == source_id)
    )
    return {(row[0], row[1]): Known(*row[2:]) for row in connection.execute(query)}


def keep_page(connection: Connection, key: RunKey, page: PageRow) -> None:
    """Keep the bytes of a response once per content, and that this run saw them."""
    kept = select(t.payload.c.sha256).where(t.payload.c.sha256 == page.sha256)
    if page.body is not None and connection.execute(kept).first() is None:
        facts = {name: getattr(page, name) for name in ("sha256", "body", "size", "content_type")}
        connection.execute(unless_kept(connection, t.payload).values(facts))
    seen = {name: getattr(page, name) for name in _OF_PAGE}
    connection.execute(t.page.insert().values(run_id=key.run_id, **seen))


def mark_read(connection: Connection, key: RunKey, asked: str) -> None:
    """Note that the page asked for under this address was read whole."""
    read = (t.page.c.run_id == key.run_id) & (t.page.c.asked == asked)
    connection.execute(update(t.page).where(read).values(whole=True))


def keep_catalogue(connection: Connection, key: RunKey, content: Content, dialect: str) -> None:
    """Keep what the source's catalogue says of itself."""
    said = update(t.source).where(t.source.c.id == key.source_id)
    connection.execute(said.values(catalogue=orjson.dumps(content), dialect=dialect))


def keep_troubles(connection: Connection, key: RunKey, troubles: Sequence[TroubleRow]) -> None:
    """Keep each record that could not be read, with the reason."""
    if troubles:
        connection.execute(t.trouble.insert(), [{"run_id": key.run_id, **row._asdict()} for row in troubles])


_OF_PAGE: Final = (
    "url",
    "status",
    "sha256",
    "retrieved_at",
    "asked",
    "link",
    "etag",
    "last_modified",
    "item",
)

_COUNTS: Final = (
    "declared",
    "seen",
    "new",
    "changed",
    "unchanged",
    "failed",
    "duplicates",
    "skipped",
    "withdrawn",
    "moved",
    "scope",
    "ending",
)


def _source_id(connection: Connection, source: Source) -> int:
    facts = {
        "publisher": source.publisher,
        "protocol": str(source.protocol),
        "url": source.url,
        "aggregator": source.aggregator,
        "catalogue_of": source.catalogue_of,
    }
    found: int | None = connection.execute(
        select(t.source.c.id).where(t.source.c.name == source.name)
    ).scalar()
    if found is None:
        row = t.source.insert().values(name=source.name, **facts)
        made: int = connection.execute(row.returning(t.source.c.id)).scalar_one()
        return made
    connection.execute(update(t.source).where(t.source.c.id == found).values(**facts))
    return found
