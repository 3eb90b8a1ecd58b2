"""What a person decides: yes to a run that waits, entries withdrawn and restored; always with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from catalogue.errors import UsageError
from catalogue.model import Protocol
from catalogue.store import decisions
from catalogue.views import run_view
from harvester.runs import RunSummary
from oogst.demo.portals.loopback import Answer, Question
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, MORNING, Town

WHY = decisions.Decision("els", "bevestigd door de stad", EVENING)
PREFIXES = b"@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"


def listing(*names: str) -> Callable[[Question], Answer]:
    """Play a catalogue of these datasets, whatever is asked for."""
    one = '<https://x.example/{0}> a dcat:Dataset ; dct:title "Titel van {0}"@nl .\n'
    body = PREFIXES + "".join(one.format(name) for name in names).encode()
    return lambda _question: Answer(body or PREFIXES, "text/turtle")


MANY = [f"d{number:02}" for number in range(20)]
FEW = MANY[:10]


@pytest.fixture
def city(stage: Stage, new_town: MakeTown) -> Town:
    """Give a town with a catalogue of twenty datasets, harvested once."""
    stage.play = listing(*MANY)
    town = new_town("ckan")
    source = replace(town.source, protocol=Protocol.DCAT_RDF, url=f"{stage.url}/lijst.ttl")
    one = replace(town, source=source)
    assert one.harvest().state == "complete"
    return one


def states(town: Town) -> dict[str, str]:
    return {name.rpartition("/")[2]: kept.state for name, kept in town.kept().items()}


def whys(town: Town, run: RunSummary) -> list[str]:
    with town.database.transaction() as connection:
        view = run_view(connection, run.run_id)
    assert view is not None
    return [one.why for one in view.standings]


def accept(town: Town, run: RunSummary) -> int:
    with town.database.transaction() as connection:
        return decisions.accept_run(connection, run.run_id, WHY)


def shrunk(stage: Stage, town: Town) -> RunSummary:
    stage.play = listing(*FEW)
    return town.harvest(EVENING)


def test_a_shrink_waits_for_a_person_and_yes_withdraws_what_was_not_seen(stage: Stage, city: Town) -> None:
    run = shrunk(stage, city)
    assert run.state == "quarantined"
    assert set(states(city).values()) == {"present"}

    assert accept(city, run) == 10
    assert [name for name, state in states(city).items() if state == "withdrawn"] == MANY[10:]
    assert whys(city, run) == ["accepted"] * 10
    with city.database.transaction() as connection:
        view = run_view(connection, run.run_id)
    assert view is not None
    assert (view.state, view.accepted_by, view.accepted_why) == ("complete", "els", "bevestigd door de stad")
    assert city.harvest(EVENING).state == "complete"


def test_only_the_newest_run_that_waits_can_be_accepted(stage: Stage, city: Town) -> None:
    first = shrunk(stage, city)
    second = shrunk(stage, city)
    with pytest.raises(UsageError) as stale:
        accept(city, first)
    accept(city, second)
    with pytest.raises(UsageError) as twice:
        accept(city, second)
    with city.database.transaction() as connection, pytest.raises(UsageError) as unknown:
        decisions.accept_run(connection, 999, WHY)
    assert [raised.value.key for raised in (stale, twice, unknown)] == [
        "store.stale-run",
        "store.not-quarantined",
        "store.unknown-run",
    ]


def test_all_that_a_run_withdrew_comes_back_under_its_own_name(stage: Stage, city: Town) -> None:
    before = {name: kept.uuid for name, kept in city.kept().items()}
    run = shrunk(stage, city)
    accept(city, run)
    with city.database.transaction() as connection:
        back = decisions.restore_run(connection, run.run_id, WHY)
        again = decisions.restore_run(connection, run.run_id, WHY)
    assert sorted(back) == sorted(before[f"https://x.example/{name}"] for name in MANY[10:])
    assert again == []
    assert set(states(city).values()) == {"present"}
    assert {name: kept.uuid for name, kept in city.kept().items()} == before


def test_what_was_restored_is_held_until_its_source_shows_it_again(stage: Stage, city: Town) -> None:
    stage.play = listing(*MANY[:19])
    for day in range(2):
        city.harvest(MORNING + timedelta(days=1 + day))
    assert states(city)["d19"] == "withdrawn"
    uuid = city.kept()["https://x.example/d19"].uuid
    with city.database.transaction() as connection:
        assert decisions.restore_entries(connection, [uuid], WHY) == [uuid]

    for day in range(3):
        assert city.harvest(MORNING + timedelta(days=5 + day)).state == "complete"
    assert states(city)["d19"] == "present"

    stage.play = listing(*MANY)
    city.harvest(MORNING + timedelta(days=9))
    stage.play = listing(*MANY[:19])
    city.harvest(MORNING + timedelta(days=10))
    assert states(city)["d19"] == "suspect"


def test_what_a_person_withdrew_returns_when_its_source_still_shows_it(city: Town) -> None:
    uuid = city.kept()["https://x.example/d00"].uuid
    with city.database.transaction() as connection:
        assert decisions.withdraw_entries(connection, [uuid], WHY) == [uuid]
        assert decisions.withdraw_entries(connection, [uuid], WHY) == []
    assert states(city)["d00"] == "withdrawn"
    run = city.harvest(EVENING)
    assert states(city)["d00"] == "present"
    assert "returned" in whys(city, run)


def test_absence_and_return_are_written_down(stage: Stage, city: Town) -> None:
    stage.play = listing(*MANY[:19])
    first = city.harvest(EVENING)
    stage.play = listing(*MANY)
    back = city.harvest(EVENING)
    assert (whys(city, first), whys(city, back)) == (["absent"], ["returned"])


def test_a_source_that_replaces_another_carries_its_entries_on(stage: Stage, city: Town) -> None:
    before = {name: kept.uuid for name, kept in city.kept().items()}
    stage.play = listing(*MANY[:18], "nieuw")
    source = replace(
        city.source,
        name=f"{city.source.publisher}/opvolger",
        url=f"{stage.url}/nieuw.ttl",
        replaces=(city.source.name,),
    )
    heir = replace(city, source=source)
    first = heir.harvest(EVENING)
    assert (first.state, first.tally.new) == ("complete", 19)
    assert heir.troubles(first) == []
    assert {name: kept.uuid for name, kept in heir.kept().items() if name in before} == before
    assert (states(heir)["d18"], states(heir)["d19"]) == ("suspect", "suspect")
    heir.harvest(EVENING + timedelta(days=1))
    assert (states(heir)["d18"], states(heir)["d00"]) == ("withdrawn", "present")
