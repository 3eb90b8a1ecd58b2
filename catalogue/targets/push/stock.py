"""What a push asks of the store for one target: entries, and apart what they list inside themselves.

Of what several entries list, one description goes: that of the entry with the first IRI, as in the feed; and
that of its own, where it is an entry too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select

from catalogue.model import Kind
from catalogue.store import tables as t
from catalogue.store.members import unpack_members
from catalogue.targets.push.offered import (
    Fate,
    Offered,
    fates,
    of_version,
    offered,
    offered_of,
    only_offered,
    published_uuids,
    version_of,
)
from catalogue.targets.push.parts import alone, parts_of, uuid_in

__all__ = ["Stock"]

SEVERAL: Final = "%],[%"
"""Of the JSON of what a version registers: more than the entry itself."""


class _Listed(NamedTuple):
    """That a version of an entry lists something inside itself; the last version that did."""

    whole: str
    """UUID of the entry."""
    iri: str
    publisher: str
    entry_id: int
    version_id: int
    present: bool
    """It is the present version of the entry."""


class Stock:
    """What is offered to a target, which may register ``apart`` what an entry lists inside itself."""

    def __init__(self, *, apart: bool) -> None:
        self._apart = apart
        self._known: dict[str, _Listed] | None = None

    def uuids(self, connection: Connection, publishers: Sequence[str]) -> list[str]:
        """List what these publishers publish (all, when none is named), sorted."""
        parts = {
            uuid
            for uuid, home in self._homes(connection).items()
            if not publishers or home.publisher in publishers
        }
        return sorted(parts.union(published_uuids(connection, publishers)))

    def offered(self, connection: Connection, publishers: Sequence[str]) -> Iterator[Offered]:
        """Give what these publishers publish, a few at a time: what an entry lists inside itself after it."""
        homes = self._homes(connection)
        wholes = {home.whole for home in homes.values()}
        for one in offered(connection, publishers):
            yield self._own(one)
            if one.wanted.uuid in wholes:
                yield from (part for part in _parts(one) if homes[part.wanted.uuid].whole == part.whole)

    def offered_of(self, connection: Connection, uuids: Sequence[str]) -> dict[str, Offered]:
        """Give those of these that are published."""
        found = offered_of(connection, uuids)
        homes = self._homes(connection)
        meant = {uuid: homes[uuid].whole for uuid in uuids if uuid in homes and uuid not in found}
        for whole in offered_of(connection, sorted(set(meant.values()))).values():
            for part in _parts(whole):
                if meant.get(part.wanted.uuid) == part.whole:
                    found[part.wanted.uuid] = part
        return {uuid: self._own(one) for uuid, one in found.items()}

    def versions(self, connection: Connection, asked: Mapping[str, str]) -> dict[str, Offered]:
        """Give the newest version of each of these UUIDs with that content, published or not."""
        each = {uuid: version_of(connection, uuid, content) for uuid, content in asked.items() if content}
        found = {uuid: one for uuid, one in each.items() if one is not None}
        rest = [uuid for uuid in each if uuid not in found] if self._apart else []
        # The one that would be offered now comes first, and nearly always is the one.
        for uuid, places in _listings(connection, rest).items() if rest else ():
            told = (_part(connection, place, uuid, asked[uuid]) for place in sorted(places, key=_likeliest))
            one = next((each for each in told if each), None)
            if one is not None:
                found[uuid] = one
        return {uuid: self._own(one) for uuid, one in found.items()}

    def _own(self, one: Offered) -> Offered:
        """Leave out what goes by itself."""
        return one._replace(wanted=alone(one.wanted)) if self._apart and not one.whole else one

    def fates(self, connection: Connection, uuids: Sequence[str]) -> dict[str, Fate]:
        """Give what became of these; those that the store never knew are left out."""
        found = fates(connection, uuids)
        if self._apart:
            gone = [uuid for uuid in uuids if uuid not in found or found[uuid].withdrawn_at]
            for uuid, places in (_listings(connection, gone) if gone else {}).items():
                fate = _fate(connection, uuid, places)
                if uuid not in found or fate.withdrawn_at is None:
                    found[uuid] = fate
        return found

    def _homes(self, connection: Connection) -> Mapping[str, _Listed]:
        """Tell of what entries list inside themselves which entry describes it."""
        if self._known is None:
            own = frozenset(published_uuids(connection, ())) if self._apart else frozenset()
            rows = connection.execute(only_offered(_listing())) if self._apart else ()
            found: dict[str, _Listed] = {}
            for uuid, home in _read(rows):
                if uuid not in own:
                    found[uuid] = min(home, found.get(uuid, home), key=lambda one: one.iri)
            self._known = found
        return self._known


def _parts(whole: Offered) -> Iterator[Offered]:
    for wanted in parts_of(whole.wanted):
        yield whole._replace(wanted=wanted, whole=whole.wanted.uuid)


def _listing() -> Select[Any]:
    e, v = t.entry.c, t.version.c
    columns = (e.uuid, e.iri, e.publisher, e.id, v.id.label("version"), e.version_id, v.members)
    return (
        select(*columns)
        .select_from(t.entry)
        .join(t.version, v.entry_id == e.id)
        .where(v.members.like(SEVERAL))
    )


def _read(rows: Iterable[Any]) -> Iterator[tuple[str, _Listed]]:
    """Give the UUID of each thing that is listed inside an entry, and where."""
    for uuid, iri, publisher, entry_id, version_id, present, registered in rows:
        home = _Listed(uuid, iri, publisher, entry_id, version_id, version_id == present)
        for member in unpack_members(registered):
            if (own := uuid_in(member.record_iri)) != uuid:
                yield own, home


def _listings(connection: Connection, uuids: Iterable[str]) -> dict[str, list[_Listed]]:
    """Give all versions that list these inside themselves, the newest last."""
    wanted = frozenset(uuids)
    found: dict[str, list[_Listed]] = defaultdict(list)
    rows = connection.execute(_listing().order_by(t.version.c.id).execution_options(yield_per=500))
    for uuid, home in _read(rows):
        if uuid in wanted:
            found[uuid].append(home)
    return found


def _likeliest(home: _Listed) -> tuple[bool, str, int]:
    return not home.present, home.iri, -home.version_id


def _part(connection: Connection, home: _Listed, uuid: str, content: str = "") -> Offered | None:
    """Give something as a version of an entry describes it, where that is this content."""
    whole = of_version(connection, home.version_id)
    told = _parts(whole) if whole else iter(())
    return next((one for one in told if one.wanted.uuid == uuid and content in {"", one.wanted.hash}), None)


def _fate(connection: Connection, uuid: str, places: Sequence[_Listed]) -> Fate:
    """Tell what became of something by what became of all entries that ever listed it.

    It stands as long as one lists it. It is gone when each is withdrawn, or lists it no longer in its present
    version: the source told of that entry and named it no more.
    """
    last = {home.whole: home for home in places}
    wholes = fates(connection, sorted(last))
    part = _part(connection, places[-1], uuid)
    title = part.wanted.title if part else ""
    told = [_fate_by(connection, uuid, home, wholes[home.whole], title) for home in last.values()]
    standing = [one for one in told if one.withdrawn_at is None]
    if standing:
        return max(standing, key=lambda one: one.published)
    # One without evidence is enough to let it stand.
    return max(told, key=lambda one: (not one.why, one.withdrawn_at))


def _fate_by(connection: Connection, uuid: str, home: _Listed, whole: Fate, title: str) -> Fate:
    facts = (uuid, whole.publisher, Kind.SERVICE, title)
    note = f"{whole.title} ({whole.uuid})"
    if whole.withdrawn_at is not None:
        why = "whole" if whole.why else ""
        return Fate(*facts, published=False, withdrawn_at=whole.withdrawn_at, why=why, by=whole.by, note=note)
    if home.present:
        return Fate(*facts, published=whole.published, withdrawn_at=None)
    v = t.version.c
    later = select(func.min(v.valid_from)).where(v.entry_id == home.entry_id, v.id > home.version_id)
    since = connection.execute(later).scalar_one()
    return Fate(*facts, published=False, withdrawn_at=since, why="unlisted", note=note)
