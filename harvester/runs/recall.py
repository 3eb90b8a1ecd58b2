"""What a run knows before it begins, and what of that its crawler is told so as to ask and tell less."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

from catalogue.model import Content, Source
from catalogue.store import (
    WITHDRAWN,
    Database,
    Known,
    LastDocument,
    RunKey,
    continuation,
    known_records,
    last_document,
    successions,
)
from harvester.crawl import KeptPage, Remembered, SeenPage, record_key

__all__ = ["RESUME_WITHIN", "Recall"]

RESUME_WITHIN: Final = timedelta(hours=6)
"""Pages that are older are asked for anew: they may have drifted from those still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    known: dict[tuple[str, str], Known]
    """Every record of the source, by (kind, identifier)."""
    document: LastDocument | None
    kept: dict[str, KeptPage]
    resumed_from: int | None
    seen: dict[str, SeenPage]
    bookmark: Content
    known_as: dict[tuple[str, str], str]
    """Where the entry of a record has its name from another identifier."""
    rules: str
    """Fingerprint of the rules of this run."""
    records: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        current = ((key, known) for key, known in self.known.items() if self._holds(known))
        object.__setattr__(self, "records", {record_key(*key): known.hash for key, known in current})

    @classmethod
    def of(
        cls,
        database: Database,
        key: RunKey,
        source: Source,
        *,
        rules: str,
        now: datetime,
        spool: Path,
    ) -> Self:
        """Read what the store knows; pages to go on from are laid in the spool."""
        fresh = now - RESUME_WITHIN
        with database.transaction() as connection:
            document = last_document(connection, key, rules)
            interrupted = continuation.interrupted_run(connection, key, fresh)
            rows = continuation.kept_pages(connection, interrupted, fresh) if interrupted else ()
            kept = {row.asked: _laid(row, spool, number) for number, row in enumerate(rows)}
            if interrupted:
                continuation.mark_resumed(connection, key, interrupted)
            tagged = continuation.conditional_pages(
                connection, key, rules, document.sha256 if document else ""
            )
            return cls(
                known=known_records(connection, key.source_id),
                document=document,
                kept=kept,
                resumed_from=interrupted,
                seen={asked: _seen(page) for asked, page in tagged.items()},
                bookmark=continuation.kept_bookmark(connection, key, source, rules, now),
                known_as=successions.known_as(connection, source.publisher),
                rules=rules,
            )

    @property
    def remembered(self) -> Remembered:
        """What of this the crawler is told."""
        return Remembered(
            records=self.records,
            document=self.document.sha256 if self.document else "",
            kept=self.kept,
            seen=self.seen,
            bookmark=self.bookmark,
        )

    def _holds(self, known: Known) -> bool:
        """Tell whether what we made of a record may stay as it is when the record is the same.

        A record whose entry went to another source is looked at each time: that source may let go of it.
        """
        return known.rules == self.rules and known.state != WITHDRAWN and known.entry_id is not None


def _laid(row: continuation.KeptPageRow, spool: Path, number: int) -> KeptPage:
    file = f"kept-{number}.gz"
    (spool / file).write_bytes(row.body)
    return KeptPage(
        url=row.url,
        file=file,
        content_type=row.content_type,
        link=row.link,
        retrieved_at=row.retrieved_at.isoformat(),
    )


def _seen(page: continuation.Conditional) -> SeenPage:
    return SeenPage(
        payload=page.sha256, etag=page.etag, last_modified=page.last_modified, records=page.records
    )
