"""The guard against loops: what came from us, or from a source that we harvest ourselves, is not new.

The platform harvests our feed and shows it again; whoever harvests the platform would meet our own entries.
A record is an echo only for what it says of itself, never for what it mentions.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Self

from catalogue.likeness.addresses import address
from catalogue.likeness.evidence import COMMON, Evidence, Mark, marks, rivals
from catalogue.likeness.hearing import traits_in
from catalogue.likeness.pairing import compare, compatible
from catalogue.likeness.portal import uuid_of_portal_address
from catalogue.likeness.traits import EntryId, Traits
from catalogue.model import Content, Kind

__all__ = ["Echo", "Holdings", "echo"]

CONCEPTS: Final = (*map(str, Kind), "record")


class Echo(NamedTuple):
    """Which entry a record repeats; ``entry`` is empty where the name is ours, but no longer the entry."""

    rule: str
    """A message key."""
    entry: EntryId
    evidence: tuple[Evidence, ...] | str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What we hold, to be asked for many records: make it once a run."""

    base: str
    """IRI base of everything that we name."""
    uuids: Mapping[str, EntryId]
    """UUID of a catalogue record, ours or the platform's (:func:`portal_uuid`), and whose it is."""
    entries: Mapping[EntryId, Traits] = field(default_factory=dict)
    """What the publishers' own sources have; for the guard of a source that passes on what others publish."""
    shared: Mapping[Mark, int] = field(default_factory=dict)
    having: Mapping[Mark, list[EntryId]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, base: str, uuids: Mapping[str, EntryId], entries: Mapping[EntryId, Traits] | None = None
    ) -> Self:
        outward = {one: _outward(traits) for one, traits in (entries or {}).items()}
        having = defaultdict[Mark, list[EntryId]](list)
        for one, traits in sorted(outward.items()):
            for mark in marks(traits):
                having[mark].append(one)
        known = {uuid.lower(): one for uuid, one in uuids.items()}
        return cls(base, known, outward, rivals([outward.values()]), having)


def echo(record: Content | Traits, ours: Holdings, *, kind: Kind = Kind.DATASET) -> Echo | None:
    """Tell whether a harvested record is one of ours, and which; None for one that is new to us."""
    heard = record if isinstance(record, Traits) else traits_in(record, kind)
    return _by_name(heard, ours) or _by_uuid(heard, ours) or _by_likeness(heard, ours)


def _by_name(heard: Traits, ours: Holdings) -> Echo | None:
    names = tuple(f"{address(ours.base) or _bare(ours.base)}/id/{concept}/" for concept in CONCEPTS)
    for said in sorted(heard.said):
        if address(said).startswith(names):
            uuid = said.rstrip("/").rpartition("/")[2].lower()
            return Echo("likeness.echo.own-name", ours.uuids.get(uuid, ""), said)
    return None


def _bare(base: str) -> str:
    """Write a base without a path as addresses are written."""
    return address(f"{base.rstrip('/')}/id").removesuffix("/id")


def _by_uuid(heard: Traits, ours: Holdings) -> Echo | None:
    for said in sorted(heard.said):
        uuid = uuid_of_portal_address(said) or said.lower()
        if uuid in ours.uuids:
            return Echo("likeness.echo.portal-copy", ours.uuids[uuid], said)
    shown = {uuid: file for file in sorted(heard.files) if (uuid := uuid_of_portal_address(file))}
    if len(shown) == 1 and (found := shown.keys() & ours.uuids.keys()):
        uuid = found.pop()
        return Echo("likeness.echo.portal-copy", ours.uuids[uuid], shown[uuid])
    return None


def _by_likeness(heard: Traits, ours: Holdings) -> Echo | None:
    """Find the one entry that has this record's address and its title, and no second that has."""
    outward = _outward(heard)
    near = {
        one
        for mark in marks(outward)
        if ours.shared.get(mark, COMMON + 1) <= COMMON
        for one in ours.having.get(mark, ())
        if compatible(outward, ours.entries[one])
    }
    held = {one: compare(outward, ours.entries[one], ours.shared) for one in sorted(near)}
    sure = [one for one, found in held.items() if found.same_place and found.titles_alike]
    if len(sure) != 1 or held[sure[0]].other_numbers:
        return None
    return Echo("likeness.echo.held", sure[0], held[sure[0]].evidence)


def _outward(traits: Traits) -> Traits:
    """Leave out the names that say something within one publisher only."""
    return replace(traits, names=frozenset(), slugs=frozenset())
