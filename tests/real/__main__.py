"""Show the whole road on recorded catalogues: ``python -m tests.real [PART OF A NAME]...``.

Prints a Markdown table, and below it what is behind the numbers.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.real.inputs import INPUTS, Input
from tests.real.published import GATES, VL_2022, results_of
from tests.real.road import Walked, walk

SHARED = Path(__file__).parents[3] / "shared" / "data"
HEADINGS = (
    "catalogue",
    "datasets in",
    "dataset entries",
    "other entries",
    "no entry",
    "published",
    "held back",
    "wait for facts",
    "2026 + 3.0.1, shacl",
    "2026 + 3.0.1, pyshacl",
    "2022",
    "2022 not named",
    "seconds",
)


def main(wanted: list[str]) -> None:
    chosen = [one for one in INPUTS if not wanted or any(part.lower() in one.name.lower() for part in wanted)]
    _line(HEADINGS)
    _line("---" for _ in HEADINGS)
    below = []
    for given in chosen:
        with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder:
            below.append(_show(given, Path(folder)))
    sys.stdout.write("\n" + "\n".join(below))


def _show(given: Input, folder: Path) -> str:
    begin = perf_counter()
    walked = walk(given, SHARED / "corpus", folder)
    seconds = perf_counter() - begin
    feed = walked.publication.feed
    checks = ["-"] * 4
    if feed:
        shapes = SHARED / "shacl"
        old = results_of(feed.paths[0], shapes, VL_2022, "shacl")
        unnamed = old.keys() - walked.named.keys()
        counts = [results_of(feed.paths[0], shapes, GATES, engine).total() for engine in ("shacl", "pyshacl")]
        checks = [str(one) for one in (*counts, old.total(), len(unnamed))]
    stands = walked.standing
    others = stands.entries - walked.datasets
    numbers = (given.datasets, walked.datasets, others, len(walked.troubles), *stands[1:])
    _line((given.name, *map(str, numbers), *checks, f"{seconds:.1f}"))
    return _behind(given, walked)


def _behind(given: Input, walked: Walked) -> str:
    state = " ".join((walked.run.state, *walked.run.tally.reasons))
    findings = (
        f"- {one.severity} `{one.rule}` ({one.layer}, {one.fault}): {one.entries} entries, {one.places}x"
        for one in walked.findings
    )
    troubles = (f"- no entry: {one.kind} `{one.pointer}` {one.detail}" for one in walked.troubles)
    return "\n".join((f"### {given.name}", "", f"Run: {state}", "", *findings, *troubles, "", ""))


def _line(cells: object) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")  # type: ignore[arg-type]
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
