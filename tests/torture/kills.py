"""Harvests killed at any moment, each followed by a normal one: ``python -m tests.torture.kills --count 10``.

After the second harvest the store and the feed must be what an undisturbed one leaves. Writes what it found
as one line of JSON.
"""

import os
import random
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from threading import Event
from typing import Final, Self

import orjson
from sqlalchemy import func, select, update

from catalogue.model import Protocol
from catalogue.store import Database, open_database, tables
from harvester.runs.belt import BATCH
from tests.harvester.scenarios import Scenarios, entry, serving
from tests.harvester.scenarios.asking import Holding
from tests.processes import below
from tests.road.towns import Town
from tests.stores import empty_store
from tests.torture.standing import Standing, differences, standing
from tests.torture.victim import MOMENTS, PAGE, town_of

__all__ = ["Deaths", "Scene", "torture"]

ROOT: Final = Path(__file__).parents[2]
SIZE: Final = 80
SEED: Final = 2025
MOST: Final = 0.8
"""Of the time of a harvest; what follows is the end of its process."""
DAYS: Final = {1: Holding(range(SIZE), page=PAGE), 2: Holding([*range(4), *range(5, SIZE + 1)], page=PAGE)}
"""On the second day the fifth dataset is gone, and there is a new one."""
NEWS: Final = {b"Alles over nummer 7.": b"Nog meer over nummer 7.", b"Alles over 7.": b"Nog meer over 7."}
"""And this one says something else."""


@dataclass(slots=True)
class Deaths:
    kills: int = 0
    too_late: int = 0
    """The harvest had ended before the signal came."""
    on_postgresql: int = 0
    seconds: float = 0.0
    left: dict[str, int] = field(default_factory=dict)
    """How often a killed harvest of an empty store had kept nothing, a part, or all."""
    broken: list[str] = field(default_factory=list)

    def __add__(self, other: Self) -> Self:
        both = {one.name: getattr(self, one.name) for one in fields(self)}
        for name in ("kills", "too_late", "on_postgresql", "seconds", "broken"):
            both[name] += getattr(other, name)
        both["left"] = {what: times + other.left[what] for what, times in self.left.items()}
        return replace(self, **both)


@dataclass(frozen=True, slots=True)
class _Plot:
    """What happens in one attempt."""

    number: int
    protocol: Protocol
    day: int
    store: str
    early: bool
    """Killed before the first page was asked for."""
    kept: int
    """Killed as soon as so many records are kept; 0 for a moment that only the clock gives."""
    moment: float
    """Share of the time that an undisturbed harvest takes from its first page on."""
    alone: bool
    """Only the run is killed; its crawler has to notice by itself."""

    def __str__(self) -> str:
        how = "alone" if self.alone else "with all its children"
        when = "early" if self.early else f"with {self.kept} kept" if self.kept else f"at {self.moment:.2f}"
        return f"{self.number} {self.protocol} day {self.day} {self.store} {when} {how}"


