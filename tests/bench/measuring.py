"""Measuring one harvest in the process that does it: wall time, processor time and peak memory.

Memory of all processes together is what they take at one moment, where what they share counts once (``Pss``).
Of each by itself it is the high-water mark that the kernel keeps per address space (``VmHWM``): that of
``getrusage`` is no use for a child, since at its start it inherits the mark of its parent.
"""

import os
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple, Self

from harvester.crawl import end_server
from tests.processes import below

OWN = Path("/proc/self")
LOOK_EVERY = 0.1


class StageTimes(NamedTuple):
    """What one harvest did, and how its time was spent."""

    records: int
    unchanged: int
    failed: int
    seconds: Mapping[str, float]
    """Wall time by stage; stages may overlap."""


class Measurement(NamedTuple):
    """One harvest: times in seconds, memory in MB (10^6 bytes)."""

    times: StageTimes
    wall: float
    cpu: float
    """Of this process and of the children that it waited for."""
    parent_mb: float
    child_mb: float
    """Of all processes below, as if their peaks fell together and they shared nothing."""
    at_once_mb: float = 0.0
    """Of all of them at one moment, what they share counted once; 0 where the system does not say."""

    @property
    def peak_mb(self) -> float:
        """All together: what the harvest takes of the machine."""
        return self.at_once_mb or self.parent_mb + self.child_mb


Harvest = Callable[[str, str, str], StageTimes]


def measure(harvest: Harvest, url: str, protocol: str, database_url: str) -> Measurement:
    """Harvest once and say what it took; what came before the call (imports) does not count."""
    end_server()
    cpu, begin = _cpu(), perf_counter()
    with ChildWatch() as children:
        times = harvest(url, protocol, database_url)
        end_server()  # what its crawlers spent is known when it is gone
    wall, spent = perf_counter() - begin, _cpu() - cpu
    return Measurement(times, wall, spent, own_peak(), children.peak, children.at_once)


def _cpu() -> float:
    spent = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in spent)


def own_peak() -> float:
    """Give the most memory that this process took so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return _peak(OWN) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _peak(process: Path) -> float:
    """Read the high-water mark of a process in MB."""
    return _megabytes(process / "status", "VmHWM:")


def _share(process: Path) -> float:
    """Read what a process takes in MB; of what it shares with others, its share."""
    return _megabytes(process / "smaps_rollup", "Pss:")


def _megabytes(file: Path, name: str) -> float:
    """Read a number of a process; 0 when it is gone or the kernel keeps no such file."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(name)), 0.0)


class ChildWatch:
    """Looks at the children from a thread, since the high-water mark of a process is gone with it."""

    at_once = 0.0
    """The most that this process and its children took at one moment, what they share counted once."""

    def __init__(self) -> None:
        self._peaks: dict[int, float] = {}
        self._done = Event()
        self._thread = Thread(target=self._look, name=f"memory of the children of {os.getpid()}")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(LOOK_EVERY):
            places = {child: Path(f"/proc/{child}") for child in below(os.getpid())}
            for child, place in places.items():
                self._peaks[child] = max(self._peaks.get(child, 0.0), _peak(place))
            self.at_once = max(self.at_once, sum(map(_share, (OWN, *places.values()))))

    @property
    def peak(self) -> float:
        """The peaks of all children together, as if they fell at the same moment and nothing was shared."""
        return sum(self._peaks.values())
