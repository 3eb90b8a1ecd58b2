"""Show what the Flemish platform would lose of us and of others: ``python -m tests.real.twin [PART]...``.

Harvests each recorded catalogue down the whole road, reads the written feed back through the twin, and holds
every value that is lost against what is kept: it is a loss only when the same value is kept nowhere on the
same thing. Of the cities' own feeds, what is lost today stands beside it. Prints Markdown.
"""

import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from pyoxigraph import RdfFormat, parse

from catalogue.graph import LINKS
from catalogue.store import open_database
from catalogue.targets.twin import (
    LossKind,
    Reading,
    Tally,
    Verdict,
    ground_of,
    portray,
    portray_catalogue,
    read_document,
)
from catalogue.views import published_bodies
from tests.real.geonetwork import Brought, brought, sampled
from tests.real.inputs import INPUTS, Input
from tests.real.road import walk

__all__ = ["OURS", "OWN", "SAMPLE", "Own", "Through", "as_it_is", "defects", "tally_of", "through_us"]

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
AT: Final = datetime(2026, 11, 22, tzinfo=UTC)
OURS: Final = ("Gent 2025", "Antwerpen 2021", "Antwerpen 2025", "Stad Brussel 2025", "Vlaanderen 2025")
SAMPLE: Final = 50
WITHIN: Final = b"<https://catalogus.example> a <http://www.w3.org/ns/dcat#Catalog> ;"


class Own(NamedTuple):
    """A recorded feed that is not ours."""

    name: str
    path: str
    lent: bool = False
    """It has no catalogue: lend it one that links every dataset, to see what would be lost of these."""


FEDERAL: Final = "dcat_rdf/data.gov.be_2025-04_"
OWN: Final = (
    Own("Antwerpen 2021, its own RDF/XML", "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz"),
    Own("Gent 2025, as data.gov.be passes it on, lent a catalogue", f"{FEDERAL}gent.ttl.gz", lent=True),
    Own(
        "Antwerpen 2025, as data.gov.be passes it on, lent a catalogue",
        f"{FEDERAL}antwerpen.ttl.gz",
        lent=True,
    ),
    Own("Dataroom MOW 2023, its own RDF/XML", "dcat_rdf/mow-dataroom_dcat-feed_2023-01.rdf"),
)


def tally_of(reading: Reading) -> Tally:
    """Take all that a document registers through the twin."""
    tally = Tally()
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    for catalogue in reading.extraction.catalogues:
        tally.add_catalogue(portray_catalogue(ground, catalogue))
    for registration in reading.extraction.registrations:
        tally.add(portray(ground, registration, AT))
    return tally


class Through(NamedTuple):
    tally: Tally
    unsaid: Counter[str]
    """Statements of published entries that are not in the written feed, by property."""
    pushed: Brought
    """Some entries, pushed one by one to a stand-in for the platform."""


def through_us(given: Input, corpus: Path, folder: Path) -> Through:
    """Harvest a recorded catalogue, publish it, and take the written feed through the twin."""
    feed = walk(given, corpus, folder).publication.feed
    assert feed is not None
    tally = tally_of(read_document(feed.paths[0].read_bytes()))
    with closing(open_database(f"sqlite:///{folder / 'oogst.db'}")) as store, store.transaction() as rows:
        pushed = brought(sampled(rows, given.publisher, SAMPLE))
    return Through(tally, _unsaid(feed.paths[0], given.publisher, folder), pushed)


def _unsaid(feed: Path, publisher: str, folder: Path) -> Counter[str]:
    """Hold the feed against the entries that it is written from; links to what is not in it may go."""
    written = {quad.triple for quad in parse(path=str(feed), format=RdfFormat.RDF_XML)}
    missing: Counter[str] = Counter()
    with closing(open_database(f"sqlite:///{folder / 'oogst.db'}")) as store, store.transaction() as rows:
        for body in published_bodies(rows, publisher):
            said = {quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)}
            missing.update(str(one.predicate) for one in said - written if one.predicate not in LINKS)
    return missing


def defects(tally: Tally) -> dict[LossKind, int]:
    """Give the losses that a better writing of the feed would have kept."""
    return {kind: count for kind, count in tally.values.items() if kind.verdict is Verdict.GONE}


def as_it_is(own: Own, corpus: Path) -> Reading:
    """Read a recorded feed; lend it a catalogue where it has none."""
    body = (corpus / own.path).read_bytes()
    body = gzip.decompress(body) if own.path.endswith(".gz") else body
    reading = read_document(body)
    if not own.lent:
        return reading
    links = b" , ".join(f"<{one.resource}>".encode() for one in reading.extraction.passed_over)
    return read_document(body + b"\n" + WITHIN + b" <http://www.w3.org/ns/dcat#dataset> " + links + b" .\n")


def main(wanted: list[str]) -> None:
    """Print the tables of all recorded catalogues, or of those with a part of their name given."""
    corpus = SHARED / "corpus"
    chosen = [
        one
        for one in INPUTS
        if one.name.startswith(OURS)
        and (not wanted or any(part.lower() in one.name.lower() for part in wanted))
    ]
    for given in chosen:
        with TemporaryDirectory(dir=Path.cwd(), prefix=".twin-") as folder:
            through = through_us(given, corpus, Path(folder))
        _print(f"{given.name}, through us", through.tally)
        sys.stdout.write(f"said by an entry and not in the feed: {dict(through.unsaid)}\n\n")
    for own in OWN:
        if not wanted or any(part.lower() in own.name.lower() for part in wanted):
            _print(own.name, tally_of(as_it_is(own, corpus)))


def _print(name: str, tally: Tally) -> None:
    lines = [
        f"### {name}",
        "",
        *_totals(tally),
        "",
        "| lost | values | records | meaning |",
        "|---|---|---|---|",
    ]
    sys.stdout.write("\n".join((*lines, *_rows(tally), "", "")))
    sys.stdout.flush()


def _totals(tally: Tally) -> Iterator[str]:
    verdicts = Counter[str]()
    for kind, count in tally.values.items():
        verdicts[str(kind.verdict)] += count
    yield f"records {tally.records}, accepted {tally.accepted}, made up {tally.invented}"
    yield f"collisions {len(tally.overwritten)}; losses {dict(verdicts)}"
    yield f"open-data filter {tally.open_filter}, public {tally.public}, without a date {tally.without_date}"
    broken = Counter(
        {f"{one.of} {one.rule} {one.role} {one.predicate}": count for one, count in tally.broken.items()}
    )
    yield f"rules broken: {broken.most_common(8)}"


def _rows(tally: Tally) -> Iterator[str]:
    order = (Verdict.GONE, Verdict.NO_PLACE, Verdict.OUTSIDE, Verdict.KEPT_AS)
    for kind, count in sorted(tally.values.items(), key=lambda one: (order.index(one[0].verdict), -one[1])):
        meaning = f"{kind.verdict} {kind.twin}".strip()
        name = f"{kind.role} `{kind.predicate}` ({kind.reason})"
        yield f"| {name} | {count} | {tally.losses[kind]} | {meaning} |"


if __name__ == "__main__":
    main(sys.argv[1:])
