"""A killed harvest leaves whole batches, and the next one ends where an undisturbed one would have."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import func, select, update

from catalogue.errors import StoreError
from catalogue.store import Database, open_database, tables
from catalogue.views import published_bodies, published_members
from harvester.runs.belt import BATCH
from oogst.demo.portals.ckan import ActionApi
from oogst.demo.portals.loopback import Answer, Question
from tests.processes import below
from tests.road.harvest_once import PAGE, town_of
from tests.road.stage import Stage
from tests.road.towns import Town
from tests.stores import STORES, empty_store
from tests.waiting import until

PACKAGES = 350
HELD_UP_AT = 300
MANY = 800
"""Enough for a run to start processes beside its own, and to keep what they made."""
ROOT = Path(__file__).parents[3]


def package(number: int) -> dict[str, Any]:
    return {
        "id": f"p{number:03}",
        "name": f"pakket-{number}",
        "title": f"Pakket {number}",
        "notes": f"Alles over {number}." if number % 7 else "",
        "license_id": "cc-zero",
        "resources": [
            {"name": "Bestand", "format": "CSV", "url": f"https://data.zonnegem.example/{number}.csv"}
        ],
    }


@pytest.fixture
def held_up(stage: Stage) -> Iterator[Event]:
    """Play portals of 350 and 800 packages that do not answer for their last page until they are told to."""
    portals = {
        f"/{total}": ActionApi([package(number) for number in range(total)], title="Zonnegem", rows_max=PAGE)
        for total in (PACKAGES, MANY)
    }
    last_pages = {f"/{total}": str(total - PAGE) for total in (PACKAGES, MANY)}
    go_on = Event()

    def play(question: Question) -> Answer | None:
        root, path = question.path[:4], question.path[4:]
        if question.query.get("start") == last_pages[root]:
            go_on.wait(60)
        return portals[root](question._replace(path=path))

    stage.play = play
    yield go_on
    go_on.set()


@contextmanager
def running(store: str, address: str, folder: Path, processes: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.road.harvest_once", store, address, str(folder), str(processes)]
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603  our own module
        try:
            yield process
        finally:
            process.kill()


def count(database: Database, table: str) -> int:
    query = select(func.count()).select_from(tables.metadata.tables[table])
    with database.transaction() as connection:
        return connection.execute(query).scalar_one()


def wait_for_records(database: Database, wanted: int) -> None:
    until(lambda: count(database, "record") >= wanted)


def let_a_minute_pass(database: Database) -> None:
    """Let the lease of the dead run out."""
    with database.transaction() as connection:
        connection.execute(update(tables.lease).values(until=datetime(2025, 1, 1, tzinfo=UTC)))


def published(town: Town) -> tuple[list[Any], list[bytes]]:
    with town.database.transaction() as connection:
        name = town.source.publisher
        return list(published_members(connection, name)), list(published_bodies(connection, name))


@pytest.mark.parametrize("kind", STORES)
def test_the_next_run_ends_where_an_undisturbed_one_would_have(
    stage: Stage, held_up: Event, tmp_path: Path, kind: str
) -> None:
    store, address = empty_store(kind, tmp_path), f"{stage.url}/{PACKAGES}"
    with closing(open_database(store)) as database, running(store, address, tmp_path) as process:
        wait_for_records(database, 100)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        town = town_of(address, database, tmp_path)
        left = town.kept()

        assert town.last_run().state == "running"
        assert 100 <= len(left) <= HELD_UP_AT
        assert len(left) % BATCH == 0
        assert {(one.state, one.versions, one.assessments) for one in left.values()} == {("present", 1, 1)}
        assert count(database, "record") == count(database, "assessment") == len(left)
        with pytest.raises(StoreError, match="already being harvested"):
            town.harvest()
        let_a_minute_pass(database)
        held_up.set()
        run = town.harvest()

        assert (run.state, run.tally.unchanged + run.tally.new) == ("complete", PACKAGES)
        assert run.tally.unchanged == len(left)
        assert states(database) == ["failed", "complete"]
        with closing(open_database(f"sqlite:///{tmp_path}/undisturbed.db")) as another:
            undisturbed = town_of(address, another, tmp_path)
            assert undisturbed.harvest().state == "complete"
            assert town.kept() == undisturbed.kept()
            assert published(town) == published(undisturbed)


def states(database: Database) -> list[str]:
    with database.transaction() as connection:
        return list(connection.execute(select(tables.run.c.state).order_by(tables.run.c.id)).scalars())


def test_no_process_outlives_a_killed_harvest(stage: Stage, held_up: Event, tmp_path: Path) -> None:
    assert not held_up.is_set()
    store = empty_store("sqlite", tmp_path)
    with (
        closing(open_database(store)) as database,
        running(store, f"{stage.url}/{MANY}", tmp_path, processes=2) as process,
    ):
        wait_for_records(database, 550)
        begun = set(below(process.pid))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert len(begun) >= 3
        until(lambda: not any(Path(f"/proc/{one}").exists() for one in begun), seconds=30)


def test_walking_beside_the_run_ends_where_walking_within_it_does(
    stage: Stage, held_up: Event, tmp_path: Path
) -> None:
    held_up.set()
    address = f"{stage.url}/{MANY}"
    with (
        closing(open_database(f"sqlite:///{tmp_path}/within.db")) as one,
        closing(open_database(f"sqlite:///{tmp_path}/beside.db")) as other,
    ):
        within = town_of(address, one, tmp_path)
        beside = replace(town_of(address, other, tmp_path), processes=2)
        assert [within.harvest().state, beside.harvest().state] == ["complete"] * 2
        assert within.kept() == beside.kept()
        assert published(within) == published(beside)
        assert beside.harvest().tally.unchanged == MANY
