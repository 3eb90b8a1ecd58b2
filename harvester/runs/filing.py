"""What a run files besides its entries: pages with their bytes, the catalogue's words, records in trouble."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from catalogue.store import (
    Database,
    PageRow,
    RunKey,
    TroubleRow,
    keep_catalogue,
    keep_page,
    keep_troubles,
    mark_read,
)
from catalogue.store.copies import CopyRow, keep_copies
from harvester.crawl import CatalogueSeen, PageRead, PageSeen

__all__ = ["Filing"]

AT_ONCE: Final = 500
"""Troubles that are kept in one transaction."""


@dataclass(slots=True)
class Filing:
    database: Database
    key: RunKey
    spool: Path
    _troubles: list[TroubleRow] = field(default_factory=list)
    _copies: list[CopyRow] = field(default_factory=list)

    def page(self, event: PageSeen) -> None:
        """Keep a page; one that did not change is only noted."""
        file = self.spool / event.file if event.file else None
        row = PageRow(
            url=event.url,
            status=event.status,
            content_type=event.content_type[:200],
            sha256=event.payload,
            size=event.size,
            retrieved_at=datetime.fromisoformat(event.retrieved_at).astimezone(UTC),
            body=file.read_bytes() if file else None,
            asked=event.asked,
            link=event.link,
            etag=event.etag,
            last_modified=event.last_modified,
            item=event.item,
        )
        with self.database.transaction() as connection:
            keep_page(connection, self.key, row)
        if file:
            file.unlink()

    def read(self, event: PageRead) -> None:
        """Note that a page was read whole; what was in trouble on it is kept along."""
        with self.database.transaction() as connection:
            keep_troubles(connection, self.key, self._troubles)
            mark_read(connection, self.key, event.asked)
        self._troubles.clear()

    def catalogue(self, event: CatalogueSeen) -> None:
        with self.database.transaction() as connection:
            keep_catalogue(connection, self.key, event.content, str(event.dialect))

    def trouble(self, kind: str, pointer: str, detail: str) -> None:
        self._troubles.append(TroubleRow(kind, pointer, detail))
        if len(self._troubles) >= AT_ONCE:
            self.close()

    def copy(self, row: CopyRow) -> None:
        """Note what a catalogue that passes on says of an entry that we hold from its own publisher."""
        self._copies.append(row)
        if len(self._copies) >= AT_ONCE:
            self.close()

    def close(self) -> None:
        """Keep the troubles and the copies that are still at hand."""
        with self.database.transaction() as connection:
            keep_troubles(connection, self.key, self._troubles)
            keep_copies(connection, self.key, self._copies)
        self._troubles.clear()
        self._copies.clear()
