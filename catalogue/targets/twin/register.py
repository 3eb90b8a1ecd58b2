"""What a feed registers: its catalogues, and each record with what it is of.

A document that is laid out as ours are needs only an XML parser: a node per element of its own, each with its
IRI first. Whatever is laid out otherwise is left to a reader of RDF, which takes three times as long.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

from catalogue.model.namespaces import PREFIXES
from catalogue.targets.twin.sniffing import Problem
from catalogue.targets.twin.uuids import collisions, platform_uuid

__all__ = ["Register", "Registered", "read_ours", "read_register"]

ABOUT: Final = "rdf:about"
MEMBERS: Final = frozenset({"dcat:dataset", "dcat:service"})
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
NEEDED: Final = ("dct:identifier", "dct:modified", "foaf:primaryTopic")
INDENT: Final = 2
"""Tabs before a property."""
USUAL: Final = frozenset({"rdf:resource", "rdf:datatype", "xml:lang"})
CHUNK: Final = 1 << 22
CATALOGUE: Final = re.compile(rb'\n\t<dcat:Catalog rdf:about="([^"]*)">\n')
RECORD: Final = re.compile(rb'\t<dcat:CatalogRecord rdf:about="([^"]*)">\n((?:\t\t.*\n)*)')
VALUE: Final = re.compile(rb'\t\t<([\w:]+)(?:>([^<]*)<| rdf:resource="([^"]*)")')
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


def read_register(path: Path) -> tuple[Register, list[Problem]]:
    """Read RDF/XML with an XML parser, which fetches nothing. Also give what of the XML itself is amiss."""
    reading = _Reading()
    problems = reading.of(path)
    return reading.register, problems


def read_ours(path: Path) -> Register:
    """Read RDF/XML of which the hash says that we wrote it and found it right: quickly, by its text."""
    register = Register()
    for piece in _pieces(path):
        register.catalogues += [_text(iri) for iri in CATALOGUE.findall(piece)]
        for about, body in RECORD.findall(piece):
            found = {name: _text(value or link) for name, value, link in VALUE.findall(body)}
            topic, identifier = found[b"foaf:primaryTopic"], found[b"dct:identifier"]
            uuid = platform_uuid(register.catalogues[0] if register.catalogues else "", identifier)
            source = found.get(b"mdcat:bronMetadataRecordLandingspagina", "")
            register.records[_text(about)] = Registered(_text(about), topic, uuid, source)
    return register


def _pieces(path: Path) -> Iterator[bytes]:
    """Give the nodes of a document, some megabytes at a time and each node whole."""
    kept = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            kept += chunk
            last = kept.rfind(b"\n\t</")
            end = kept.find(b"\n", last + 1) + 1
            if last >= 0 and end:
                yield kept[:end]
                kept = kept[end:]


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

    def of(self, path: Path) -> list[Problem]:
        found: set[Problem] = set()
        parser = self._parser
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
            if self._kind == "dcat:Catalog":
                self._member(name, said)
            else:
                self._value(name, said)

    def _node(self, name: str, said: list[str]) -> None:
        if self._kind:
            self._close()
        self._about, self._asked = said[1], ASKED.get(name, NOTHING)
        self._kind = name if name in ASKED else ""
        if len(said) > 2 or self._parser.CurrentColumnNumber != 1:  # noqa: PLR2004 - one attribute
            self.register.odd = True

    def _member(self, name: str, said: list[str]) -> None:
        if name == "dcat:record" and said:
            self.register.listed[said[1]] += 1
        elif name in MEMBERS and said:
            self.register.members.add(said[1])

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
        register, about, said = self.register, self._about, self._said
        match self._kind:
            case "dcat:Catalog":
                register.odd |= about in register.catalogues
                register.catalogues.append(about)
            case "dcat:CatalogRecord":
                self._record()
            case "dcat:DatasetSeries":
                register.series.add(about)
            case "":
                return
            case _:
                register.odd |= about in register.resources
                register.resources[about] = bool(said.get("dct:identifier"))
        self._kind, self._said = "", {}

    def _record(self) -> None:
        register, said = self.register, self._said
        once = all(
            len(said.get(name, ())) == 1 for name in ("dct:identifier", "dct:modified", "foaf:primaryTopic")
        )
        if not once or len(said.get("dct:conformsTo", ())) > 1 or self._about in register.records:
            register.odd = True
            return
        catalogue = register.catalogues[0] if register.catalogues else ""
        uuid = platform_uuid(catalogue, said["dct:identifier"][0])
        source = said.get("mdcat:bronMetadataRecordLandingspagina", [""])[0]
        register.records[self._about] = Registered(self._about, said["foaf:primaryTopic"][0], uuid, source)
