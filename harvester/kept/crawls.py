"""The crawls that left records behind, opened again from the store."""

from collections.abc import Callable
from contextlib import closing
from typing import Final

from sqlalchemy import Connection

from catalogue.model import Content, Source
from catalogue.store import past
from harvester.crawl.events import CatalogueSeen, RecordFailed, RecordSeen
from harvester.crawl.past import PastCrawl, PastPage
from harvester.protocols import read_again

__all__ = ["FindSource", "context_of", "crawl_of"]

FindSource = Callable[[str], Source | None]
"""Give a source with its settings, by name: the selectors of a list, the part of a portal."""

FIRST: Final = 3
"""Pages in which a catalogue speaks of itself: its front, its collections, its first datasets."""


def crawl_of(connection: Connection, run_id: int, find: FindSource) -> PastCrawl:
    """Open the pages of a run."""
    stored = past.past_source(connection, run_id)
    known = find(stored.name)
    source = known if known is not None and known.protocol is stored.protocol else stored
    rows = past.past_pages(connection, run_id)
    return PastCrawl(
        source=source,
        pages=tuple(PastPage(**row._asdict()) for row in rows),
        body=lambda sha256: past.past_payload(connection, sha256),
    )


def context_of(crawl: PastCrawl) -> Content:
    """Read what the catalogue said of itself before its first record; empty where it said nothing."""
    lists = [page.sha256 for page in crawl.pages if not page.item]
    with closing(read_again(crawl.source.protocol)(crawl, lists[:FIRST])) as steps:
        for step in steps:
            if isinstance(step, CatalogueSeen):
                return step.content
            if isinstance(step, RecordSeen | RecordFailed):
                break
    return {}
