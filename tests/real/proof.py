"""What our feed is worth beside what was recorded: ``python -m tests.real.proof [PART OF A NAME]...``.

Per catalogue, before and after: what data.gov.be would have to repair, and what data.europa.eu's quality
assessment would say of it by estimate. Prints Markdown.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.real.graphs import Graph, recorded
from tests.real.inputs import INPUTS, Input
from tests.real.mqa import POINTS, Estimate, estimate
from tests.real.repairs import QUESTIONS, answers, stored
from tests.real.road import walk

__all__ = ["Pair", "pair_of"]

CORPUS: Final = Path(__file__).parents[3] / "shared" / "data" / "corpus"
SHOWN: Final = 3


class Pair(NamedTuple):
    before: Graph | None
    """None where what was recorded is no RDF, or no well-formed RDF."""
    after: Graph
    """Empty where nothing is published."""


def pair_of(given: Input, folder: Path) -> Pair:
    """Read a recording as it is, and our feed made of it."""
    feed = walk(given, CORPUS, folder).publication.feed
    return Pair(recorded(given.file(CORPUS)), (recorded(feed.paths[0]) if feed else None) or {})


def main(wanted: list[str]) -> None:
    for given in INPUTS:
        if not wanted or any(part.lower() in given.name.lower() for part in wanted):
            with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder:
                _show(given.name, pair_of(given, Path(folder)))


def _show(name: str, pair: Pair) -> None:
    estimates = [estimate(graph) if graph else None for graph in pair]
    _write(f"## {name}\n\n")
    _line(("quality assessment (estimate)", "points", "before", "after"))
    _line("---" for _ in range(4))
    _line(("datasets", "", *(str(one.datasets) if one else "-" for one in estimates)))
    _line(("mean points", "405", *(f"{one.points:.0f}" if one else "-" for one in estimates)))
    _line(("ratings", "", *map(_ratings, estimates)))
    for metric, points in POINTS.items():
        _line((metric, str(points), *(f"{one.gained[metric]:.0%}" if one else "-" for one in estimates)))
    _write("\n")
    _repairs(pair)
    _write("\n")


def _repairs(pair: Pair) -> None:
    """Print a line per question: how many places, before and after, and the first that are left."""
    stores = [stored(graph) if graph is not None else None for graph in pair]
    _line(("group", "to repair", "before", "after", "for instance"))
    _line("---" for _ in range(5))
    for question in QUESTIONS:
        before, after = (answers(store, question) if store else None for store in stores)
        left = sorted(after or [])
        why = "the source does not say: " if left and question.lacking else ""
        counts = ("-" if one is None else str(len(one)) for one in (before, after))
        _line((question.group, question.asks, *counts, why + " ".join(left[:SHOWN])))


def _ratings(one: Estimate | None) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in one.rated.items() if share) if one else "-"


def _line(cells: Iterable[str]) -> None:
    _write("| " + " | ".join(cells) + " |\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
