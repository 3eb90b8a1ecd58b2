"""Spoil payloads and kill harvests: ``python -m tests.torture``; what came of it goes to ``docs/torture.md``.

Two processes work at once; the exit code is 1 when anything broke a promise.
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import add
from pathlib import Path
from time import monotonic
from typing import Final

import orjson
from rich.console import Console

from catalogue.model import Protocol
from tests.harvester.scenarios import SCENARIOS
from tests.torture.kills import Deaths
from tests.torture.page import PAGE, page
from tests.torture.payloads import PATIENCE, SEED, Findings

ROOT: Final = Path(__file__).parents[2]
AT_ONCE: Final = 2
BROKEN: Final = 1


def main() -> int:
    """Do all of it, and say what came of it."""
    parser = ArgumentParser(
        "python -m tests.torture", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--payloads", type=int, default=10_000, help="spoilt payloads per protocol")
    parser.add_argument("--kills", type=int, default=200, help="harvests to kill")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write what came of it")
    wanted = parser.parse_args()
    console, begin = Console(width=120), monotonic()
    with console.status("spoiling payloads"):
        found = _spoil(wanted.payloads, wanted.seed)
    with console.status("killing harvests"):
        deaths = _kill(wanted.kills, wanted.seed)
    text = page(
        found,
        deaths,
        seconds=monotonic() - begin,
        patience=PATIENCE,
        cells=len(Protocol) * len(SCENARIOS),
    )
    wanted.page.write_text(text, encoding="utf-8")
    console.print(text, markup=False)
    broken = [*(what for one in found for what in one.broken), *deaths.broken]
    for what in broken:
        console.print(what, markup=False)
    return BROKEN if broken else 0


def _spoil(count: int, seed: int) -> list[Findings]:
    jobs = [
        ("tests.torture.payloads", str(one), "--count", str(count), "--seed", str(seed)) for one in Protocol
    ]
    return [Findings(**orjson.loads(line)) for line in _together(jobs)]


def _kill(count: int, seed: int) -> Deaths:
    """Divide the protocols, since each worker first has to see how an undisturbed harvest ends."""
    jobs = []
    for worker in range(AT_ONCE):
        share = (count + AT_ONCE - 1 - worker) // AT_ONCE
        mine = [word for one in list(Protocol)[worker::AT_ONCE] for word in ("--protocol", str(one))]
        jobs.append(("tests.torture.kills", "--count", str(share), "--seed", str(seed + worker), *mine))
    both = [Deaths(**orjson.loads(line)) for line in _together(jobs)]
    return reduce(add, both)


def _together(jobs: Sequence[tuple[str, ...]]) -> list[bytes]:
    """Run modules of ours, so many at once, each with a database of its own; give the output of each."""

    def run(number: int) -> bytes:
        command = [sys.executable, "-m", *jobs[number]]
        mine = os.environ | {"PYTEST_XDIST_WORKER": f"torture{number}"}
        return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, env=mine).stdout  # noqa: S603  our own modules

    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(run, range(len(jobs))))


if __name__ == "__main__":
    sys.exit(main())
