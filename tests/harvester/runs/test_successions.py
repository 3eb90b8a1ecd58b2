"""A dataset that goes on under another identifier keeps its name and its history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalogue.model import Protocol
from catalogue.store import successions, tables
from catalogue.views import SuccessionView, successions_kept
from harvester.runs import run_source
from oogst.demo.portals.loopback import Answer, Question
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, MORNING, QUICK, Town

PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
TOPICS = [
    "Fietsenstallingen", "Speelpleinen", "Begraafplaatsen", "Straatbomen", "Marktkramen", "Bibliotheken",
    "Zwembaden", "Parkeergarages", "Wegenwerken", "Geboorten", "Verhuizingen", "Schoolroutes",
]  # fmt: skip


def dataset(iri: str, topic: str) -> str:
    """Describe a dataset with a file of its own, which stays where it is."""
    file = f"https://bestanden.example/{topic.lower()}.csv"
    return (
        f'<{iri}> a dcat:Dataset ; dct:title "{topic} in de stad"@nl ;'
        f' dct:description "Alle {topic.lower()} van de stad, bijgewerkt door de dienst die ze beheert."@nl ;'
        f" dcat:distribution <{iri}/bestand> .\n<{iri}/bestand> a dcat:Distribution ;"
        f" dcat:accessURL <{file}> ; dcat:downloadURL <{file}> .\n"
    )


def portal(root: str, topics: list[str]) -> Callable[[Question], Answer]:
    body = PREFIXES + "".join(
        dataset(f"https://{root}/{number}", topic) for number, topic in enumerate(topics)
    )
    return lambda _question: Answer(body.encode(), "text/turtle")


@pytest.fixture
def city(stage: Stage, new_town: MakeTown) -> Town:
    """Give a town with a portal of twelve datasets, harvested once."""
    stage.play = portal("oud.example", TOPICS)
    town = new_town("ckan")
    source = replace(town.source, protocol=Protocol.DCAT_RDF, url=f"{stage.url}/catalogus.ttl")
    one = replace(town, source=source)
    assert one.harvest(MORNING).state == "complete"
    return one


def names(town: Town) -> dict[str, str]:
    """Give the UUID of what stands, by identifier at the source."""
    return {name: kept.uuid for name, kept in town.kept().items() if not kept.withdrawn}


def pairs(town: Town) -> list[SuccessionView]:
    with town.database.transaction() as connection:
        return successions_kept(connection)


def proposing(town: Town) -> None:
    run_source(
        town.source,
        database=town.database,
        rules=town.rules,
        crawling=QUICK,
        workplace=town.folder,
        successions="propose",
        clock=lambda: EVENING,
    )


def test_after_a_change_of_portal_every_entry_keeps_its_name(stage: Stage, city: Town) -> None:
    before = names(city)
    stage.play = portal("nieuw.example", TOPICS)
    run = city.harvest(EVENING)

    assert (run.state, run.tally.reasons) == ("complete", [])
    assert {pair.state for pair in pairs(city)} == {"applied"}
    assert sorted(names(city).values()) == sorted(before.values())
    assert {name.rpartition("/")[2]: uuid for name, uuid in names(city).items()} == {
        name.rpartition("/")[2]: uuid for name, uuid in before.items()
    }


def test_the_next_run_writes_the_new_description_under_the_old_name(stage: Stage, city: Town) -> None:
    before = names(city)
    stage.play = portal("nieuw.example", TOPICS)
    city.harvest(EVENING)
    again = city.harvest(EVENING + timedelta(days=1))
    after = city.harvest(EVENING + timedelta(days=2))

    assert (again.tally.changed, again.tally.new, again.tally.withdrawn) == (12, 0, 0)
    assert (after.tally.unchanged, after.state) == (12, "complete")
    assert sorted(names(city).values()) == sorted(before.values())
    kept = [one for one in city.kept().values() if not one.withdrawn]
    assert {one.versions for one in kept} == {2}
    assert len(kept) == 12


def test_the_retired_name_points_at_the_entry_that_it_turned_out_to_be(stage: Stage, city: Town) -> None:
    before = set(names(city).values())
    stage.play = portal("nieuw.example", TOPICS)
    city.harvest(EVENING)
    e = tables.entry.c
    with city.database.transaction() as connection:
        retired = connection.execute(select(e.uuid, e.replaced_by, e.withdrawn_at)).all()
        uuids = dict(connection.execute(select(e.id, e.uuid)).all())
    pointing = {row.uuid: uuids[row.replaced_by] for row in retired if row.replaced_by}
    assert len(pointing) == 12
    assert set(pointing.values()) == before
    assert before.isdisjoint(pointing)


def test_a_new_source_that_replaces_the_old_one_carries_the_names_on(stage: Stage, city: Town) -> None:
    before = names(city)
    stage.play = portal("nieuw.example", TOPICS[:11])
    source = replace(city.source, name="zonnegem/hub", url=f"{stage.url}/hub.ttl")
    heir = replace(city, source=replace(source, replaces=(city.source.name,)))
    run = heir.harvest(EVENING)

    assert run.state == "complete"
    assert len(set(names(heir).values()) & set(before.values())) == 12
    states = {name: kept.state for name, kept in heir.kept().items()}
    assert states["https://oud.example/11"] == "suspect"


def test_what_only_looks_alike_waits_for_a_person(stage: Stage, city: Town) -> None:
    stage.play = portal("nieuw.example", TOPICS)
    proposing(city)
    waiting = pairs(city)
    assert {pair.state for pair in waiting} == {"proposed"}
    assert all(pair.evidence and 0.75 <= pair.confidence < 1 for pair in waiting)

    yes, no = waiting[0], waiting[1]
    with city.database.transaction() as connection:
        successions.apply_succession(connection, yes.number, "els", EVENING)
        successions.refuse_succession(connection, no.number, "els", EVENING)
    proposing(city)
    states = {pair.number: pair.state for pair in pairs(city)}
    assert (states[yes.number], states[no.number]) == ("applied", "refused")
    assert len(states) == 12


def test_a_former_identifier_that_is_there_again_takes_the_pair_back(stage: Stage, city: Town) -> None:
    before = names(city)
    stage.play = portal("nieuw.example", TOPICS)
    city.harvest(EVENING)
    both = portal("oud.example", TOPICS), portal("nieuw.example", TOPICS)

    def play(question: Question) -> Answer:
        one, other = (each(question).body for each in both)
        return Answer(one + other, "text/turtle")

    stage.play = play
    for day in range(3):
        run = city.harvest(EVENING + timedelta(days=1 + day))
    assert run.state == "complete"
    assert {pair.state for pair in pairs(city)} == {"contradicted"}
    standing = names(city)
    assert {name: uuid for name, uuid in standing.items() if name in before} == before
    assert len(set(standing.values())) == 24


def test_new_datasets_beside_vanished_ones_are_not_forced_into_pairs(stage: Stage, city: Town) -> None:
    others = ["Sneeuwruimen", "Geluidsmetingen"]
    stage.play = portal("oud.example", TOPICS[:10])
    body = stage.play(Question("", "", {})).body + PREFIXES.encode()
    extra = "".join(dataset(f"https://oud.example/x{topic}", topic) for topic in others).encode()
    stage.play = lambda _question: Answer(body + extra, "text/turtle")
    run = city.harvest(EVENING)
    assert run.state == "complete"
    assert [pair for pair in pairs(city) if pair.state == "applied"] == []
    assert sum(kept.state == "suspect" for kept in city.kept().values()) == 2
