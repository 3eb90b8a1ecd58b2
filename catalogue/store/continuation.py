"""Where a run may go on: from pages of one that broke off, pages that did not change, a bookmark.

Law: only what was read whole, and by the rules that still hold, spares a source a question.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, Select, func, select, update

from catalogue.model import Content, Source
from catalogue.store import tables as t
from catalogue.store.keeping import WITHDRAWN
from catalogue.store.runs import RunKey, RunState, harvests

__all__ = [
    "Conditional",
    "KeptPageRow",
    "conditional_pages",
    "interrupted_run",
    "keep_bookmark",
    "kept_bookmark",
    "kept_pages",
    "mark_resumed",
]


class KeptPageRow(NamedTuple):
    """A page that was read whole, with its gzip-compressed bytes."""

    asked: str
    url: str
    content_type: str
    link: str
    retrieved_at: datetime
    body: bytes


class Conditional(NamedTuple):
    """A page that the source may say is the same, and the records that were read from it."""

    sha256: str
    etag: str
    last_modified: str
    records: tuple[tuple[str, str], ...]


def interrupted_run(connection: Connection, key: RunKey, since: datetime) -> int | None:
    """Give the run just before this one where it broke off after reading pages, none before ``since``."""
    r = t.run.c
    before = select(r.id, r.state).where(r.source_id == key.source_id, r.id < key.run_id, harvests())
    last = connection.execute(before.order_by(r.id.desc()).limit(1)).first()
    if last is None or last.state != RunState.FAILED:
        return None
    return last.id if connection.execute(_whole_pages(last.id, since).limit(1)).first() else None


def kept_pages(connection: Connection, run_id: int, since: datetime) -> Iterator[KeptPageRow]:
    """Give the pages of a run that were read whole, none from before ``since``, one at a time."""
    p = t.page.c
    query = (
        select(p.asked, p.url, t.payload.c.content_type, p.link, p.retrieved_at, t.payload.c.body)
        .join(t.payload, t.payload.c.sha256 == p.sha256)
        .where(p.id.in_(_whole_pages(run_id, since)))
    )
    for row in connection.execute(query.order_by(p.id)):
        yield KeptPageRow(*row)


def _whole_pages(run_id: int, since: datetime) -> Select[int]:
    p = t.page.c
    return select(p.id).where(p.run_id == run_id, p.whole, p.retrieved_at >= since)


def mark_resumed(connection: Connection, key: RunKey, from_run: int) -> None:
    """Note from which run this one goes on."""
    connection.execute(update(t.run).where(t.run.c.id == key.run_id).values(resumed_from=from_run))


def conditional_pages(
    connection: Connection, key: RunKey, rules: str, document: str
) -> dict[str, Conditional]:
    """Give the pages of the last complete run that carry an ETag or a date, by the address asked for.

    Pages of single items, of which all records stand by these ``rules``; and the page with the hash
    ``document``, where a source has only that one.
    """
    last = _last_complete(connection, key)
    if last is None:
        return {}
    p = t.page.c
    tagged = select(p.asked, p.sha256, p.etag, p.last_modified, p.item).where(
        p.run_id == last, p.whole, (p.etag != "") | (p.last_modified != "")
    )
    rows = [row for row in connection.execute(tagged) if row.item or row.sha256 == document]
    records = _records_by_payload(connection, key) if any(row.item for row in rows) else {}
    found: dict[str, Conditional] = {}
    for row in rows:
        read = records.get(row.sha256, []) if row.item else []
        if all(by == rules for _, _, by in read):
            names = tuple((kind, identifier) for kind, identifier, _ in read)
            found[row.asked] = Conditional(row.sha256, row.etag, row.last_modified, names)
    return found


def _last_complete(connection: Connection, key: RunKey) -> int | None:
    r = t.run.c
    complete = select(func.max(r.id)).where(r.source_id == key.source_id, r.state == RunState.COMPLETE)
    found: int | None = connection.execute(complete).scalar()
    return found


def _records_by_payload(connection: Connection, key: RunKey) -> Mapping[str, list[tuple[str, str, str]]]:
    c = t.record.c
    standing = select(c.sha256, c.kind, c.identifier, c.rules).where(
        c.source_id == key.source_id, c.state != WITHDRAWN
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for sha256, *record in connection.execute(standing):
        found.setdefault(sha256, []).append((record[0], record[1], record[2]))
    return found


def kept_bookmark(connection: Connection, key: RunKey, source: Source, rules: str, now: datetime) -> Content:
    """Give where an incremental crawl may go on; nothing when it is time to read the source whole."""
    if not source.incremental:
        return {}
    row = connection.execute(
        select(t.source.c.bookmark, t.source.c.bookmark_rules).where(t.source.c.id == key.source_id)
    ).one()
    r = t.run.c
    whole = select(func.max(r.started_at)).where(
        r.source_id == key.source_id, r.state == RunState.COMPLETE, r.scope == "whole"
    )
    last: datetime | None = connection.execute(whole).scalar()
    due = last is None or now - last >= timedelta(days=source.whole_every)
    if due or row.bookmark is None or row.bookmark_rules != rules:
        return {}
    content: dict[str, Any] = orjson.loads(row.bookmark)
    return content


def keep_bookmark(connection: Connection, key: RunKey, content: Content, rules: str) -> None:
    """Keep where the next incremental crawl may go on."""
    said = update(t.source).where(t.source.c.id == key.source_id)
    connection.execute(said.values(bookmark=orjson.dumps(content), bookmark_rules=rules))
