"""The single faults of the profile put into the feed of a city, each in a dataset of its own."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.model import Protocol, Source
from catalogue.model.namespaces import expand
from harvester.crawl import RecordSeen, crawl
from harvester.runs.road import Given
from tests.catalogue.profile.parity.cases import HOME, Case, cases
from tests.road.towns import QUICK

__all__ = ["FORMATS", "Placed", "faulty_feed", "number_of", "records_in", "source_of"]

FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "nt": ox.RdfFormat.N_TRIPLES,
}
LISTED: Final = ("dataset", "service", "record")
UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER: Final = re.compile(rf"{HOME}(\d+)/(\w+)")


class Placed(NamedTuple):
    """A fault, and the records of the feed that are about its description."""

    case: Case
    records: dict[str, Given]
    """By what they describe: ``dataset``, ``service``, ``series``."""


def faulty_feed(folder: Path, suffix: str) -> Path:
    """Write one catalogue with every description in it, the one without a fault first."""
    described = (triple for number, case in _placed() for triple in _description(number, case))
    triples = [*_catalogue(), *described]
    path = folder / f"duinhove.{suffix}"
    path.write_bytes(ox.serialize(triples, format=FORMATS[suffix]) or b"")
    return path


def source_of(path: Path) -> Source:
    return Source(name="duinhove/feed", publisher="duinhove", protocol=Protocol.DCAT_RDF, url=str(path))


def number_of(text: str) -> tuple[int, str]:
    """Read from an address which fault a description has, and what it describes."""
    number, thing = NUMBER.findall(text)[0]
    return int(number), thing


def records_in(path: Path, spool: Path) -> list[Placed]:
    """Crawl a feed, and part its records by the fault that they have."""
    found: dict[int, dict[str, Given]] = defaultdict(dict)
    for event in crawl(source_of(path), spool=spool, settings=QUICK):
        if isinstance(event, RecordSeen):
            number, thing = number_of(event.record.identifier)
            found[number][thing] = Given(event.record, None)
    return [Placed(case, found[number]) for number, case in _placed()]


def _placed() -> Iterator[tuple[int, Case]]:
    """Give the faults that a catalogue of many can have: those of the catalogue itself are not among them."""
    for number, case in enumerate(cases(high_value=True)):
        if not case.focus.endswith("/catalogue"):
            yield number, case


def _catalogue() -> Iterator[ox.Triple]:
    catalogue = ox.NamedNode(f"{HOME}catalogue")
    listed = {expand(f"dcat:{name}") for name in LISTED}
    for triple in cases()[0].triples:
        if str(triple.subject) == f"<{HOME}0/catalogue>" and triple.predicate.value not in listed:
            yield ox.Triple(catalogue, triple.predicate, triple.object)
    for number, _ in _placed():
        for name in LISTED:
            thing = ox.NamedNode(f"{HOME}{number}/{name}")
            yield ox.Triple(catalogue, ox.NamedNode(expand(f"dcat:{name}")), thing)


def _description(number: int, case: Case) -> Iterator[ox.Triple]:
    """Write a description without its catalogue, and with identifiers of its own."""
    for triple in case.triples:
        if str(triple.subject) != f"<{HOME}{number}/catalogue>":
            yield ox.Triple(triple.subject, triple.predicate, _own(triple.object, number))


def _own(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, number: int
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if not isinstance(term, ox.Literal):
        return term
    if term.value.startswith("duinhove-"):
        return ox.Literal(term.value.replace("duinhove", f"duinhove-{number}", 1))
    return ox.Literal(f"{number:08x}{term.value[8:]}") if UUID.fullmatch(term.value) else term
