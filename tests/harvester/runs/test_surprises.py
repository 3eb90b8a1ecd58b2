"""What nobody foresaw becomes a recorded failure; what is already being harvested is left alone."""

from threading import Event, Thread

import pytest

from catalogue.errors import StoreError, UsageError
from catalogue.store import Database, tables
from harvester.runs import NoProgress, RunSummary
from oogst.demo.portals.loopback import Answer, Question
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, Town, town_at


class Clumsy(NoProgress):
    def advance(self, records: int) -> None:
        raise ZeroDivisionError(f"stumbled over {records} records")


def test_a_surprise_is_recorded_with_its_traceback_and_the_next_run_works(new_town: MakeTown) -> None:
    city = new_town("ckan")
    run = city.harvest(progress=Clumsy())
    last = city.last_run()

    assert run.failure is not None
    assert (run.state, run.failure.key) == ("failed", "usage.unexpected")
    assert run.failure.facts["detail"] == "ZeroDivisionError: stumbled over 13 records"
    assert last.traceback is not None
    assert last.traceback.startswith("Traceback")
    assert "stumbled over 13 records" in last.traceback
    assert city.harvest(EVENING).state == "complete"
    assert len(city.kept()) == 13


def test_a_source_that_is_being_harvested_is_not_harvested_twice(
    stage: Stage, any_store: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    city = town_at(stage, "dcat_rdfxml", any_store, tmp_path_factory.mktemp("work"))
    asked, go_on = Event(), Event()

    def wait(_question: Question) -> Answer | None:
        asked.set()
        go_on.wait(30)
        return None

    stage.play = wait
    runs: list[RunSummary] = []
    first = Thread(target=lambda: runs.append(city.harvest()))
    first.start()
    assert asked.wait(30)
    with pytest.raises(StoreError) as busy:
        city.harvest()
    go_on.set()
    first.join()

    assert busy.value.key == "store.busy-source"
    assert busy.value.facts["source"] == "kasteelveld/portaal"
    assert [run.state for run in runs] == ["complete"]
    assert city.harvest().tally.unchanged == 10


def test_sources_of_different_towns_are_harvested_at_once(
    stage: Stage, any_store: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("work")
    cities = [town_at(stage, portal, any_store, folder) for portal in ("ckan", "dcat_turtle", "opendatasoft")]
    runs: list[RunSummary] = []

    def harvest(city: Town) -> None:
        runs.append(city.harvest())

    threads = [Thread(target=harvest, args=(city,)) for city in cities]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [run.failure for run in runs] == [None] * 3
    assert len(cities[0].kept()) == 13 + 12 + 10


def test_a_run_gives_its_lease_back_also_when_it_fails(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("dcat_rdfxml")
    stage.play = lambda _: Answer(b"", status=404)  # type: ignore[arg-type]  # a plain number does
    city.harvest()
    with city.database.transaction() as connection:
        assert connection.execute(tables.lease.select()).all() == []


def test_a_run_leaves_nothing_in_its_workplace(new_town: MakeTown) -> None:
    city = new_town("opendatasoft")
    city.harvest()
    assert {file.name for file in city.folder.iterdir()} <= {"oogst.db", "oogst.db-wal", "oogst.db-shm"}


def test_a_workplace_that_is_not_there_is_said_before_anything_is_recorded(new_town: MakeTown) -> None:
    city = new_town("opendatasoft")
    nowhere = Town(city.source, city.rules, city.database, city.folder / "nergens")
    with pytest.raises(UsageError) as refused:
        nowhere.harvest()

    assert refused.value.key == "run.no-workplace"
    with city.database.transaction() as connection:
        assert connection.execute(tables.run.select()).all() == []
        assert connection.execute(tables.lease.select()).all() == []
