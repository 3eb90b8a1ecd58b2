"""Reading a written feed back as the platform will, before it may take the place of the last one.

The law: nothing is believed because we wrote it. The bytes, the XML and the records are read from the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from catalogue.graph.terms import TYPE, term
from catalogue.targets.platform import POISONS, Problem, collisions, platform_uuid, sniff

__all__ = ["Inspection", "check_feed", "inspect"]

CHUNK: Final = 1 << 20
OVERLAP: Final = 64
FORMATS: Final = {"rdf/xml": RdfFormat.RDF_XML, "turtle": RdfFormat.TURTLE}
NAMESPACE: Final = re.compile(rb'xmlns(?::[\w.-]+)?="')

CATALOGUE: Final = term("dcat:Catalog")
RECORD: Final = term("dcat:CatalogRecord")
RESOURCES: Final = (term("dcat:Dataset"), term("dcat:DataService"), term("dcat:DatasetSeries"))
LINKS: Final = (term("dcat:dataset"), term("dcat:service"))
CATALOGUE_RECORD: Final = term("dcat:record")
TOPIC: Final = term("foaf:primaryTopic")
MODIFIED: Final = term("dct:modified")
IDENTIFIER: Final = term("dct:identifier")
ASKED: Final = frozenset({TYPE, *LINKS, CATALOGUE_RECORD, TOPIC, MODIFIED, IDENTIFIER})


class Inspection(NamedTuple):
    records: int
    """How many catalogue records the feed holds."""
    problems: list[Problem]


def check_feed(path: Path) -> list[Problem]:
    """List all that the platform would stumble over in a feed. Raises OSError when it cannot be read."""
    return inspect(path).problems


def inspect(path: Path, *, bare: bool = False) -> Inspection:
    """Read a feed whole, holding no more of it than its records, and count these.

    A ``bare`` feed is not faulted for having no catalogue.
    """
    with path.open("rb") as file:
        kind = sniff(file.read(CHUNK))
    if kind is None:
        return Inspection(0, [Problem("not-recognised")])
    problems = [*_byte_problems(path), *_xml_problems(path)] if kind == "rdf/xml" else []
    register = _Register(bare=bare)
    try:
        for quad in parse(path=str(path), format=FORMATS[kind]):
            if quad.predicate in ASKED:
                register.read(quad.triple)
            elif isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                register.blank = True
    except (SyntaxError, ValueError) as error:
        return Inspection(0, [*problems, Problem("not-rdf", str(error))])
    return Inspection(len(register.records), [*problems, *register.problems()])


def _byte_problems(path: Path) -> Iterable[Problem]:
    """Search for poison, and for namespaces declared anywhere but on the root."""
    found: set[Problem] = set()
    tail = b""
    with path.open("rb") as file:
        first = file.read(CHUNK)
        root = first.find(b">", first.find(b"?>") + 2) + 1
        found.update(Problem("poison", text.decode()) for text in POISONS if text in first[:root])
        chunk = first[root:]
        while chunk:
            window = tail + chunk
            found.update(Problem("poison", text.decode()) for text in POISONS if text in window)
            if NAMESPACE.search(window):
                found.add(Problem("namespace"))
            tail, chunk = window[-OVERLAP:], file.read(CHUNK)
    return sorted(found)


def _xml_problems(path: Path) -> list[Problem]:
    """Have expat read it, which fetches nothing; declarations, comments and CDATA are reported."""
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


@dataclass(slots=True)
class _Record:
    topic: str = ""
    identifier: str = ""
    modified: bool = False


class _Register:
    """What the platform gathers of catalogues, records and resources.

    It counts on the type of a node coming first, as in every node that we write.
    """

    def __init__(self, *, bare: bool) -> None:
        self.bare = bare
        self.catalogue = ""
        self.blank = False
        self.records: dict[str, _Record] = {}
        self.identified: dict[str, bool] = {}
        self.links: set[str] = set()
        self.registered: set[str] = set()

    def read(self, triple: Triple) -> None:
        subject, predicate, value = triple
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
            self.blank = True
            return
        name = str(subject)[1:-1]
        if predicate == TYPE:
            self._type(name, value)
        elif predicate in LINKS:
            self.links.add(str(value)[1:-1])
        elif predicate == CATALOGUE_RECORD:
            self.registered.add(str(value)[1:-1])
        elif predicate == IDENTIFIER and name in self.identified:
            self.identified[name] = True
        elif record := self.records.get(name):
            _fill(record, triple)

    def _type(self, name: str, kind: object) -> None:
        if kind == RECORD:
            self.records.setdefault(name, _Record())
        elif kind in RESOURCES:
            self.identified.setdefault(name, False)
        elif kind == CATALOGUE:
            self.catalogue = name

    def problems(self) -> Iterator[Problem]:
        if self.blank:
            yield Problem("blank-node")
        if not self.catalogue and not self.bare:
            yield Problem("no-catalogue")
        for iri, record in self.records.items():
            if missing := ", ".join(self._missing(iri, record)):
                yield Problem("record-incomplete", f"{iri} ({missing})")
        topics = {record.topic for record in self.records.values()}
        lost = (self.links - topics) | (self.registered - self.records.keys())
        yield from (Problem("unregistered", iri) for iri in sorted(lost))
        uuids = (
            platform_uuid(self.catalogue, iri, record.identifier or record.topic)
            for iri, record in self.records.items()
        )
        yield from (Problem("uuid-collision", uuid) for uuid in collisions(uuids))

    def _missing(self, iri: str, record: _Record) -> Iterator[str]:
        if iri not in self.registered and not self.bare:
            yield "dcat:record"
        if record.topic not in self.identified:
            yield "foaf:primaryTopic"
        elif not self.identified[record.topic]:
            yield "dct:identifier of the resource"
        if not record.identifier:
            yield "dct:identifier"
        if not record.modified:
            yield "dct:modified"


def _fill(record: _Record, triple: Triple) -> None:
    if triple.predicate == TOPIC:
        record.topic = str(triple.object)[1:-1]
    elif triple.predicate == MODIFIED:
        record.modified = True
    elif triple.predicate == IDENTIFIER:
        record.identifier = getattr(triple.object, "value", "")
