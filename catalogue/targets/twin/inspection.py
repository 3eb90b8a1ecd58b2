"""Reading a written feed back as the platform will, before it may take the place of the last one.

The law: nothing is believed because we wrote it. The bytes, the XML and the records are read from the file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from catalogue.graph.terms import TYPE, term
from catalogue.targets.twin.extraction import UNSAFE, Extraction, extract
from catalogue.targets.twin.register import Range, Register, Registered, read_register
from catalogue.targets.twin.sniffing import POISONS, Problem, sniff
from catalogue.targets.twin.statements import Facts, is_a, links, short
from catalogue.targets.twin.uuids import collisions

__all__ = ["Inspection", "check_feed", "inspect"]

HEAD: Final = 1 << 20
CHUNK: Final = 1 << 18
OVERLAP: Final = 64
FORMATS: Final = {"rdf/xml": RdfFormat.RDF_XML, "turtle": RdfFormat.TURTLE}
NAMESPACE: Final = re.compile(rb'xmlns(?::[\w.-]+)?="')

KINDS: Final = frozenset(
    term(name)
    for name in (
        "dcat:Catalog",
        "dcat:CatalogRecord",
        "dcat:Dataset",
        "dcat:DataService",
        "dcat:DatasetSeries",
    )
)
ASKED: Final = frozenset(
    {
        TYPE,
        *(term(f"dcat:{name}") for name in ("dataset", "service", "record")),
        *(term(f"dct:{name}") for name in ("modified", "identifier")),
        *(term(name) for name in ("foaf:primaryTopic", "dct:conformsTo")),
        term("mdcat:bronMetadataRecordLandingspagina"),
    }
)
POISON: Final = {text: re.compile(re.escape(text).encode()) for text in POISONS}
"""As expressions, which search twice as fast as ``in`` does."""


class Inspection(NamedTuple):
    records: int
    """How many catalogue records the feed holds."""
    problems: list[Problem]
    uuids: frozenset[str]
    """Under which the platform keeps what it takes of them."""
    register: Register


def check_feed(path: Path) -> list[Problem]:
    """List all that the platform would stumble over in a feed. Raises OSError when it cannot be read."""
    return inspect(path).problems


def inspect(path: Path, *, bare: bool = False, known: Sequence[Range] = ()) -> Inspection:
    """Read a feed whole, holding no more of it than its records, and count these.

    A ``bare`` feed is not faulted for having no catalogue. ``known`` is where nodes stand that were found
    right before, with what they register: these are not parsed once more unless anything is amiss.
    """
    with path.open("rb") as file:
        sniffed = sniff(file.read(HEAD))
    if sniffed.syntax not in FORMATS:
        return Inspection(0, [Problem("not-recognised")], frozenset(), Register())
    problems = [] if sniffed.safe else [Problem("opening")]
    if sniffed.syntax == "rdf/xml":
        register, of_xml = read_register(path, known)
        problems += [*_byte_problems(path), *of_xml]
        if not problems and register.is_sound():
            uuids = frozenset(one.uuid for one in register.records.values())
            return Inspection(len(register.records), [], uuids, register)
        if known:
            return inspect(path, bare=bare)
    return _inspect(path, FORMATS[sniffed.syntax], problems, bare=bare)


def _inspect(path: Path, form: RdfFormat, problems: list[Problem], *, bare: bool) -> Inspection:
    """Read a feed as RDF, however it is laid out, and say what is amiss."""
    blank: list[Problem] = []
    try:
        facts = _register_of(_asked(path, form, blank))
    except (SyntaxError, ValueError) as error:
        return Inspection(0, [*problems, Problem("not-rdf", str(error))], frozenset(), Register())
    found = extract(facts)
    records = sum(is_a(facts, one, "dcat:CatalogRecord") for one in facts)
    uuids = frozenset(uuid for one in found.registrations for uuid in one.uuids)
    problems = [*problems, *blank, *_register_problems(facts, bare=bare)]
    return Inspection(records, problems, uuids, _register(facts, found))


def _register(facts: Facts, found: Extraction) -> Register:
    register = Register(catalogues=[*found.catalogues])
    for one in found.registrations:
        if not one.invented:
            source = next(iter(links(facts, one.record, "mdcat:bronMetadataRecordLandingspagina")), "")
            register.records[one.record] = Registered(one.record, one.resource, one.uuids[0], source)
    return register


def _asked(path: Path, form: RdfFormat, blank: list[Problem]) -> Iterator[Triple]:
    """Give the statements that are asked of; a node without an IRI is reported along the way."""
    for quad in parse(path=str(path), format=form):
        if not blank and BlankNode in {type(quad.subject), type(quad.object)}:
            blank.append(Problem("blank-node"))
        if quad.predicate in ASKED:
            yield quad.triple


def _byte_problems(path: Path) -> Iterable[Problem]:
    """Search for poison, and for namespaces declared anywhere but on the root."""
    found: set[Problem] = set()
    tail = b""
    with path.open("rb") as file:
        first = file.read(CHUNK)
        root = first.find(b">", first.find(b"?>") + 2) + 1
        found.update(_poison(first[:root]))
        chunk = first[root:]
        while chunk:
            window = tail + chunk
            found.update(_poison(window))
            if NAMESPACE.search(window):
                found.add(Problem("namespace"))
            tail, chunk = window[-OVERLAP:], file.read(CHUNK)
    return sorted(found)


def _poison(window: bytes) -> Iterator[Problem]:
    return (Problem("poison", text) for text, written in POISON.items() if written.search(window))


def _register_of(wanted: Iterable[Triple]) -> Facts:
    """Keep of a feed what the platform knows its records by.

    It counts on the type of a node coming first, as in every node that we write.
    """
    facts: Facts = {}
    for subject, predicate, value in wanted:
        if isinstance(subject, BlankNode) or isinstance(value, BlankNode | Triple):
            continue
        about = str(subject)[1:-1]
        if predicate == TYPE and value in KINDS:
            facts.setdefault(about, [])
        if about in facts:
            facts[about].append((short(predicate.value), value))
    return facts


def _register_problems(facts: Facts, *, bare: bool) -> Iterator[Problem]:
    """Hold the records against the platform's own way of finding them."""
    found = extract(facts)
    if not found.catalogues and not bare:
        yield Problem("no-catalogue")
    for one in found.registrations:
        missing = [link for link in one.missing if not (bare and link == "dcat:record")]
        if missing and not one.invented:
            yield Problem("record-incomplete", f"{one.record} ({', '.join(missing)})")
    yield from _strays(facts, found)
    for one in found.registrations:
        if UNSAFE & {*one.record, *one.resource}:
            yield Problem("iri", one.resource)
    yield from _doubles(facts, found)
    uuids = (uuid for one in found.registrations if not one.invented for uuid in one.uuids)
    yield from (Problem("uuid-collision", uuid) for uuid in collisions(uuids))


