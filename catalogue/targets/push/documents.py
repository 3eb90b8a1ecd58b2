"""Two documents of a feed laid side by side, entry by entry, whatever the order of their statements.

A document is told by one digest for each of its nodes, so that memory grows with nodes and not with text.
What we write has no blank nodes; one in what is compared is a difference. The statements of what differs
are read in a second walk.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import Triple, parse

from catalogue.graph.terms import TYPE, term
from catalogue.model.namespaces import shorten
from catalogue.targets.push.target import Difference

__all__ = ["Compared", "compare"]

RECORD: Final = term("dcat:CatalogRecord")
SERVICE: Final = term("dcat:DataService")
TOPIC: Final = term("foaf:primaryTopic")
LISTED: Final = frozenset(map(term, ("dcat:dataset", "dcat:service", "dcat:record", "dct:hasPart")))
"""Links of a catalogue to what it holds: they follow from what comes and goes."""
MOST: Final = 400_000
"""Statements of what differs that are kept in memory; further entries are told to differ, not how."""
ROOM: Final = 1 << 128


EntriesAmong = Callable[[Collection[str]], Collection[str]]
"""Tells which of these UUIDs are entries: a data service may be part of a dataset, and be none itself."""


@dataclass(slots=True)
class Compared:
    """What one document has otherwise than the other; entries by their UUID, the catalogue as empty."""

    entries: int = 0
    """In the document that is to stand."""
    created: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    updated: dict[str, list[Difference]] = field(default_factory=dict)


class _Sheet(NamedTuple):
    nodes: dict[int, int]
    """Digest of a subject → sum of the digests of its statements."""
    records: dict[str, str]
    """UUID → IRI of what it registers."""
    services: frozenset[str]


def compare(wanted: Path, standing: Path | None, entries_among: EntriesAmong) -> Compared:
    """Compare what is to stand with what stands (nothing, when None).

    Raises SyntaxError when one is no RDF, OSError when it cannot be read.
    """
    new = _read(wanted)
    old = _read(standing) if standing else _Sheet({}, {}, frozenset())
    topics = old.records | new.records
    services = {uuid for uuid, topic in topics.items() if topic in new.services | old.services}
    parts = services.difference(entries_among(services))
    created = new.records.keys() - old.records.keys() - parts
    deleted = old.records.keys() - new.records.keys() - parts
    found = Compared(len(new.records.keys() - parts), sorted(created), sorted(deleted))
    changed = {key for key in new.nodes.keys() | old.nodes.keys() if new.nodes.get(key) != old.nodes.get(key)}
    if changed and standing:
        owners = {topic: uuid for uuid, topic in topics.items() if uuid not in parts}
        differing = _updated(wanted, standing, changed, owners)
        found.updated = {uuid: how for uuid, how in differing.items() if uuid not in created | deleted}
    return found


def _read(path: Path) -> _Sheet:
    nodes: dict[int, int] = defaultdict(int)
    records: set[str] = set()
    services: set[str] = set()
    topics: dict[str, str] = {}
    for triple in _triples(path):
        subject = str(triple.subject)
        nodes[_digest(subject)] = (nodes[_digest(subject)] + _digest(str(triple), 16)) % ROOM
        if triple.predicate == TYPE:
            if triple.object == RECORD:
                records.add(subject)
            elif triple.object == SERVICE:
                services.add(subject)
        elif triple.predicate == TOPIC:
            topics[subject] = str(triple.object)
    registered = {_uuid(record): topics.get(record, "") for record in records}
    return _Sheet(dict(nodes), registered, frozenset(services))


def _updated(
    wanted: Path, standing: Path, changed: set[int], starts: Mapping[str, str]
) -> dict[str, list[Difference]]:
    """Say how what is in both documents differs, by entry."""
    owners: dict[str, str] = {}
    after = _statements(wanted, changed, starts, owners)
    before = _statements(standing, changed, starts, owners)
    found: dict[str, list[Difference]] = defaultdict(list)
    for subject, owner in owners.items():
        fields = list(_fields(subject, before.get(subject, set()), after.get(subject, set())))
        if owner or fields:
            found[owner] += fields
    return dict(found)


def _statements(
    path: Path, changed: set[int], starts: Mapping[str, str], owners: dict[str, str]
) -> dict[str, set[tuple[Any, str]]]:
    """Collect the statements about changed nodes; a node belongs to the entry that it comes after."""
    found: dict[str, set[tuple[Any, str]]] = defaultdict(set)
    owner, kept = "", 0
    for triple in _triples(path):
        subject = str(triple.subject)
        owner = starts.get(subject, owner)
        if _digest(subject) not in changed:
            continue
        owners.setdefault(subject, owner)
        if kept < MOST and not (owner == "" and triple.predicate in LISTED):
            found[subject].add((triple.predicate, str(triple.object)))
            kept += 1
    return found


def _fields(subject: str, before: set[tuple[Any, str]], after: set[tuple[Any, str]]) -> Iterator[Difference]:
    node = subject.strip("<>").rstrip("/").rsplit("/", 1)[-1]
    for predicate in sorted({one for one, _ in before ^ after}, key=str):
        was = sorted(value for one, value in before - after if one == predicate)
        is_now = sorted(value for one, value in after - before if one == predicate)
        yield Difference(f"{shorten(predicate.value)} ({node})", _plain(was), _plain(is_now))


def _plain(values: list[str]) -> str | list[str] | None:
    return values if len(values) > 1 else (values[0] if values else None)


def _triples(path: Path) -> Iterator[Triple]:
    for quad in parse(path=str(path)):
        yield quad.triple


def _digest(text: str, size: int = 8) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=size).digest())


def _uuid(record: str) -> str:
    return record.strip("<>").rsplit("/", 1)[-1]
