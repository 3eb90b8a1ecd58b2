"""The guard at the beginning of the road: what came from us, or is held by its own publisher, is not new.

A record is first searched as text for anything that could be ours; only then is it read for what it says of
itself. A source that passes on what others publish is always read, and compared with what those others have.
"""

import re
from typing import Final, Self
from urllib.parse import urlsplit

import orjson

from catalogue.likeness import Echo, Holdings, echo, traits_of
from catalogue.model import Record, Source
from catalogue.packing import unpack
from catalogue.store import Database
from catalogue.views import own_bodies, registered_uuids

__all__ = ["LoopGuard"]

TAIL: Final = re.compile(rb"-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
"""Of a UUID: a pattern that begins with a hyphen is looked for twenty times as fast as one with a digit."""
HEAD: Final = 8
"""Digits before that."""


class LoopGuard:
    def __init__(self, holdings: Holdings, *, compares: bool) -> None:
        self._holdings = holdings
        self._compares = compares
        self._uuids = {uuid.encode() for uuid in holdings.uuids}
        self._host = (urlsplit(holdings.base).hostname or holdings.base).encode()

    @classmethod
    def of(cls, database: Database, source: Source, base: str) -> Self:
        """Gather what we hold; for an aggregator with the traits of what the publishers' own sources have."""
        with database.transaction() as connection:
            uuids = registered_uuids(connection)
            bodies = own_bodies(connection, source.name) if source.aggregator else ()
            traits = {uuid: traits_of(unpack(body)) for uuid, body in bodies}
        named = {uuid: uuid for uuid in uuids}  # the platform keeps our records under our own UUIDs
        return cls(Holdings.of(base, named, traits), compares=source.aggregator)

    def heard(self, record: Record) -> Echo | None:
        """Tell whether a record repeats what we hold; None for one that is new."""
        if not (self._compares or self._may_be_ours(record)):
            return None
        return echo(record.content, self._holdings, kind=record.kind)

    def _may_be_ours(self, record: Record) -> bool:
        text = orjson.dumps(record.content)
        return self._host in text or any(
            text[max(0, found.start() - HEAD) : found.end()].lower() in self._uuids
            for found in TAIL.finditer(text)
        )
