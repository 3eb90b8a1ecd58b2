"""Show likenesses in recorded catalogues: ``python -m tests.real.likeness``. Prints Markdown tables."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from catalogue.likeness import (
    Echo,
    Found,
    Group,
    Holdings,
    Listed,
    Traits,
    duplicates,
    echo,
    portal_uuid,
    successions,
)
from catalogue.likeness.portal import uuid_of_portal_address
from catalogue.model import DEFAULT_BASE
from tests.real.entries import Kept, entries_of, traits_by_uuid

__all__ = ["Real", "as_at_home", "derived", "echoes", "grouped", "moved"]


class Real(NamedTuple):
    path: str
    """Under the folder of RDF or of Opendatasoft in the corpus."""
    publisher: str


REAL: Final = {
    "Antwerpen 2021": Real("dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz", "antwerpen"),
    "Antwerpen 2025": Real("dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz", "antwerpen"),
    "Gent 2025": Real("dcat_rdf/data.gov.be_2025-04_gent.ttl.gz", "gent"),
    "Brussel 2015": Real("opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz", "brussel"),
    "Brussel 2025": Real("dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz", "brussel"),
    "Brussels Gewest 2025": Real("dcat_rdf/data.gov.be_2025-04_brussels-region_datastore.rdf.gz", "brussel"),
    "Vlaanderen 2025": Real("dcat_rdf/data.gov.be_2025-04_vlaanderen_all.nt.gz", "vlaanderen"),
}
MOVES: Final = (("Antwerpen 2021", "Antwerpen 2025"), ("Brussel 2015", "Brussel 2025"))
UNRELATED: Final = (("Gent 2025", "Antwerpen 2025"), ("Antwerpen 2021", "Brussel 2025"))
TOGETHER: Final = (
    ("Brussel 2015",),
    ("Brussel 2025",),
    ("Gent 2025",),
    ("Antwerpen 2021",),
    ("Antwerpen 2025",),
    ("Vlaanderen 2025",),
    ("Antwerpen 2025", "Vlaanderen 2025"),
    ("Brussel 2025", "Brussels Gewest 2025"),
)
FEEDS: Final = {
    "Gent 2025": "https://data.stad.gent/api/v2/catalog/exports/rdf",
    "Antwerpen 2025": "https://portaal-stadAntwerpen.opendata.arcgis.com",
}
"""The catalogues that the Flemish platform harvested these from, by their IRI."""


class Corpus:
    """The recorded catalogues, each read once."""

    def __init__(self, folder: Path) -> None:
        self.entries = cache(lambda name: entries_of(folder / REAL[name].path, REAL[name].publisher))
        self.traits = cache(lambda name: traits_by_uuid(self.entries(name)))


def moved(corpus: Corpus, before: str, after: str) -> Found:
    """Pair what a later recording no longer has with what it has anew."""
    old: Mapping[str, Traits] = corpus.traits(before)
    new: Mapping[str, Traits] = corpus.traits(after)
    return successions(
        {one: old[one] for one in old.keys() - new.keys()},
        {one: new[one] for one in new.keys() - old.keys()},
        [new[one] for one in old.keys() & new.keys()],
    )


def grouped(corpus: Corpus, *names: str) -> list[Group]:
    return duplicates(
        {
            f"{name} {uuid}": Listed(name, traits)
            for name in names
            for uuid, traits in corpus.traits(name).items()
        }
    )


def as_at_home(traits: Traits) -> Traits:
    """Leave out what the Flemish platform added: what remains, the city's own portal says as well."""
    uuids = {uuid for one in (*traits.said, *traits.files) if (uuid := uuid_of_portal_address(one))}
    pages = frozenset(one for one in traits.pages if not uuid_of_portal_address(one))
    files = frozenset(one for one in traits.files if not uuid_of_portal_address(one))
    said = frozenset(one for one in traits.said if not uuid_of_portal_address(one))
    return replace(traits, pages=pages, files=files, said=said, keys=traits.keys - uuids)


def echoes(corpus: Corpus, home: str, copies: str) -> list[tuple[Kept, Echo | None]]:
    """Ask of each record of an aggregator whether the city's own portal has it."""
    ours = Holdings.of(DEFAULT_BASE, {}, {uuid: as_at_home(one) for uuid, one in corpus.traits(home).items()})
    return [(one, echo(one.record.content, ours, kind=one.record.kind)) for one in corpus.entries(copies)]


def derived(corpus: Corpus, name: str) -> int:
    """Count the entries whose UUID on the platform follows from the city's own catalogue."""
    return sum(
        portal_uuid(one.record.identifier, catalogue=FEEDS[name]) in _on_platform(traits)
        for one, traits in zip(corpus.entries(name), corpus.traits(name).values(), strict=True)
    )


def _on_platform(traits: Traits) -> set[str]:
    return {uuid_of_portal_address(one) for one in traits.said} - {""}


def main(corpus: Corpus) -> None:
    _line("from", "entries", "to", "entries", "certain", "proposed", "ambiguous", "seconds")
    _line(*["---"] * 8)
    for before, after in MOVES + UNRELATED:
        sizes = [len(corpus.traits(name)) for name in (before, after)]
        begin = perf_counter()
        found = moved(corpus, before, after)
        certain = sum(one.certain for one in found.successions)
        proposed = len(found.successions) - certain
        seconds = f"{perf_counter() - begin:.2f}"
        _line(before, sizes[0], after, sizes[1], certain, proposed, len(found.ambiguous), seconds)
    _line("\ncatalogues", "entries", "groups by rule and size")
    for names in TOGETHER:
        counted = Counter((one.rule.rpartition(".")[2], len(one.members)) for one in grouped(corpus, *names))
        told = ", ".join(f"{count} x {rule} of {size}" for (rule, size), count in sorted(counted.items()))
        _line(" + ".join(names), sum(len(corpus.traits(name)) for name in names), told or "none")
    _echoed(echoes(corpus, "Antwerpen 2025", "Vlaanderen 2025"), corpus.entries("Antwerpen 2025"))
    for name in FEEDS:
        _line(
            f"\n{name}: UUID on the platform derived",
            f"{derived(corpus, name)} of {len(corpus.traits(name))}",
        )


def _echoed(asked: Iterable[tuple[Kept, Echo | None]], own: list[Kept]) -> None:
    home = {one.record.identifier: one.uuid for one in own}
    outcomes = Counter(
        (
            "of the city" if one.record.identifier in home else "of others",
            "new"
            if heard is None
            else "right"
            if heard.entry == home.get(one.record.identifier)
            else "wrong",
        )
        for one, heard in asked
    )
    _line(
        "\nFlemish records",
        *(f"{whose}: {count} {what}" for (whose, what), count in sorted(outcomes.items())),
    )


def _line(*cells: object) -> None:
    sys.stdout.write(" | ".join(map(str, cells)) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Corpus(Path(__file__).parents[3] / "shared" / "data" / "corpus"))
