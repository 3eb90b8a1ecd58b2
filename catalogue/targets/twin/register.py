"""What a feed registers: its catalogues, and each record with what it is of.

A document that is laid out as ours are needs only an XML parser: a node per element of its own, each with its
IRI first. Whatever is laid out otherwise is left to a reader of RDF, which takes three times as long. What is
known to stand in a document that was found right needs no parser: it is read by its text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from xml.parsers import expat

from catalogue.model.namespaces import PREFIXES
from catalogue.targets.twin.sniffing import Problem
from catalogue.targets.twin.uuids import collisions, platform_uuid

__all__ = ["Register", "Registered", "read_ours", "read_register"]

ABOUT: Final = "rdf:about"
MEMBERS: Final = ("dcat:dataset", "dcat:service")
Range = tuple[int, int]
"""From where to where in a file, in bytes."""
TEXTS: Final = frozenset({"dct:identifier", "dct:modified"})
NOTHING: Final[frozenset[str]] = frozenset()
ASKED: Final = {
    "dcat:Catalog": frozenset({"dcat:record", *MEMBERS}),
    "dcat:CatalogRecord": frozenset(
        {"foaf:primaryTopic", "dct:conformsTo", "mdcat:bronMetadataRecordLandingspagina", *TEXTS}
    ),
    "dcat:Dataset": frozenset({"dct:identifier"}),
    "dcat:DataService": frozenset({"dct:identifier"}),
    "dcat:DatasetSeries": NOTHING,
}
"""Kind of node → the properties that are asked of it."""
RESOURCES: Final = ("dcat:Dataset", "dcat:DataService")
"""Of which it is only asked whether they have an identifier."""
IDENTIFIER: Final = "dct:identifier"
NEEDED: Final = ("dct:identifier", "dct:modified", "foaf:primaryTopic")
INDENT: Final = 2
"""Tabs before a property."""
USUAL: Final = frozenset({"rdf:resource", "rdf:datatype", "xml:lang"})
CHUNK: Final = 1 << 22
NODE: Final = re.compile(rb'\t<(%b) rdf:about="([^"]*)">\n' % "|".join(ASKED).encode())
VALUE: Final = re.compile(rb'<([\w:]+)(?: rdf:resource="([^"]*)"/|[^>]*)>([^<]*)')
NODE_BEGINS, NODE_ENDS = b"\t<", b">\n"
DCAT: Final = PREFIXES["dcat"]
PREFIXES_USED: Final = {prefix: PREFIXES[prefix] for prefix in ("dcat", "dct", "foaf", "mdcat", "rdf")}
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

    What stands where it is ``known`` was found right before, in a document of ours: it is read by its text.
    """
    reading = _Reading()
    problems = reading.of(path, known)
    return reading.register, problems


def read_ours(path: Path) -> Register:
    """Read RDF/XML of which the hash says that we wrote it and found it right: quickly, by its text."""
    register = Register()
    with path.open("rb") as file:
        for nodes in _nodes(file, path.stat().st_size):
            _enter_by_text(register, nodes)
    return register


def _nodes(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Give the nodes that stand in so many bytes, some megabytes at a time and each node whole."""
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


class _Reading:
    """One pass over a document; what is not laid out as ours are makes the register odd."""

    def __init__(self) -> None:
        self.register = Register()
        self._about = ""
        self._kind = ""
        self._asked = NOTHING
        self._said: dict[str, list[str]] = {}
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._root

    def of(self, path: Path, known: Iterable[Range]) -> list[Problem]:
        found: set[Problem] = set()
        parser = self._parser
        parser.StartDoctypeDeclHandler = lambda *_: found.add(Problem("markup", "DOCTYPE"))
        parser.EntityDeclHandler = lambda *_: found.add(Problem("markup", "ENTITY"))
        parser.ProcessingInstructionHandler = lambda *_: found.add(Problem("markup", "<?"))
        parser.CommentHandler = lambda *_: found.add(Problem("markup", "<!--"))
        parser.StartCdataSectionHandler = lambda: found.add(Problem("markup", "CDATA"))
        try:
            with path.open("rb") as file:
                for start, end in known:
                    while chunk := file.read(min(CHUNK, start - file.tell())):
                        parser.Parse(chunk)
                    self._by_text(file, end - start)
                parser.ParseFile(file)
        except expat.ExpatError as error:
            found.add(Problem("not-xml", str(error)))
        self._close()
        return sorted(found)

    def _root(self, name: str, said: list[str]) -> None:
        given = dict(zip(said[::2], said[1::2], strict=True))
        known = all(given.get(f"xmlns:{prefix}") == iri for prefix, iri in PREFIXES_USED.items())
        self.register.odd |= name != "rdf:RDF" or not known
        self._parser.StartElementHandler = self._element

    def _element(self, name: str, said: list[str]) -> None:
        if said:
            first = said[0]
            if first == ABOUT:
                self._node(name, said)
                return
            if first not in USUAL or (name == "rdf:type" and said[1].startswith(DCAT)):
                self.register.odd = True
        elif self._parser.CurrentColumnNumber != INDENT:
            self.register.odd = True
        if name in self._asked:
            self._value(name, said)

    def _node(self, name: str, said: list[str]) -> None:
        self._close()
        self._about, self._asked = said[1], ASKED.get(name, NOTHING)
        self._kind = name if name in ASKED else ""
        if len(said) > 2 or self._parser.CurrentColumnNumber != 1:  # noqa: PLR2004 - one attribute
            self.register.odd = True

    def _value(self, name: str, said: list[str]) -> None:
        if name in TEXTS:
            values = self._said.setdefault(name, [])
            values.append("")
            self._parser.CharacterDataHandler = self._text
            self._parser.EndElementHandler = self._end
            self._of_text = values
        elif said:
            self._said.setdefault(name, []).append(said[1])

    def _text(self, text: str) -> None:
        self._of_text[-1] += text

    def _end(self, _: str) -> None:
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None

    def _close(self) -> None:
        """Enter the node that was read last."""
        if self._kind:
            self.register.enter(self._kind, self._about, self._said)
            self._kind, self._said = "", {}

    def _by_text(self, file: BinaryIO, size: int) -> None:
        self._close()
        for nodes in _nodes(file, size):
            self.register.odd |= not (nodes.startswith(NODE_BEGINS) and nodes.endswith(NODE_ENDS))
            _enter_by_text(self.register, nodes)
