"""How well subjects of high-value datasets are recognised: ``python -m tests.real.hvd``.

Prints, of the whole recorded Flemish catalogue, how many of the datasets that their own sources give an HVD
category would have been candidates without it: by any subject, and by that very one. Takes a minute.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.measures import Hvd, HvdStanding, described, hvd, hvd_page
from catalogue.packing import unpack
from tests.real.entries import entries_of

__all__ = ["Judged", "judged"]

CORPUS: Final = Path(__file__).parents[3] / "shared" / "data" / "corpus"
FLANDERS: Final = "data.gov.be_2025-04_vlaanderen_all.nt.gz"


class Judged(NamedTuple):
    identifier: str
    hvd: Hvd


def judged(file: Path, publisher: str) -> Iterator[Judged]:
    """Look at each entry of a recorded catalogue."""
    for one in entries_of(file, publisher):
        yield Judged(one.record.identifier, hvd(described(unpack(one.body)), links={}))


def main(entries: Iterable[Hvd]) -> None:
    names = {one.iri: name for name, one in hvd_page().categories.items()}
    every = list(entries)
    claimed = [one for one in every if "category" in one.claims]
    candidates = sum(one.standing is HvdStanding.CANDIDATE for one in every)
    sys.stdout.write(f"{len(every)} entries, {candidates} candidates that nobody claims\n")
    sys.stdout.write("| category as claimed | entries | recognised | as this category |\n|---|---|---|---|\n")
    for name in sorted(names.values()):
        mine = [one for one in claimed if name in {names.get(iri) for iri in one.categories}]
        seen = sum(bool(one.candidates) for one in mine)
        same = sum(name in {each.category for each in one.candidates} for one in mine)
        sys.stdout.write(f"| {name} | {len(mine)} | {seen} | {same} |\n")


if __name__ == "__main__":
    main(one.hvd for one in judged(CORPUS / "dcat_rdf" / FLANDERS, "vlaanderen"))
