"""Runs as they were: what proves them, which pages they read, what they changed, what they could not use."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, Row, Select, func, select

from catalogue.store import tables as t
from catalogue.store.runs import harvests
from catalogue.views.sources import TroubleCount, troubles_of

__all__ = ["PageView", "RunView", "StandingView", "ended_runs", "run_view", "runs_of_source", "source_names"]


class PageView(NamedTuple):
    url: str
    status: int
    sha256: str
    size: int
    retrieved_at: datetime
    whole: bool
    """Read to its end without a fault."""


class StandingView(NamedTuple):
    """A change of how an entry stands."""

    state: str
    why: str
    by: str
    note: str
    identifier: str
    uuid: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    run_id: int
    source: str
    publisher: str
    started_at: datetime
    ended_at: datetime | None
    state: str
    reasons: list[str]
    declared: int | None
    counts: dict[str, int]
    scope: str
    resumed_from: int | None
    ending: str
    pages: int
    accepted_by: str
    accepted_at: datetime | None
    accepted_why: str
    traceback: str
    seal: str
    """Empty where it ended before there were seals."""
    chain: list[PageView] = field(default_factory=list)
    standings: list[StandingView] = field(default_factory=list)
    troubles: list[TroubleCount] = field(default_factory=list)


COUNTS: Final = (
    "seen",
    "new",
    "changed",
    "unchanged",
    "failed",
    "duplicates",
    "moved",
    "skipped",
    "withdrawn",
)


def runs_of_source(connection: Connection, source: str, limit: int) -> list[RunView]:
    """Give the newest runs of a source, the newest first."""
    newest = _runs().where(t.source.c.name == source).order_by(t.run.c.id.desc()).limit(limit)
    return [_view(row) for row in connection.execute(newest)]


def ended_runs(connection: Connection) -> list[RunView]:
    """Give every harvest that ended, of all sources, the oldest first."""
    rows = connection.execute(_runs().where(harvests(), t.run.c.ended_at.is_not(None)).order_by(t.run.c.id))
    return [_view(row) for row in rows]


def run_view(connection: Connection, run_id: int) -> RunView | None:
    """Give one run with its pages, the changes of standing that it made, and its troubles."""
    row = connection.execute(_runs().where(t.run.c.id == run_id)).first()
    if row is None:
        return None
    view = _view(row)
    view.chain.extend(_chain(connection, run_id))
    view.standings.extend(_standings(connection, run_id))
    view.troubles.extend(troubles_of(connection, run_id))
    return view


def source_names(connection: Connection, publisher: str = "") -> list[str]:
    """List the names of all sources that the store knows, or of those of one publisher."""
    query = select(t.source.c.name).order_by(t.source.c.name)
    if publisher:
        query = query.where(t.source.c.publisher == publisher)
    return list(connection.execute(query).scalars())


def _runs() -> Select[Any]:
    pages = select(func.count()).select_from(t.page).where(t.page.c.run_id == t.run.c.id)
    return select(
        t.run, t.source.c.name, t.source.c.publisher, pages.correlate(t.run).scalar_subquery().label("pages")
    ).join(t.source, t.source.c.id == t.run.c.source_id)


def _view(row: Row[Any]) -> RunView:
    return RunView(
        run_id=row.id,
        source=row.name,
        publisher=row.publisher,
        started_at=row.started_at,
        ended_at=row.ended_at,
        state=row.state,
        reasons=orjson.loads(row.reasons),
        declared=row.declared,
        counts={name: getattr(row, name) for name in COUNTS},
        scope=row.scope,
        resumed_from=row.resumed_from,
        ending=row.ending,
        pages=row.pages,
        accepted_by=row.accepted_by or "",
        accepted_at=row.accepted_at,
        accepted_why=row.accepted_why or "",
        traceback=row.traceback or "",
        seal=row.seal,
    )


def _chain(connection: Connection, run_id: int) -> list[PageView]:
    p = t.page.c
    query = (
        select(p.url, p.status, p.sha256, t.payload.c.size, p.retrieved_at, p.whole)
        .join(t.payload, t.payload.c.sha256 == p.sha256)
        .where(p.run_id == run_id)
    )
    return [PageView(*row) for row in connection.execute(query.order_by(p.id))]


def _standings(connection: Connection, run_id: int) -> Sequence[StandingView]:
    s = t.standing.c
    query = (
        select(s.state, s.why, s.by, s.note, t.record.c.identifier, t.entry.c.uuid, t.version.c.title)
        .join(t.record, t.record.c.id == s.record_id)
        .outerjoin(t.entry, (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None))
        .outerjoin(t.version, t.version.c.id == t.entry.c.version_id)
        .where(s.run_id == run_id)
    )
    rows = connection.execute(query.order_by(s.id))
    return [StandingView(*row[:5], row[5] or "", row[6] or "") for row in rows]
