"""Members of a page as versions of objects, in both dialects.

ActivityStreams (DCAT-AP Feeds): the member is an activity, its object is named, and what the object is now
stands in the graph that bears the member's name. Versions (as LDES servers make them): the member is the
object at one moment, under a name of its own. Both come out as the triples of the object itself.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from catalogue.model.namespaces import PREFIXES
from harvester.protocols.ldes.fragment import Fragment, Node, Triple
from harvester.protocols.ldes.terms import (
    ACTIVITIES,
    DELETE,
    MEMBER,
    OBJECT,
    STAMPS,
    TYPE,
    VERSION_OF,
)
from harvester.rdf.terms import HUBS, RECORDS, Role, role_of

__all__ = ["CATALOGUE", "HUB", "PART", "Stream", "Version", "dangling", "versions"]

PART: Final = ""
HUB: Final = "hub"
CATALOGUE: Final = "catalogue"
_UNSAFE: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_FRACTION: Final = re.compile(r"(\.\d{6})\d+")


@dataclass(slots=True)
class Stream:
    """What is known of the stream; each page may add to it."""

    stamp: NamedNode | None = None
    object: NamedNode | None = None
    sequence: NamedNode | None = None
    delete_path: NamedNode = TYPE
    delete_object: Any = DELETE
    keeps_a_window: bool = False

    def learn(self, page: Fragment) -> None:
        """Take what a page says of the stream; paths of more than one step are not followed."""
        self.stamp = _path(page, "versionTimestampPath") or _path(page, "timestampPath") or self.stamp
        self.object = _path(page, "versionOfPath") or self.object
        self.sequence = _path(page, "versionSequencePath") or _path(page, "sequencePath") or self.sequence
        self.delete_path = _path(page, "versionDeletePath") or self.delete_path
        self.delete_object = page.stated("versionDeleteObject") or self.delete_object


class Version(NamedTuple):
    """What an object is from one moment on."""

    object: str
    order: str
    """The moment and what orders within it; of two versions, the greater holds."""
    kind: str
    """A kind of record, or one of those above."""
    deleted: bool
    body: bytes
    """N-Triples, with blank nodes that are no other version's."""
    links: tuple[str, ...]
    """IRIs that it points at, which may be objects of the stream themselves."""
    damage: tuple[str, ...] = ()
    """Lines of it that could not be read."""

    @property
    def digest(self) -> bytes:
        """A mark of this version, the same whenever and wherever it is read."""
        return sha256(b"%s %d %s" % (self.order.encode(), self.deleted, self.body)).digest()


def versions(page: Fragment, stream: Stream) -> Iterator[Version]:
    """Read the members of a page, described activities that are not listed as such included."""
    members = dict.fromkeys([*page.objects(MEMBER), *_activities(page)])
    for member in members:
        if member in page.about or member in page.graphs:
            yield from _versions(page, stream, member, members.keys())


def dangling(page: Fragment) -> list[str]:
    """Name the members that the page lists and does not describe.

    Feeds exist that list each activity under a slightly different name: with those, none is missing.
    """
    listed = {term for term in page.objects(MEMBER) if isinstance(term, NamedNode)}
    if any(activity not in listed for activity in _activities(page)):
        return []
    return [term.value for term in listed if term not in page.about and term not in page.graphs]


def _activities(page: Fragment) -> Iterator[Node]:
    return (subject for subject, term in page.pairs(TYPE) if term in ACTIVITIES)


def _versions(page: Fragment, stream: Stream, member: Node, fence: Collection[Node]) -> Iterator[Version]:
    types = page.values(member, TYPE)
    is_activity = not ACTIVITIES.isdisjoint(types)
    named = _objects(page, stream, member, is_activity=is_activity)
    deleted = DELETE in types or stream.delete_object in page.values(member, stream.delete_path)
    order = _order(page, stream, member, named)
    for one in named:
        triples: list[Triple] = []
        if not deleted:
            start = one if is_activity else member
            triples = _renamed(stream, member, one, _state(page, member, start, fence))
        body, links = _written(one, triples)
        damage = _damage(page, (member, one, *(subject for subject, _, _ in triples)))
        yield Version(one.value, order, _kind(one, triples), deleted, body, links, damage)


def _objects(page: Fragment, stream: Stream, member: Node, *, is_activity: bool) -> list[NamedNode]:
    """Name what a member is a version of; a member that is no version is an object itself."""
    paths = [path for path in (stream.object, OBJECT if is_activity else None, VERSION_OF) if path]
    for path in paths:
        found = [term for term in page.values(member, path) if isinstance(term, NamedNode)]
        found = found or [
            term
            for subject, predicate, term in page.graphs.get(member, ())
            if subject == member and predicate == path and isinstance(term, NamedNode)
        ]
        if found:
            return list(dict.fromkeys(found))
    return [member] if isinstance(member, NamedNode) and not is_activity else []


