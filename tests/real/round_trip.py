"""The round trip: what we publish, harvested by ourselves as RDF, says the same again.

A recorded catalogue is harvested and published; the feed is harvested as any other, under another base and
without a publisher's file, so that nothing is filled in the second time, and published again.

Names that we minted are not compared, what they stand for is: every resource of the second feed is traced to
the one it was made of, all other nodes of ours become blank, and the graphs are compared in canonical form.
``python -m tests.real.round_trip [PART OF A NAME]...`` prints each difference by property.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import pyoxigraph as ox

import mappings
from catalogue.graph import Blocks, catalogue_blocks, entry_blocks, members, statements
from catalogue.model import DEFAULT_BASE, Content, Dialect, Moment, Protocol, PublisherFacts, Record, Source
from catalogue.model.namespaces import shorten
from catalogue.targets.feed import Format, write_feed
from harvester.crawl import CatalogueSeen, CrawlSettings, RecordSeen, crawl
from schedules import load_all
from tests.real.inputs import INPUTS, Input

__all__ = [
    "Described",
    "Difference",
    "Trip",
    "canonical",
    "described",
    "differences",
    "resources",
    "round_trip",
]

BASES: Final = (DEFAULT_BASE, "https://weerklank.example")
"""Of the first feed and of the second: the guard against loops knows its own base."""
WHEN: Final = Moment("2026-03-01T00:00:00Z", "dateTime")
RESOURCES: Final = ("dataset", "dataservice", "datasetreeks", "record", "catalogus")
CLOCK: Final = frozenset({"mdcat:bronMetadataRecordLandingspagina"})
"""What a record says of where it was harvested: the first time at the source, the second time from us."""
FORMATS: Final = {".rdf": ox.RdfFormat.RDF_XML, ".ttl": ox.RdfFormat.TURTLE}

Described = dict[str, list[ox.Triple]]
"""Subject → what is said of it."""


class Difference(NamedTuple):
    sign: str
    """``-`` for what was lost on the way, ``+`` for what came to it."""
    path: str
    """From a resource: ``dcat:distribution/dct:title``."""


class Trip(NamedTuple):
    entries: int
    """Resources in the first feed."""
    first: Path
    second: Path
    traced: dict[str, str]
    """IRI in the second feed → IRI in the first."""


def round_trip(given: Input, corpus: Path, folder: Path, syntax: Format) -> Trip:
    """Publish one recorded catalogue, harvest that in this syntax, and publish what comes of it."""
    facts = next(one.facts for one in load_all() if one.name == given.publisher)
    first, known = _published(given.file(corpus), _context(facts, BASES[0], facts), folder / "first", syntax)
    second, again = _published(first, _context(facts, BASES[1], None), folder / "second", syntax)
    traced = {iri: source for iri, source in again.items() if source in known or source.startswith(BASES[0])}
    traced |= {_record_of(iri): _record_of(source) for iri, source in traced.items()}
    traced |= {iri.rpartition("/")[2]: source.rpartition("/")[2] for iri, source in traced.items()}
    traced[f"{BASES[1]}/id/catalogus/{facts.name}"] = f"{BASES[0]}/id/catalogus/{facts.name}"
    return Trip(len(known), first, second, traced)


def _record_of(iri: str) -> str:
    base, _, publisher, uuid = iri.rsplit("/", 3)
    return f"{base}/record/{publisher}/{uuid}"


def _context(publisher: PublisherFacts, base: str, facts: PublisherFacts | None) -> mappings.Context:
    source = Source(
        name=f"{publisher.name}/bron", publisher=publisher.name, protocol=Protocol.DCAT_RDF, url=""
    )
    public = "file" if facts else ""
    return mappings.Context(base=base, publisher=publisher.name, source=source, facts=facts, public=public)


def _published(
    file: Path, context: mappings.Context, folder: Path, syntax: Format
) -> tuple[Path, dict[str, str]]:
    """Harvest, describe and publish; gives the feed, and by IRI what each resource was made of."""
    spool = folder / "spool"
    spool.mkdir(parents=True)
    said: Content = {}
    blocks: dict[str, Blocks] = {}
    made_of: dict[str, str] = {}
    for event in crawl(replace(context.source, url=str(file)), spool=spool, settings=CrawlSettings()):
        if isinstance(event, CatalogueSeen):
            said = event.content
        elif isinstance(event, RecordSeen):
            described = _described(event.record, context)
            made_of |= {member.iri: event.record.identifier for member in members(described)}
            blocks[event.record.identifier] = described
    catalog, _ = mappings.translate_catalogue(said, Dialect.DCAT_RDF, context)
    listed = [member for each in blocks.values() for member in members(each)]
    bodies = [statements(each) for each in blocks.values()]
    written = write_feed(
        folder, context.publisher, catalogue_blocks(catalog, listed), bodies, formats=(syntax,)
    )
    return written.paths[0], made_of


def _described(record: Record, context: mappings.Context) -> Blocks:
    return entry_blocks(mappings.translate(record, context), issued=WHEN, modified=WHEN)


def described(feed: Path, traced: dict[str, str]) -> Described:
    """Read a feed by subject, with every resource under the name it has in the first feed."""
    found: Described = {}
    for quad in ox.parse(feed.read_bytes(), format=FORMATS[feed.suffix]):
        subject, term = _named(quad.subject, traced), _named(quad.object, traced)
        triple = ox.Triple(subject, quad.predicate, term)  # type: ignore[arg-type]
        found.setdefault(str(subject)[1:-1], []).append(triple)
    return _without_former_names(found) if traced else found


def _without_former_names(found: Described) -> Described:
    """Leave out what the second feed has to say besides: under which name it found each resource."""
    former = {
        iri
        for iri, triples in found.items()
        for triple in triples
        if _concept(iri) == "identificator"
        and isinstance(triple.object, ox.Literal)
        and triple.object.value.startswith(f"{BASES[0]}/id/")
    }
    return {
        iri: [triple for triple in triples if str(triple.object)[1:-1] not in former]
        for iri, triples in found.items()
        if iri not in former
    }


def _named(term: object, traced: dict[str, str]) -> object:
    if isinstance(term, ox.NamedNode):
        return ox.NamedNode(traced.get(term.value, term.value))
    if isinstance(term, ox.Literal) and term.value in traced:
        return ox.Literal(traced[term.value])
    return term


def resources(found: Described) -> Iterator[str]:
    return (iri for iri in found if _concept(iri) in RESOURCES)


def _concept(iri: str) -> str:
    base, _, rest = iri.partition("/id/")
    return rest.partition("/")[0] if base in BASES else ""


def canonical(found: Described, iri: str) -> bytes:
    """Write one resource with all the nodes of ours that hang from it, without their names."""
    graph = ox.Dataset()
    for triple in _hanging(found, iri):
        graph.add(ox.Quad(_blank(triple.subject), triple.predicate, _blank(triple.object)))  # type: ignore[arg-type]
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return b"".join(sorted(f"{quad}\n".encode() for quad in graph))


def _blank(term: object) -> object:
    if isinstance(term, ox.NamedNode) and _concept(term.value) and _concept(term.value) not in RESOURCES:
        return ox.BlankNode(term.value.rpartition("/")[2])
    if isinstance(term, ox.Literal) and _concept(term.value) == "distributie":
        return ox.Literal("its own IRI")
    return term


def _hanging(found: Described, iri: str) -> Iterator[ox.Triple]:
    waiting, seen = [iri], {iri}
    while waiting:
        for triple in found.get(waiting.pop(), ()):
            if shorten(triple.predicate.value) not in CLOCK:
                yield triple
            end = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
            if _concept(end) and _concept(end) not in RESOURCES and end not in seen:
                seen.add(end)
                waiting.append(end)


def differences(one: Described, other: Described) -> Counter[Difference]:
    """Count by property what only one of the two says, of every resource and of every shared node."""
    found: Counter[Difference] = Counter()
    for iri in {*resources(one), *resources(other)}:
        if canonical(one, iri) != canonical(other, iri):
            left, right = Counter(_leaves(one, iri, "", 3)), Counter(_leaves(other, iri, "", 3))
            found.update(Difference("-", path) for path, _ in (left - right).elements())
            found.update(Difference("+", path) for path, _ in (right - left).elements())
    for iri in {*one, *other}:
        if not _concept(iri):
            left, right = Counter(_leaves(one, iri, "", 0)), Counter(_leaves(other, iri, "", 0))
            found.update(Difference("-", f"(shared) {path}") for path, _ in (left - right).elements())
            found.update(Difference("+", f"(shared) {path}") for path, _ in (right - left).elements())
    return found


def _leaves(found: Described, iri: str, before: str, depth: int) -> Iterator[tuple[str, str]]:
    for triple in found.get(iri, ()):
        path = before + shorten(triple.predicate.value)
        if path in CLOCK:
            continue
        end = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
        if _concept(end) and _concept(end) not in RESOURCES:
            if depth:
                yield from _leaves(found, end, f"{path}/", depth - 1)
        else:
            yield path, str(_blank(triple.object))


def main(wanted: list[str]) -> None:
    corpus = Path(__file__).parents[3] / "shared" / "data" / "corpus"
    for given in INPUTS:
        if given.publisher and (not wanted or any(part.lower() in given.name.lower() for part in wanted)):
            for syntax in ("rdf", "ttl"):
                _show(given, corpus, syntax)


def _show(given: Input, corpus: Path, syntax: Format) -> None:
    with TemporaryDirectory() as folder:
        trip = round_trip(given, corpus, Path(folder), syntax)
        one, other = described(trip.first, {}), described(trip.second, trip.traced)
        found = differences(one, other)
        same = sum(canonical(one, iri) == canonical(other, iri) for iri in resources(one))
        lines = [f"{given.name} ({syntax}): {same} of {len(list(resources(one)))} resources say the same"]
        lines += [f"  {count:6} {sign} {path}" for (sign, path), count in sorted(found.items(), key=str)]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
