"""The document of the last run, where a source has only one: when it comes again, nothing has changed."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from catalogue.store import tables as t
from catalogue.store.keeping import WITHDRAWN
from catalogue.store.runs import RunKey, RunState, harvests

__all__ = ["LastDocument", "last_document"]


class LastDocument(NamedTuple):
    """What a complete run made of one document, by the rules that still hold."""

    run_id: int
    sha256: str
    declared: int | None
    seen: int
    duplicates: int
    skipped: int
    record_ids: list[int]


def last_document(connection: Connection, key: RunKey, rules: str) -> LastDocument | None:
    """Give the one document of the run before this one.

    There is none when that run was not complete, read several pages, or left a record that other rules
    read or that has no entry of its own: then the document has to be read again.
    """
    r = t.run.c
    before = select(r.id, r.state, r.declared, r.seen, r.duplicates, r.skipped).where(
        r.source_id == key.source_id, r.id != key.run_id, harvests()
    )
    last = connection.execute(before.order_by(r.id.desc()).limit(1)).first()
    if last is None or last.state != RunState.COMPLETE:
        return None
    pages = list(
        connection.execute(select(t.page.c.sha256).where(t.page.c.run_id == last.id).limit(2)).scalars()
    )
    records = connection.execute(
        select(t.record.c.id, t.record.c.rules, t.entry.c.id)
        .outerjoin(t.entry, (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None))
        .where(
            t.record.c.source_id == key.source_id,
            t.record.c.seen_in == last.id,
            t.record.c.state != WITHDRAWN,
        )
    ).all()
    if (
        len(pages) != 1
        or any(read_by != rules or entry is None for _, read_by, entry in records)
        or len(records) != last.seen
    ):
        return None
    ids = [record_id for record_id, _, _ in records]
    return LastDocument(last.id, pages[0], last.declared, last.seen, last.duplicates, last.skipped, ids)
