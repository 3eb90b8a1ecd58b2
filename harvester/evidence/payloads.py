"""Which bytes a bundle needs so that every record it judges can be read again: no more than that."""

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, select

from catalogue.errors import StoreError
from catalogue.model import Protocol
from catalogue.store import past
from catalogue.store import tables as t
from catalogue.views.stood import Stood

__all__ = ["payloads_of"]

FIRST: Final = 3
"""Pages in which a catalogue speaks of itself."""
WITH_LISTS: Final = frozenset({Protocol.HTML_LIST, Protocol.SCHEMA_ORG})
"""Protocols whose records are known by their lists."""
WHOLE: Final = frozenset({Protocol.LDES})
"""Protocols of which a page alone tells nothing."""


def payloads_of(connection: Connection, standing: Sequence[Stood]) -> set[str]:
    """Give the hashes of the payloads behind these entries, and of what it takes to read them."""
    wanted = {one.origin.payload for one in standing}
    for run in {*_runs(connection, standing)}:
        wanted |= _of_run(connection, run)
    return wanted


def _runs(connection: Connection, standing: Sequence[Stood]) -> Iterator[int]:
    for payload, run in {(one.origin.payload, one.origin.run_id) for one in standing}:
        try:
            yield past.run_with(connection, payload, run)
        except StoreError:  # its page is gone: replaying says so of the entry
            continue


def _of_run(connection: Connection, run: int) -> set[str]:
    protocol = past.past_source(connection, run).protocol
    p = t.page.c
    query = select(p.sha256).where(p.run_id == run).order_by(p.id)
    if protocol not in WHOLE:
        query = query.where(p.item.is_(False))
    if protocol not in WHOLE | WITH_LISTS:
        query = query.limit(FIRST)
    return set(connection.execute(query).scalars())
