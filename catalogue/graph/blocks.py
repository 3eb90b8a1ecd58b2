"""Triples held together by subject, and what can be done with them as a whole.

The law of blocks: every node has an IRI, its first triple says what it is, and over any number of
entries it is written once.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse, serialize

from catalogue.graph.terms import TYPE, term
from catalogue.model import Kind

__all__ = [
    "Blocks",
    "Member",
    "content_hash",
    "content_hashes",
    "content_lines",
    "from_ntriples",
    "members",
    "once",
    "statements",
    "to_ntriples",
]

Blocks = dict[str, list[Triple]]
"""Subject IRI → its triples, the type first."""

RECORD: Final = term("dcat:CatalogRecord")
KINDS: Final[dict[object, Kind]] = {
    term("dcat:Dataset"): Kind.DATASET,
    term("dcat:DataService"): Kind.SERVICE,
    term("dcat:DatasetSeries"): Kind.SERIES,
}
DATES: Final = tuple(f" {term(name)} ".encode() for name in ("dct:modified", "dct:issued"))
OF_LISTS: Final = frozenset({term("skos:Concept"), term("skos:ConceptScheme")})
TOPIC: Final = term("foaf:primaryTopic")
CONFORMS: Final = term("dct:conformsTo")
A: Final = f"{TYPE} ".encode()
OF_ONE_ENTRY: Final = tuple(
    f"{TYPE} {term(name)} .\n".encode()
    for name in ("dcat:CatalogRecord", "dcat:Dataset", "dcat:Distribution")
)
"""Nodes whose IRI belongs to one entry, so that nobody has to remember having seen them."""

SUBJECT: Final = re.compile(rb"(<[^>]*>) .*\n(?:\1 .*\n)*")
"""All consecutive lines about one subject."""


class Member(NamedTuple):
    """What a catalogue links to: a resource and the record that registers it."""

    kind: Kind
    iri: str
    record_iri: str


def members(blocks: Blocks) -> list[Member]:
    """List the resources that blocks register, by their catalogue records."""
    return [
        Member(kind, topic, subject)
        for subject, triples in blocks.items()
        if triples[0].object == RECORD
        for topic in _objects(triples, TOPIC)
        if topic in blocks and (kind := KINDS.get(blocks[topic][0].object))
    ]


def to_ntriples(blocks: Iterable[Blocks]) -> str:
    """Write blocks as canonical N-Triples, each subject once."""
    return b"".join(once(_lines(each.values()) for each in blocks)).decode()


def statements(blocks: Blocks) -> bytes:
    """Write the blocks of one entry as canonical N-Triples."""
    return _lines(blocks.values())


def from_ntriples(text: str | bytes) -> Blocks:
    """Read blocks back. Raises ValueError on a blank node, SyntaxError on what is no N-Triples."""
    blocks: Blocks = {}
    for quad in parse(text, format=RdfFormat.N_TRIPLES):
        triple = quad.triple
        subject = triple.subject
        if isinstance(subject, BlankNode):
            raise ValueError(f"a node without an IRI: {subject}")  # noqa: TRY004 - the text is at fault
        blocks.setdefault(str(subject)[1:-1], []).append(triple)
    return blocks


def content_hash(blocks: Blocks) -> str:
    """Hash what is said of the entry itself: equal content gives an equal SHA-256, in any order.

    The catalogue record and the profile it declares are left out, as they follow from the content and not
    the other way round; so are the names of codes, or a better translation would make every entry changed.
    """
    return content_hashes(blocks)[0]


def content_hashes(blocks: Blocks) -> tuple[str, str]:
    """Hash what is said of the entry itself; and the same without when it says that it was changed."""
    lines = content_lines(blocks)
    modified, issued = DATES
    undated = [line for line in lines if modified not in line and issued not in line]
    return _sha256(lines), _sha256(undated)


def _sha256(lines: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(lines)).hexdigest()


def content_lines(blocks: Blocks) -> list[bytes]:
    """Give what is said of the entry itself, as sorted lines of canonical N-Triples."""
    apart = {subject for subject, triples in blocks.items() if triples[0].object == RECORD}
    apart.update(*(_objects(blocks[record], CONFORMS) for record in list(apart)))
    said = _lines(
        triples
        for subject, triples in blocks.items()
        if subject not in apart and triples[0].object not in OF_LISTS
    )
    return sorted(set(said.splitlines(keepends=True)))


def once(sheets: Iterable[bytes]) -> Iterator[bytes]:
    """Keep of each sheet of canonical N-Triples what the sheets before it did not describe.

    The first sheet describes a subject, a later one only adds a type it did not have: a page may be a
    document to one entry and a statement of provenance to the next. Holds the shared subjects in memory.
    """
    seen: dict[bytes, frozenset[bytes]] = {}
    for sheet in sheets:
        # Substituted, not searched: what is no statement stays in, for a reader to stumble over.
        yield SUBJECT.sub(lambda match: _new(match[1], match[0], seen), sheet)


def _new(subject: bytes, lines: bytes, seen: dict[bytes, frozenset[bytes]]) -> bytes:
    start = len(subject) + 1
    if lines.startswith(OF_ONE_ENTRY, start):
        return lines
    kinds = frozenset(_types(lines, start))
    known = seen.get(subject)
    if known is None:
        seen[subject] = kinds
        return lines
    if kinds <= known:
        return b""
    seen[subject] = known | kinds
    return b"".join(kind for kind in _types(lines, start) if kind not in known)


def _types(lines: bytes, start: int) -> Iterator[bytes]:
    for line in lines.splitlines(keepends=True):
        if not line.startswith(A, start):
            return
        yield line


def _lines(described: Iterable[list[Triple]]) -> bytes:
    triples = (triple for each in described for triple in each)
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _objects(triples: list[Triple], predicate: NamedNode) -> Iterator[str]:
    return (
        triple.object.value
        for triple in triples
        if triple.predicate == predicate and isinstance(triple.object, NamedNode)
    )
