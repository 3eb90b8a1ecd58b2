"""Measure how fast catalogues are harvested: ``python -m tests.bench --datasets 1000 --datasets 10000``.

Generates the catalogue as Turtle and as CKAN pages, serves it on loopback, harvests it twice, and ends with
one line of JSON: the worst of the forms at the largest size. ``peak_mb`` is what all processes take at one
moment, with what they share counted once.
"""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter

import orjson
from rich.console import Console

from tests.bench.report import speeds, stages, summary
from tests.bench.sites import PATHS
from tests.bench.trial import BrokenTrialError, run_trial

FAILED = 1


def main() -> int:
    """Measure what was asked for; the exit code is 1 when a harvest failed."""
    parser = ArgumentParser(
        "python -m tests.bench", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--datasets", type=int, action="append", help="size of a catalogue (again for more)")
    parser.add_argument(
        "--form", choices=sorted(PATHS), action="append", help="only this form (again for more)"
    )
    wanted = parser.parse_args()
    console = Console(width=120)
    trials = []
    try:
        for datasets in wanted.datasets or [1_000, 10_000]:
            for form in wanted.form or list(PATHS):
                with console.status(f"{datasets:,} datasets as {form}"):
                    trials.append(run_trial(datasets, form))
    except BrokenTrialError as broken:
        console.print(f"Nothing to report: {broken}", markup=False)
        return FAILED
    console.print(speeds(trials), stages(trials))
    sys.stdout.write(orjson.dumps(summary(trials)).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
