"""The record behind each entry, as it was harvested: found again in what was kept, and held to its hash.

Pure reading: no source is asked anything, and nothing is written. What cannot be found again is said so, of
each entry by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import Connection

from catalogue.errors import OogstError, StoreError
from catalogue.model import Content, Record
from catalogue.store import past
from catalogue.store.past import Origin
from harvester.crawl.events import CatalogueSeen, RecordSeen
from harvester.crawl.past import PageLost, PastCrawl
from harvester.kept.crawls import FindSource, context_of, crawl_of
from harvester.protocols import read_again

__all__ = ["Again", "kept_record", "kept_records"]


@dataclass(frozen=True, slots=True)
class Again:
    """What became of reading one record again: the record, or the reason why there is none."""

    origin: Origin
    record: Record | None = None
    failure: OogstError | None = None


def kept_record(connection: Connection, origin: Origin, find: FindSource = lambda _: None) -> Record:
    """Read one record again. Raises StoreError where it cannot be had as it was."""
    again = next(kept_records(connection, [origin], find))
    if again.record is None:
        raise again.failure or StoreError("kept.not-there", payload=origin.payload, pointer=origin.pointer)
    return again.record


def kept_records(
    connection: Connection, origins: Iterable[Origin], find: FindSource = lambda _: None
) -> Iterator[Again]:
    """Read records again, each page once; the origins of one run have to stand together.

    ``find`` gives the settings of a source, which the store does not keep. Within a run the order is that in
    which its pages tell of their records; what cannot be had comes last.
    """
    for run_id, of_run in groupby(origins, lambda origin: origin.run_id):
        holding: dict[int, list[Origin]] = {}
        for origin in of_run:
            try:
                holding.setdefault(past.run_with(connection, origin.payload, run_id), []).append(origin)
            except StoreError as error:
                yield Again(origin, failure=error)
        for run, some in holding.items():
            yield from _of_crawl(connection, crawl_of(connection, run, find), run, some)


def _of_crawl(
    connection: Connection, crawl: PastCrawl, run_id: int, origins: list[Origin]
) -> Iterator[Again]:
    search = _Search(origins)
    context: Content | None = None
    try:
        for step in read_again(crawl.source.protocol)(crawl, {one.payload for one in origins}):
            if isinstance(step, CatalogueSeen) and not context:
                context = step.content
            elif isinstance(step, PageLost):
                search.lost[step.sha256] = step.error
            elif isinstance(step, RecordSeen) and (found := search.found(step.record)):
                if context is None:
                    context = context_of(crawl) or past.said_of_catalogue(connection, run_id)
                record = replace(step.record, context=context)
                yield from (Again(origin, record) for origin in found)
    except StoreError as error:  # of what every page of the crawl needs
        search.lost |= {one.payload: error for one in origins}
    yield from search.unanswered()


class _Search:
    """What is still to be found, by payload, kind and pointer."""

    def __init__(self, origins: Iterable[Origin]) -> None:
        self.lost: dict[str, OogstError] = {}
        self._wanted: dict[tuple[str, str, str], list[Origin]] = {}
        self._other: set[tuple[str, str, str]] = set()
        for one in origins:
            self._wanted.setdefault((one.payload, one.kind, one.pointer), []).append(one)

    def found(self, record: Record) -> list[Origin]:
        """Take the origins of a record; one that reads otherwise than it did is none of them."""
        place = (record.payload, str(record.kind), record.pointer.replace("\x00", "\ufffd"))
        of_place = self._wanted.get(place, [])
        same = [one for one in of_place if one.record == record.hash]
        if same:
            self._wanted[place] = [one for one in of_place if one.record != record.hash]
        elif of_place:
            self._other.add(place)
        return same

    def unanswered(self) -> Iterator[Again]:
        for place, origins in self._wanted.items():
            yield from (Again(one, failure=self._why(one, place)) for one in origins)

    def _why(self, origin: Origin, place: tuple[str, str, str]) -> OogstError:
        if origin.payload in self.lost:
            return self.lost[origin.payload]
        key = "kept.read-otherwise" if place in self._other else "kept.not-there"
        return StoreError(key, payload=origin.payload, pointer=origin.pointer)
