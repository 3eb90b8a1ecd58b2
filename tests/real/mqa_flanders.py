"""The MQA estimate of the whole Flemish catalogue, metric by metric: ``python -m tests.real.mqa_flanders``.

Prints the tables of docs/mqa-flanders.md: our estimate of what we publish of it, beside that of the tests,
which shares no code with it, and beside what was recorded.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from catalogue.measures import MqaTotal, mqa_page
from tests.real.graphs import recorded
from tests.real.inputs import INPUTS, Input
from tests.real.mqa import Estimate, estimate
from tests.real.road import walk
from tests.real.test_mqa_agreement import measured

__all__: list[str] = []

CORPUS: Final = Path(__file__).parents[3] / "shared" / "data" / "corpus"
FLANDERS: Final = next(one for one in INPUTS if one.name.startswith("Vlaanderen"))


def main(given: Input) -> None:
    with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder:
        walked = walk(given, CORPUS, Path(folder))
        feed = walked.publication.feed
        ours = measured(Path(folder) / "oogst.db")
        apart = estimate(recorded(feed.paths[0]) or {}) if feed else None
    before = estimate(recorded(given.file(CORPUS)) or {})
    _totals(ours, apart, before)
    _metrics(ours, apart, before)


def _totals(ours: MqaTotal, apart: Estimate | None, before: Estimate | None) -> None:
    _line(("", "ours", "the one apart", "as recorded (the one apart)"))
    _line("---" for _ in range(4))
    _line(("datasets", str(ours.datasets), *(str(one.datasets) if one else "-" for one in (apart, before))))
    span = f"{ours.least:.1f} to {ours.most:.1f}"
    _line(("mean points of 405", span, *(f"{one.points:.1f}" if one else "-" for one in (apart, before))))
    each = Counter[str]()
    for (_, most), count in ours.rated.items():
        each[most] += count
    rated = ", ".join(
        f"{name.capitalize()} {each[name] / ours.datasets:.0%}" for name in mqa_page().ratings if each[name]
    )
    shares = (
        ", ".join(f"{name} {share:.0%}" for name, share in one.rated.items() if share) if one else "-"
        for one in (apart, before)
    )
    _line(("ratings, each address alive", rated, *shares))
    sys.stdout.write("\n")


def _metrics(ours: MqaTotal, apart: Estimate | None, before: Estimate | None) -> None:
    names = (
        "metric",
        "points",
        "gained",
        "not gained",
        "not looked at",
        "gained, the one apart",
        "gained as recorded",
    )
    _line(names)
    _line(("---", *("---:" for _ in names[1:])))
    shares = [list(one.gained.values()) if one else [] for one in (apart, before)]
    for number, metric in enumerate(mqa_page().metrics):
        counts = (str(one) for one in ours.metrics[metric.name])
        others = (f"{each[number]:.1%}" if each else "-" for each in shares)
        _line((metric.name, str(metric.points), *counts, *others))


def _line(cells: Iterable[str]) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(FLANDERS)