class Scene:
    """A server, and for each protocol what undisturbed harvests leave."""

    def __init__(self, server: Scenarios, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.asked = Event()
        self.expected: dict[tuple[Protocol, int, int], Standing] = {}
        """By protocol, day, and how many harvests were completed on it."""
        self.spans: dict[Protocol, float] = {}
        server.on_request = self._heard

    def _heard(self, _path: str) -> None:
        self.asked.set()

    def day(self, day: int) -> None:
        self.server.stock = DAYS[day]
        self.server.texts = NEWS if day == 2 else {}

    def address(self, protocol: Protocol) -> str:
        return self.server.url + entry(protocol, "healthy")

    def town(self, protocol: Protocol, database: Database, folder: Path) -> Town:
        return town_of(protocol, self.address(protocol), database, folder)

    def rehearse(self, protocol: Protocol) -> None:
        """Harvest undisturbed, twice on each day, and remember what then stands."""
        if protocol in self.spans:
            return
        folder = self.folder / protocol
        folder.mkdir()
        for day in (1, 2):
            self.day(day)
            store = f"sqlite:///{folder}/oogst.db"
            if day == 1:
                self.spans[protocol] = self._time(protocol, store, folder)
            with closing(open_database(store)) as database:
                town = self.town(protocol, database, folder)
                for times in (1, 2):
                    if day == 2 or times == 2:
                        run = town.harvest(MOMENTS[day])
                        assert run.state == "complete", run
                    self.expected[protocol, day, times] = standing(town)
            if day == 1:
                copytree(folder, self.folder / f"{protocol}-day-1")

    def _time(self, protocol: Protocol, store: str, folder: Path) -> float:
        self.asked.clear()
        with self.victim(protocol, store, folder, 1) as process:
            assert self.asked.wait(60)
            begin = time.monotonic()
            assert process.wait(120) == 0
            return time.monotonic() - begin

    @contextmanager
    def victim(
        self, protocol: Protocol, store: str, folder: Path, day: int
    ) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-m", "tests.torture.victim"]
        with subprocess.Popen(  # noqa: S603  our own module
            [*command, protocol, self.address(protocol), store, str(folder), str(day)],
            cwd=ROOT,
            start_new_session=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()


def torture(numbers: range, protocols: list[Protocol], seed: int = SEED) -> Deaths:
    """Kill so many harvests; which protocol, store and moment follows from the seed."""
    deaths, begin = Deaths(left={"nothing": 0, "a part": 0, "all": 0}), time.monotonic()
    with ExitStack() as stack:
        server = stack.enter_context(serving())
        scene = Scene(server, Path(stack.enter_context(TemporaryDirectory(prefix="oogst-torture-"))))
        for number in numbers:
            plot = _plot(number, protocols, seed)
            scene.rehearse(plot.protocol)
            _play(plot, scene, deaths)
    deaths.seconds = time.monotonic() - begin
    return deaths


def _plot(number: int, protocols: list[Protocol], seed: int) -> _Plot:
    chance = random.Random(f"{seed} {number}")  # noqa: S311 -- reproducible chance is what is wanted
    postgres = bool(os.environ.get("OOGST_TEST_POSTGRES")) and number % 4 == 3
    return _Plot(
        number=number,
        protocol=protocols[number % len(protocols)],
        day=1 + (number // len(protocols)) % 2,
        store="postgresql" if postgres else "sqlite",
        early=chance.random() < 0.1,
        kept=chance.choice((0, 0, *range(1, SIZE, BATCH))),
        moment=chance.random(),
        alone=chance.random() < 0.5,
    )


def _play(plot: _Plot, scene: Scene, deaths: Deaths) -> None:
    with TemporaryDirectory(dir=scene.folder) as place:
        folder = Path(place) / "town"
        store = _store(plot, scene, folder)
        scene.day(plot.day)
        _kill(plot, scene, store, folder)
        with closing(open_database(store)) as database:
            ended = _ended(database, plot.day)
            if plot.day == 1:
                deaths.left[_left(database)] += 1
            _let_a_minute_pass(database)
            town = scene.town(plot.protocol, database, folder)
            run = town.harvest(MOMENTS[plot.day])
            wrong = [] if run.state == "complete" else [f"{run.state}: {run.tally.reasons} {run.failure}"]
            wrong += differences(scene.expected[plot.protocol, plot.day, 1 + ended], standing(town))
    deaths.kills += 1
    deaths.too_late += ended
    deaths.on_postgresql += plot.store == "postgresql"
    deaths.broken += [f"{plot}: {what}" for what in wrong]


def _store(plot: _Plot, scene: Scene, folder: Path) -> str:
    """Make the store: empty on the first day, with the first day in it on the second."""
    if plot.day == 2 and plot.store == "sqlite":
        copytree(scene.folder / f"{plot.protocol}-day-1", folder)
        return f"sqlite:///{folder}/oogst.db"
    folder.mkdir()
    store = empty_store(plot.store, folder)
    with closing(open_database(store)) as database:
        if plot.day == 2:
            scene.day(1)
            scene.town(plot.protocol, database, folder).harvest(MOMENTS[1])
    return store


def _kill(plot: _Plot, scene: Scene, store: str, folder: Path) -> None:
    scene.asked.clear()
    with scene.victim(plot.protocol, store, folder, plot.day) as process:
        if plot.early:
            time.sleep(plot.moment)
        else:
            scene.asked.wait(60)
            _wait(plot, scene, store, process)
        doomed = [process.pid] if plot.alone else [process.pid, *below(process.pid)]
        for one in doomed:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()


def _wait(plot: _Plot, scene: Scene, store: str, process: subprocess.Popen[bytes]) -> None:
    """Wait for the moment to come: so many records kept on the first day, else so much time."""
    if plot.day == 2 or not plot.kept:
        time.sleep(plot.moment * MOST * scene.spans[plot.protocol])
        return
    with closing(open_database(store)) as database:
        while _kept(database) < plot.kept and process.poll() is None:
            time.sleep(0.002)


def _ended(database: Database, day: int) -> bool:
    """Tell whether the run of this day was over, and complete, before the signal came."""
    t = tables.run.c
    with database.transaction() as connection:
        runs = connection.execute(select(t.state).where(t.started_at == MOMENTS[day])).scalars()
        return "complete" in set(runs)


def _kept(database: Database) -> int:
    with database.transaction() as connection:
        return connection.execute(select(func.count()).select_from(tables.record)).scalar_one()


def _left(database: Database) -> str:
    kept = _kept(database)
    return "nothing" if kept == 0 else "all" if kept == SIZE else "a part"


def _let_a_minute_pass(database: Database) -> None:
    """Let the lease of the dead run out."""
    with database.transaction() as connection:
        connection.execute(update(tables.lease).values(until=datetime(2025, 1, 1, tzinfo=UTC)))


def main() -> None:
    parser = ArgumentParser("python -m tests.torture.kills")
    parser.add_argument("--first", type=int, default=0, help="number of the first kill")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--step", type=int, default=1, help="distance to the next number")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--protocol", type=Protocol, action="append", help="only this one (again for more)")
    wanted = parser.parse_args()
    numbers = range(wanted.first, wanted.first + wanted.count * wanted.step, wanted.step)
    deaths = torture(numbers, wanted.protocol or list(Protocol), wanted.seed)
    sys.stdout.write(orjson.dumps(asdict(deaths)).decode() + "\n")


if __name__ == "__main__":
    main()
