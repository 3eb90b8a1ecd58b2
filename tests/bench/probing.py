"""Measure how fast addresses are probed: ``python -m tests.bench.probing --addresses 30000 --hosts 300``.

Keeps entries that name so many addresses, all data, on so many hosts of loopback, probes them with politeness
off and everything kept, then a few with it on. Ends with one line of JSON.
"""

import resource
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Final

import orjson
from rich.console import Console
from rich.table import Table

from catalogue.store import Database, open_database
from harvester.probe import ProbeManners, ProbeSummary, probe_store
from tests.bench.many_hosts import hosts
from tests.catalogue.store.naming import keep, offering

KINDS: Final = ("csv", "csv", "geojson", "csv", "ttl", "csv", "csv", "geojson", "csv", "large")
PER_ENTRY: Final = 10
POLITE_HOSTS: Final = 50
POLITE_EACH: Final = 3
RUDE: Final = ProbeManners(pause=0.0, controls=(), hosts_at_once=64, most_per_host=1_000_000)


class Server:
    """The hosts, in a process of their own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout
        self.port = int(self._out.readline())

    def asked(self) -> dict[str, Any]:
        self._in.write("\n")
        self._in.flush()
        told: dict[str, Any] = orjson.loads(self._out.readline())
        return told


@contextmanager
def _serving(count: int) -> Iterator[Server]:
    command = [sys.executable, "-m", "tests.bench.many_hosts", str(count)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
        try:
            yield Server(process)
        finally:
            if process.stdin:
                process.stdin.close()
            process.wait(10)


def _addresses(count: int, over: int, port: int) -> list[str]:
    names = hosts(over)
    return [f"http://{names[at % over]}:{port}/{at}.{KINDS[at // over % len(KINDS)]}" for at in range(count)]


def _fill(store: Database, urls: list[str]) -> None:
    entries = [
        offering(*urls[at : at + PER_ENTRY], identifier=f"data{at}") for at in range(0, len(urls), PER_ENTRY)
    ]
    for at in range(0, len(entries), 100):
        keep(store, *entries[at : at + 100])


def _probed(store: Database, manners: ProbeManners) -> tuple[ProbeSummary, float, float]:
    """Give what came of it, wall seconds, and processor seconds of this process."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    begun = perf_counter()
    done = probe_store(store, manners=manners, holder="bench", private_sources={"gent/ods"})
    wall = perf_counter() - begun
    now = resource.getrusage(resource.RUSAGE_SELF)
    return done, wall, now.ru_utime + now.ru_stime - spent.ru_utime - spent.ru_stime


def _rude(count: int, over: int, folder: Path) -> dict[str, Any]:
    with _serving(over) as server, closing(open_database(f"sqlite:///{folder / 'rude.db'}")) as store:
        _fill(store, _addresses(count, over, server.port))
        done, wall, cpu = _probed(store, RUDE)
        asked = server.asked()
    return {
        "addresses": done.asked,
        "given": done.given,
        "hosts": over,
        "requests_per_address": round(asked["requests"] / done.asked, 2),
        "seconds": round(wall, 1),
        "addresses_per_second": round(done.asked / wall),
        "cpu_ms_per_address": round(1000 * cpu / done.asked, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6),
        "store_mb": round((folder / "rude.db").stat().st_size / 1e6),
    }


def _polite(folder: Path) -> dict[str, Any]:
    count = POLITE_HOSTS * POLITE_EACH
    with (
        _serving(POLITE_HOSTS) as server,
        closing(open_database(f"sqlite:///{folder / 'polite.db'}")) as store,
    ):
        _fill(store, _addresses(count, POLITE_HOSTS, server.port))
        done, wall, _ = _probed(store, replace(RUDE, pause=1.0))
        asked = server.asked()
    return {
        "addresses": done.asked,
        "hosts": POLITE_HOSTS,
        "seconds": round(wall, 1),
        "shortest_pause": asked["shortest"],
    }


def main() -> int:
    """Measure; the exit code is 1 when not every address answered."""
    parser = ArgumentParser("python -m tests.bench.probing", description=__doc__)
    parser.add_argument("--addresses", type=int, default=30_000)
    parser.add_argument("--hosts", type=int, default=300)
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        rude = _rude(wanted.addresses, wanted.hosts, Path(folder))
        polite = _polite(Path(folder))
    console = Console(width=120)
    for title, found in (("politeness off", rude), ("politeness on", polite)):
        table = Table("", title, show_edge=False)
        for name, value in found.items():
            table.add_row(name.replace("_", " "), str(value))
        console.print(table)
    sys.stdout.write(orjson.dumps({"rude": rude, "polite": polite}).decode() + "\n")
    return 0 if rude["given"] == rude["addresses"] == wanted.addresses else 1


if __name__ == "__main__":
    sys.exit(main())
