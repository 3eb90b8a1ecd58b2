"""What a feed registers: its catalogues, and each record with what it is of.

A document that is laid out as ours are needs no more than an XML parser: once that found it to be XML, and
every node is an element of its own with nothing inside but values, its text tells what it registers. Whatever
is laid out otherwise is left to a reader of RDF, which takes ten times as long. What is known to stand in a
document that was found right needs no parser either.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from xml.parsers import expat

from lxml import etree

from catalogue.model.namespaces import PREFIXES
from catalogue.targets.twin.sniffing import Problem
from catalogue.targets.twin.uuids import collisions, platform_uuid

__all__ = ["Register", "Registered", "read_ours", "read_register"]

MEMBERS: Final = ("dcat:dataset", "dcat:service")
Range = tuple[int, int]
"""From where to where in a file, in bytes."""
NEEDED: Final = ("dct:identifier", "dct:modified", "foaf:primaryTopic")
NOTHING: Final[frozenset[str]] = frozenset()
ASKED: Final = {
    "dcat:Catalog": frozenset({"dcat:record", *MEMBERS}),
    "dcat:CatalogRecord": frozenset({*NEEDED, "dct:conformsTo", "mdcat:bronMetadataRecordLandingspagina"}),
    "dcat:Dataset": frozenset({"dct:identifier"}),
    "dcat:DataService": frozenset({"dct:identifier"}),
    "dcat:DatasetSeries": NOTHING,
}
"""Kind of node → the properties that are asked of it."""
RESOURCES: Final = ("dcat:Dataset", "dcat:DataService")
"""Of which it is only asked whether they have an identifier."""
IDENTIFIER: Final = "dct:identifier"
CHUNK: Final = 1 << 18
NODE: Final = re.compile(rb'\t<(%b) rdf:about="([^"]*)">\n' % "|".join(ASKED).encode())
VALUE: Final = re.compile(rb'<([\w:]+)(?: rdf:resource="([^"]*)"/|[^>]*)>([^<]*)')
OPENING: Final = re.compile(
    rb'<\?xml version="1\.0" encoding="UTF-8"\?>\n<rdf:RDF((?:\s+xmlns:[\w-]+="[^"<&]*")*)>\n'
)
ENDING: Final = b"</rdf:RDF>\n"
LAID_OUT: Final = re.compile(
    rb"\t<([^ >]*+) rdf:about=\"([^\"]*+)\">\n"
    rb"((?:\t\t<(?!rdf:type rdf:resource=\"%b)[^ >]*+(?: rdf:resource=\"[^\"]*+\"/>"
    rb"|(?: (?:rdf:datatype|xml:lang)=\"[^\"]*+\")?+>[^<]*+</[^>]*+>)\n)*+)"
    rb"\t</[^>]*+>\n" % re.escape(PREFIXES["dcat"]).encode()
)
"""A node of ours, if it is XML: an element with nothing but values in it, and no type of DCAT among them."""
NODE_BEGINS, NODE_ENDS = b"\t<", b">\n"
DECLARED: Final = tuple(
    f'xmlns:{prefix}="{PREFIXES[prefix]}"'.encode() for prefix in ("dcat", "dct", "foaf", "mdcat", "rdf")
)
UNSAFE: Final = re.compile(r'[ <>"{}|\\^`]')


class Registered(NamedTuple):
    """A record of a feed, and what it is of."""

    record: str
    resource: str
    uuid: str
    """Under which the platform keeps it."""
    source: str
    """Address of the record at its source; empty where the source gives none."""


@dataclass(slots=True)
class Register:
    catalogues: list[str] = field(default_factory=list)
    members: set[str] = field(default_factory=set)
    listed: Counter[str] = field(default_factory=Counter)
    """How many catalogues link to a record."""
    resources: dict[str, bool] = field(default_factory=dict)
    """Datasets and services; whether each has an identifier."""
    series: set[str] = field(default_factory=set)
    records: dict[str, Registered] = field(default_factory=dict)
    odd: bool = False
    """Something is not as it should be; a reader of RDF is to say what."""

    def enter(self, kind: str, about: str, said: Mapping[str, list[str]]) -> None:
        """Enter a node of one of the kinds, and what it says of what is asked."""
        match kind:
            case "dcat:Catalog":
                self.odd |= about in self.catalogues
                self.catalogues.append(about)
                self.listed.update(said.get("dcat:record", ()))
                self.members.update(*(said.get(name, ()) for name in MEMBERS))
            case "dcat:CatalogRecord":
                self._record(about, said)
            case "dcat:DatasetSeries":
                self.series.add(about)
            case _:
                self.odd |= about in self.resources
                self.resources[about] = bool(said.get(IDENTIFIER))

    def _record(self, about: str, said: Mapping[str, list[str]]) -> None:
        once = all(len(said.get(name, ())) == 1 for name in NEEDED)
        if not once or len(said.get("dct:conformsTo", ())) > 1 or about in self.records:
            self.odd = True
            return
        uuid = platform_uuid(self.catalogues[0] if self.catalogues else "", said[IDENTIFIER][0])
        source = said.get("mdcat:bronMetadataRecordLandingspagina", [""])[0]
        self.records[about] = Registered(about, said["foaf:primaryTopic"][0], uuid, source)

    def is_sound(self) -> bool:
        """Tell whether the platform takes every record, each exactly once and under a UUID of its own."""
        if self.odd or not self.catalogues or self.listed.keys() != self.records.keys():
            return False
        topics = {one.resource for one in self.records.values()}
        return (
            len(topics) == len(self.records)
            and topics >= self.members
            and topics <= self.resources.keys() | self.series
            and all(times == 1 for times in self.listed.values())
            and all(self.resources.values())
            and not collisions(one.uuid for one in self.records.values())
            and not any(UNSAFE.search(iri) for pair in self.records.values() for iri in pair[:2])
        )


def read_register(path: Path, known: Iterable[Range] = ()) -> tuple[Register, list[Problem]]:
    """Read RDF/XML with an XML parser, which fetches nothing. Also give what of the XML itself is amiss.

    What stands where it is ``known`` was found right before, in a document of ours: it is not parsed again.
    """
    register = Register()
    try:
        _read(path, known, register)
    except (etree.XMLSyntaxError, _LaidOutOtherwise):
        register.odd = True
    return register, _amiss(path) if register.odd else []


class _LaidOutOtherwise(Exception):  # noqa: N818  nothing is wrong yet
    """A document is not laid out as ours are, or not whole."""


class _Taken:
    """Takes nothing from an XML parser: that only tells whether it is fed XML."""

    def close(self) -> None:
        """Be asked for what was taken."""


def _read(path: Path, known: Iterable[Range], register: Register) -> None:
    """Have all that is new parsed, hold it against our layout, and read by its text what is registered."""
    parser = etree.XMLParser(target=_Taken(), resolve_entities=False, huge_tree=True)
    end_of_nodes = path.stat().st_size - len(ENDING)
    with path.open("rb") as file:
        parser.feed(_opening(file))
        for start, end in (*known, (end_of_nodes, end_of_nodes)):
            for nodes in _nodes(file, start - file.tell()):
                parser.feed(nodes)
                _enter_laid_out(register, nodes)
            for nodes in _nodes(file, end - start):
                if not (nodes.startswith(NODE_BEGINS) and nodes.endswith(NODE_ENDS)):
                    raise _LaidOutOtherwise
                _enter_by_text(register, nodes)
        parser.feed(file.read())
    parser.close()


def _opening(file: BinaryIO) -> bytes:
    """Read up to the first node; a declaration of types or entities would have to stand in it."""
    opening = OPENING.match(file.read(CHUNK))
    if not opening or not all(one in opening[0] for one in DECLARED):
        raise _LaidOutOtherwise
    file.seek(opening.end())
    return opening[0]


def _amiss(path: Path) -> list[Problem]:
    """Say what no document of ours has, and what is no XML, of whatever is laid out otherwise."""
    found: set[Problem] = set()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.add(Problem("markup", "DOCTYPE"))
    parser.EntityDeclHandler = lambda *_: found.add(Problem("markup", "ENTITY"))
    parser.ProcessingInstructionHandler = lambda *_: found.add(Problem("markup", "<?"))
    parser.CommentHandler = lambda *_: found.add(Problem("markup", "<!--"))
    parser.StartCdataSectionHandler = lambda: found.add(Problem("markup", "CDATA"))
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        found.add(Problem("not-xml", str(error)))
    return sorted(found)


def read_ours(path: Path) -> Register:
    """Read RDF/XML of which the hash says that we wrote it and found it right: quickly, by its text."""
    register = Register()
    with path.open("rb") as file:
        for nodes in _nodes(file, path.stat().st_size):
            _enter_by_text(register, nodes)
    return register


def _nodes(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Give the nodes that stand in so many bytes, a piece at a time and each node whole."""
    kept = b""
    while chunk := file.read(min(CHUNK, size)):
        size -= len(chunk)
        kept += chunk
        last = kept.rfind(b"\n\t</")
        end = kept.find(b"\n", last + 1) + 1
        if last >= 0 and end:
            yield kept[:end]
            kept = kept[end:]
    if kept:
        yield kept


def _enter_laid_out(register: Register, nodes: bytes) -> None:
    pieces = LAID_OUT.split(nodes)
    if any(pieces[::4]):
        raise _LaidOutOtherwise
    for tag, about, said in zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True):
        if (kind := tag.decode()) in ASKED:
            register.enter(kind, _text(about), _said_in(said, kind))


def _enter_by_text(register: Register, nodes: bytes) -> None:
    for found in NODE.finditer(nodes):
        tag, kind = found[1], found[1].decode()
        node = nodes[found.end() : nodes.find(b"\t</%b>" % tag, found.end())]
        register.enter(kind, _text(found[2]), _said_in(node, kind))


def _said_in(node: bytes, kind: str) -> dict[str, list[str]]:
    if kind in RESOURCES:
        return {IDENTIFIER: [""]} if f"\t\t<{IDENTIFIER}".encode() in node else {}
    said: dict[str, list[str]] = {}
    for name, link, text in VALUE.findall(node):
        if (asked := name.decode()) in ASKED[kind]:
            said.setdefault(asked, []).append(_text(link or text))
    return said


def _text(value: bytes) -> str:
    return unescape(value.decode())
