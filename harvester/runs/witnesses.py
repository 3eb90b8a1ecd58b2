"""What is known of entries when a run begins, for whoever judges them on the way.

An entry that is new has only the beginning of a history. What probes saw of one that changed is what they
saw of the addresses that it named before: what it names now is asked after the run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from catalogue.model import Record
from catalogue.store import Database, Known
from catalogue.store.attestations import attestations
from catalogue.testimony import Answers, History, Testimony
from catalogue.views.testimony import named_now, rhythm, testimonies

__all__ = ["Witnesses"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    database: Database
    now: datetime
    answers: Answers
    """What people of the publisher attested to up to now, whatever became of it."""
    every: float | None
    """Days between harvests of the source."""

    @classmethod
    def of(cls, database: Database, source_id: int, publisher: str, now: datetime) -> Self:
        with database.transaction() as connection:
            told = attestations(connection, publisher, now)
            every = rhythm(connection, source_id, now).every
        return cls(database=database, now=now, answers=Answers(told), every=every)

    def testify(self, batch: Sequence[tuple[Record, Known | None]]) -> list[Testimony]:
        """Give what is known of the entry of each record, in their order."""
        entries = [known.entry_id for _, known in batch if known is not None and known.entry_id is not None]
        found: dict[int, Testimony] = {}
        if entries:
            with self.database.transaction() as connection:
                found = testimonies(connection, named_now(connection, entries), self.now)
        return [
            found[known.entry_id] if known and known.entry_id in found else self._beginning(record)
            for record, known in batch
        ]

    def _beginning(self, record: Record) -> Testimony:
        history = History(first_seen=self.now, identifiers=(record.identifier,), every=self.every)
        return Testimony(history=history)
