"""Spoilt payloads through the readers of one protocol: ``python -m tests.torture.payloads ckan --count 9``.

Each must end as a crawl ends, soon, with nothing but what a crawl may say; a document that was cut off is
never taken for all there is. Writes what it found as one line of JSON.
"""
# ruff: noqa: S311 -- reproducible chance is what is wanted

import random
import signal
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from traceback import format_exc

import orjson

from catalogue.model import Protocol
from harvester.crawl import RecordSeen
from tests.torture.mutations import CUT, spoil
from tests.torture.portals import Given, Portal, portals
from tests.torture.walking import Walked, walk

__all__ = ["Findings", "torture"]

PATIENCE = 20.0
"""Seconds after which a reader counts as hanging."""
SEED = 2025


@dataclass(slots=True)
class Findings:
    protocol: str
    payloads: int = 0
    complete: int = 0
    incomplete: int = 0
    refused: int = 0
    records: int = 0
    slowest_ms: float = 0.0
    seconds: float = 0.0
    peak_mb: float = 0.0
    broken: list[str] = field(default_factory=list)
    """What broke a promise: which payload, and how."""


class Hanging(BaseException):
    """Raised in the middle of a reader that takes too long; nothing in between may swallow it."""


def torture(protocol: Protocol, numbers: range, seed: int = SEED) -> Findings:
    """Give a protocol these payloads; the same numbers and seed are the same payloads."""
    found = Findings(str(protocol))
    begin = perf_counter()
    with TemporaryDirectory(prefix="oogst-torture-") as folder:
        spool = Path(folder)
        healthy = [(portal, walk(portal, spool, {})) for portal in portals(protocol)]
        for number in numbers:
            chance = random.Random(f"{seed} {protocol} {number}")
            _make(_attempt(number, healthy, chance), found, spool)
    found.seconds = perf_counter() - begin
    found.peak_mb = _peak()
    return found


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One payload of a portal, spoilt."""

    number: int
    portal: Portal
    whole: Walked
    url: str
    way: str
    other: Given

    def __str__(self) -> str:
        return f"{self.number} ({self.way}) {self.url}"


def _attempt(number: int, healthy: list[tuple[Portal, Walked]], chance: random.Random) -> _Attempt:
    portal, whole = chance.choice(healthy)
    url = chance.choice([one for one in whole.asked if portal.give(one).body])
    given = portal.give(url)
    way, body = spoil(given.body, chance)
    return _Attempt(number, portal, whole, url, way, Given(body, given.status, given.headers))


def _make(attempt: _Attempt, found: Findings, spool: Path) -> None:
    begin = perf_counter()
    try:
        with _in_time():
            walked = walk(attempt.portal, spool, {attempt.url: attempt.other})
    except (Exception, Hanging):  # noqa: BLE001 -- whatever comes out is what we look for
        found.broken.append(f"{attempt}\n{format_exc()}")
    else:
        _count(found, walked)
        found.broken += [f"{attempt}: {what}" for what in _wrong(walked, attempt.whole, attempt.way)]
    found.payloads += 1
    found.slowest_ms = max(found.slowest_ms, (perf_counter() - begin) * 1000)


def _count(found: Findings, walked: Walked) -> None:
    found.complete += walked.is_complete
    found.refused += bool(walked.failure)
    found.incomplete += not walked.is_complete and not walked.failure
    found.records += sum(isinstance(event, RecordSeen) for event in walked.events)


def _wrong(walked: Walked, whole: Walked, way: str) -> Iterator[str]:
    if walked.closed is None:
        yield "did not end with one PagesClosed"
    if walked.failure == "harvester.defect":
        yield "a defect"
    tally = walked.tally
    if walked.is_complete and tally.declared not in {None, walked.met, walked.met - tally.others}:
        yield f"complete, with {walked.met} of {tally.declared} declared"
    if walked.is_complete and way == CUT and walked.met < whole.met:
        yield f"complete, with {walked.met} of {whole.met} in a document that was cut off"


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hanging

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _peak() -> float:
    """Give the high-water mark of this process in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    parser = ArgumentParser("python -m tests.torture.payloads")
    parser.add_argument("protocol", type=Protocol)
    parser.add_argument("--first", type=int, default=0, help="number of the first payload")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    wanted = parser.parse_args()
    found = torture(wanted.protocol, range(wanted.first, wanted.first + wanted.count), wanted.seed)
    sys.stdout.write(orjson.dumps(asdict(found)).decode() + "\n")


if __name__ == "__main__":
    main()