def _state(page: Fragment, member: Node, start: Node, fence: Collection[Node]) -> list[Triple]:
    """Give the triples of a member: its graph, else all that it leads to and that is no other member."""
    if member in page.graphs:
        own = [(member, *said) for said in page.about.get(member, ()) if start == member]
        return [*own, *page.graphs[member]]
    found: list[Triple] = []
    seen, waiting = {start}, [start]
    while waiting:
        subject = waiting.pop(0)
        for predicate, term in page.about.get(subject, ()):
            found.append((subject, predicate, term))
            follow = role_of[predicate.value] is Role.FOLLOW and type(term) is not Literal
            if follow and term in page.about and term not in seen and term not in fence:
                seen.add(term)
                waiting.append(term)
    return found


def _renamed(stream: Stream, member: Node, one: NamedNode, triples: list[Triple]) -> list[Triple]:
    """Give the member its object's name, and leave out what only the version says."""
    if member == one or not any(subject == member for subject, _, _ in triples):
        return triples
    of_version = {VERSION_OF, stream.object, stream.sequence, STAMPS[1]}
    if stream.stamp and not stream.stamp.value.startswith(PREFIXES["dct"]):
        of_version.add(stream.stamp)
    return [
        (one if subject == member else subject, predicate, one if term == member else term)
        for subject, predicate, term in triples
        if not (subject == member and predicate in of_version)
    ]


def _damage(page: Fragment, nodes: Iterable[Node]) -> tuple[str, ...]:
    if not page.damage:
        return ()
    names = dict.fromkeys(node.value for node in nodes)
    return tuple(line for name in names for line in page.damage.get(name, ()))


def _kind(one: NamedNode, triples: list[Triple]) -> str:
    types = {term.value for subject, predicate, term in triples if subject == one and predicate == TYPE}
    records = [RECORDS[each] for each in types if each in RECORDS]
    if records:
        return max(records, key=lambda kind: kind.value == "datasetreeks").value
    if not types & HUBS:
        return PART
    return CATALOGUE if any(each.endswith("Catalog") for each in types) else HUB


def _written(one: NamedNode, triples: list[Triple]) -> tuple[bytes, tuple[str, ...]]:
    """Write triples as N-Triples; blank nodes are numbered, then marked as those of this object."""
    numbers: dict[str, str] = {}
    mark = sha256(one.value.encode()).hexdigest()[:16]
    lines = []
    links: dict[str, None] = {}
    for subject, predicate, term in triples:
        if not isinstance(term, NamedNode | BlankNode | Literal):
            continue  # a quoted triple, which no catalogue means
        words = (_word(each, numbers, mark) for each in (subject, predicate, term))
        lines.append(" ".join(words) + " .\n")
        if type(term) is NamedNode and role_of[predicate.value] is Role.FOLLOW:
            links[term.value] = None
    links.pop(one.value, None)
    return "".join(lines).encode(errors="replace"), tuple(links)


def _word(term: Any, numbers: dict[str, str], mark: str) -> str:  # noqa: ANN401 -- any RDF term
    if isinstance(term, BlankNode):
        return numbers.setdefault(term.value, f"_:m{mark}n{len(numbers)}")
    if isinstance(term, NamedNode):
        return f"<{_UNSAFE.sub(_escaped, term.value)}>"
    return str(term)


def _escaped(unsafe: re.Match[str]) -> str:
    return f"\\u{ord(unsafe[0]):04X}"


def _order(page: Fragment, stream: Stream, member: Node, named: Iterable[NamedNode]) -> str:
    paths = (stream.stamp, *STAMPS) if stream.stamp else STAMPS
    for path in paths:
        found = _literals(page, member, named, path)
        if found:
            tie = max(_literals(page, member, named, stream.sequence), default="") if stream.sequence else ""
            return f"{max(map(_moment, found))} {tie.zfill(20) if tie.isdigit() else tie}"
    return ""


def _literals(page: Fragment, member: Node, named: Iterable[NamedNode], path: NamedNode) -> list[str]:
    said = page.values(member, path)
    subjects = {member, *named}
    said = said or [
        term
        for subject, predicate, term in page.graphs.get(member, ())
        if predicate == path and subject in subjects
    ]
    return [term.value for term in said if isinstance(term, Literal)]


def _moment(words: str) -> str:
    """Write a date or time so that the later one is the greater text; empty for what is neither."""
    try:
        time = datetime.fromisoformat(_FRACTION.sub(r"\1", words.strip()))
        return (
            (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).isoformat("T", "microseconds")
        )
    except (ValueError, OverflowError):
        return ""


def _path(page: Fragment, name: str) -> NamedNode | None:
    said = page.stated(name)
    return said if isinstance(said, NamedNode) else None