def _doubles(facts: Facts, found: Extraction) -> Iterator[Problem]:
    """Find what the platform would take twice, or stumble over for being there twice."""
    holders = Counter(
        record
        for catalogue in found.catalogues
        for record in dict.fromkeys(links(facts, catalogue, "dcat:record"))
    )
    yield from (Problem("two-catalogues", record) for record, times in holders.items() if times > 1)
    topics = Counter(one.resource for one in found.registrations if not one.invented)
    yield from (Problem("two-records", resource) for resource, times in topics.items() if times > 1)
    for record in facts:
        if is_a(facts, record, "dcat:CatalogRecord") and len(links(facts, record, "dct:conformsTo")) > 1:
            yield Problem("two-profiles", record)


def _strays(facts: Facts, found: Extraction) -> Iterator[Problem]:
    """Find records of nothing, and links to what has no record."""
    taken = {one.record for one in found.registrations}
    for record in [one for one in facts if is_a(facts, one, "dcat:CatalogRecord")]:
        topics = links(facts, record, "foaf:primaryTopic")
        if record not in taken and not any(is_a(facts, topic, "dcat:DatasetSeries") for topic in topics):
            yield Problem("record-incomplete", f"{record} (foaf:primaryTopic)")
    topics_known = {topic for one in facts for topic in links(facts, one, "foaf:primaryTopic")}
    members = {
        iri
        for one in found.catalogues
        for link in ("dcat:dataset", "dcat:service")
        for iri in links(facts, one, link)
    }
    records = {iri for one in found.catalogues for iri in links(facts, one, "dcat:record")}
    lost = (members - topics_known) | {one for one in records if not is_a(facts, one, "dcat:CatalogRecord")}
    yield from (Problem("unregistered", iri) for iri in sorted(lost))
