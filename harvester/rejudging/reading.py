"""Entries made again of their kept records, with what the profile finds: all that judging needs of them.

Where the same rules read the record when it was judged, its findings are taken as they were kept; a test
holds that equal. Validating is most of the work.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from typing import Final, NamedTuple

from sqlalchemy import Connection

import mappings
from catalogue.errors import OogstError, StoreError
from catalogue.graph import content_hash, entry_blocks, neighbours
from catalogue.model import Entry, Record, Source
from catalogue.profile import Finding, assess
from catalogue.store import past, successions
from catalogue.store.assessments import findings_kept
from catalogue.views.stood import Stood
from harvester.kept import FindSource, kept_records
from harvester.runs.road import from_notes, moment
from harvester.runs.rules import Rules

__all__ = ["Reread", "Unread", "reread"]

BATCH: Final = 25
"""Entries that are validated in one call."""


class Reread(NamedTuple):
    """An entry made again of the record that it was judged by."""

    stood: Stood
    record: Record
    entry: Entry
    findings: Sequence[Finding]
    same: bool
    """It says what its version says; other rules may make something else of its record."""
    rules: Rules
    """By which it was made, as they hold for its source."""


class Unread(NamedTuple):
    """An entry whose record cannot be read again, and why."""

    stood: Stood
    failure: OogstError


def reread(
    connection: Connection,
    standing: Iterable[Stood],
    *,
    rules: Rules,
    day: date,
    find: FindSource = lambda _: None,
    reuse: bool = True,
) -> Iterator[list[Reread | Unread]]:
    """Make entries again, batch by batch, by ``rules`` as they hold on a day.

    The entries of one source have to stand together, as :func:`~catalogue.views.stood.stood` gives them.
    ``find`` gives the settings of a source. Without ``reuse`` everything is validated anew.
    """
    for name, of_source in groupby(standing, lambda one: one.source):
        some = list(of_source)
        source = find(name) or past.past_source(connection, some[0].origin.run_id)
        maker = _Maker(connection, source, rules.for_source(source, day), day, find, reuse=reuse)
        yield from maker.made({one.uuid: one for one in some})


class _Maker:
    """Makes the entries of one source again."""

    def __init__(
        self,
        connection: Connection,
        source: Source,
        rules: Rules,
        day: date,
        find: FindSource,
        *,
        reuse: bool,
    ) -> None:
        self._connection, self._rules, self._reuse, self._find = connection, rules, reuse, find
        self._context = mappings.Context(
            base=rules.base,
            publisher=source.publisher,
            source=source,
            facts=rules.facts,
            public="file" if source.url.startswith("file:") else "web",
            known_as=successions.known_as(connection, source.publisher),
            today=day.isoformat(),
        )

    def made(self, wanted: Mapping[str, Stood]) -> Iterator[list[Reread | Unread]]:
        read = kept_records(self._connection, [one.origin for one in wanted.values()], self._find)
        while batch := list(islice(read, BATCH)):
            lost = [Unread(wanted[one.origin.uuid], one.failure) for one in batch if one.failure is not None]
            found = [(wanted[one.origin.uuid], one.record) for one in batch if one.record is not None]
            yield [*lost, *self._entries(found)]

    def _entries(self, found: Sequence[tuple[Stood, Record]]) -> Iterator[Reread | Unread]:
        entries = [mappings.translate(record, self._context) for _, record in found]
        whole = list(zip(found, entries, strict=True))
        same = [one.assessment_id for one, _ in found if self._read_the_same(one)]
        kept = findings_kept(self._connection, same)
        anew = self._validated([(one, entry) for (one, _), entry in whole if not self._read_the_same(one)])
        for (one, record), entry in whole:
            if entry.identity.uuid != one.uuid:
                yield Unread(one, StoreError("replay.other-entry", uuid=one.uuid))
            elif self._read_the_same(one):
                yield Reread(
                    one, record, entry, kept.get(one.assessment_id, []), same=True, rules=self._rules
                )
            else:
                found_anew, content = anew[one.uuid]
                findings = [*found_anew, *from_notes(record, entry)]
                yield Reread(one, record, entry, findings, same=content == one.hash, rules=self._rules)

    def _read_the_same(self, one: Stood) -> bool:
        return self._reuse and self._rules.reads_as(one.rules)

    def _validated(self, some: Sequence[tuple[Stood, Entry]]) -> dict[str, tuple[list[Finding], str]]:
        """Give the findings of each entry, by UUID, and the hash of its content."""
        if not some:
            return {}
        blocks = [
            entry_blocks(
                entry,
                issued=moment(one.first_seen),
                modified=moment(one.judged_at),
                profile=self._rules.profile,
            )
            for one, entry in some
        ]
        findings = assess(blocks, self._rules.validator, neighbours(blocks))
        return {
            one.uuid: (found, content_hash(of_one))
            for (one, _), of_one, found in zip(some, blocks, findings, strict=True)
        }
