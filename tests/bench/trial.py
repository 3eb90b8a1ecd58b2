"""One trial: a catalogue of some size in some form, harvested twice into an empty database.

Each harvest has a process of its own and the server another, so none warms up or weighs down the next.
"""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import orjson

from tests.bench.measuring import Measurement, StageTimes
from tests.bench.sites import PROTOCOLS, ROOT, served


class Trial(NamedTuple):
    datasets: int
    form: str
    first: Measurement
    unchanged: Measurement


class BrokenTrialError(Exception):
    """A harvest that failed, or did not do what was to be measured."""


def run_trial(datasets: int, form: str, *, program: str = "tests.bench.once") -> Trial:
    """Harvest twice. Raises BrokenTrialError when not all is found, or the second time something changed."""
    with TemporaryDirectory(prefix="oogst-bench-") as folder, served(datasets, form) as url:
        workplace = Path(folder)
        command = [sys.executable, "-m", program, url, PROTOCOLS[form], f"sqlite:///{workplace / 'oogst.db'}"]
        first = _harvest(command, workplace / "first.json")
        _expect(first.times, records=datasets, unchanged=0)
        unchanged = _harvest(command, workplace / "unchanged.json")
        _expect(unchanged.times, records=datasets, unchanged=datasets)
    return Trial(datasets, form, first, unchanged)


def _harvest(command: list[str], result: Path) -> Measurement:
    done = subprocess.run([*command, str(result)], cwd=ROOT, check=False)  # noqa: S603  our own module
    if done.returncode:
        raise BrokenTrialError(f"the harvest ended with exit code {done.returncode}")
    return _read(orjson.loads(result.read_bytes()))


def _read(taken: Mapping[str, Any]) -> Measurement:
    return Measurement(**{**taken, "times": StageTimes(**taken["times"])})


def _expect(times: StageTimes, *, records: int, unchanged: int) -> None:
    found = (times.records, times.unchanged, times.failed)
    if found != (records, unchanged, 0):
        raise BrokenTrialError(
            f"records, unchanged, failed: expected {(records, unchanged, 0)}, found {found}"
        )
