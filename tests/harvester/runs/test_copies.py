"""What a catalogue that passes on says of an entry is kept beside the entry, and tells where it arrived."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from catalogue.model import Protocol
from catalogue.store import tables as t
from catalogue.testimony import Copy
from catalogue.views.testimony import copies_of, doubles_of
from tests.harvester.runs.conftest import MakeTown
from tests.harvester.runs.test_loops import COPY, OTHERS, OWN, listing
from tests.road.stage import Stage
from tests.road.towns import EVENING, Town

DAY = timedelta(days=1)
RENAMED = COPY.replace("Straatbomen", "straatbomen")


@pytest.fixture
def city(stage: Stage, new_town: MakeTown) -> Town:
    stage.play = listing(OWN)
    town = new_town("ckan")
    source = replace(town.source, protocol=Protocol.DCAT_RDF, url=f"{stage.url}/stad.ttl")
    one = replace(town, source=source)
    assert one.harvest().state == "complete"
    return one


@pytest.fixture
def flanders(city: Town, stage: Stage) -> Town:
    source = replace(
        city.source,
        name="vlaanderen/portaal",
        publisher="vlaanderen",
        url=f"{stage.url}/vlaanderen.ttl",
        aggregator=True,
        catalogue_of="flanders",
    )
    return replace(city, source=source)


def looked(flanders: Town, stage: Stage, at: datetime, *datasets: str) -> None:
    stage.play = listing(*datasets)
    assert flanders.harvest(at).state == "complete"


def found(city: Town, at: datetime) -> dict[str, Copy | None]:
    """Give the copies of the city's one entry, as known at a moment."""
    with city.database.transaction() as connection:
        (entry,) = connection.execute(
            t.entry.select().with_only_columns(t.entry.c.id).where(t.entry.c.publisher == "zonnegem")
        ).scalars()
        return dict(copies_of(connection, [entry], at)[entry])


def test_before_a_catalogue_was_read_nobody_knows_what_is_in_it(city: Town) -> None:
    assert found(city, EVENING) == {}


def test_a_copy_is_found_with_what_it_says(city: Town, flanders: Town, stage: Stage) -> None:
    looked(flanders, stage, EVENING, COPY, OTHERS)
    copy = found(city, EVENING + DAY)["flanders"]
    assert copy is not None
    assert (copy.by, copy.title, copy.seen_at) == ("address", "Straatbomen", EVENING)


def test_what_a_whole_catalogue_does_not_have_is_not_there(city: Town, flanders: Town, stage: Stage) -> None:
    looked(flanders, stage, EVENING, OTHERS)
    assert found(city, EVENING + DAY) == {"flanders": None}


def test_a_catalogue_read_before_the_entry_was_there_tells_nothing(
    stage: Stage, city: Town, flanders: Town
) -> None:
    looked(flanders, stage, EVENING - 9 * DAY, OTHERS)
    assert found(city, EVENING) == {}


def test_each_day_is_read_back_as_it_was(city: Town, flanders: Town, stage: Stage) -> None:
    for days, datasets in enumerate([(COPY, OTHERS), (RENAMED, OTHERS), (OTHERS,), (RENAMED, OTHERS)]):
        looked(flanders, stage, EVENING + days * DAY, *datasets)
    seen = [found(city, EVENING + (days + 0.5) * DAY)["flanders"] for days in range(4)]
    assert [one.title if one else None for one in seen] == ["Straatbomen", "straatbomen", None, "straatbomen"]


def test_a_source_that_is_no_catalogue_further_on_keeps_no_copies(
    city: Town, flanders: Town, stage: Stage
) -> None:
    looked(replace(flanders, source=replace(flanders.source, catalogue_of="")), stage, EVENING, COPY)
    assert found(city, EVENING + DAY) == {}


FILE = " ; dcat:distribution [ a dcat:Distribution ; dcat:downloadURL <https://stad.example/bomen.csv> ]"


def with_file(listed: str) -> str:
    return listed.replace(" .\n", f"{FILE} .\n")


def test_an_entry_of_another_publisher_with_the_same_file_is_told(
    city: Town, flanders: Town, stage: Stage
) -> None:
    stage.play = listing(with_file(OWN))
    city.harvest(EVENING)
    other = replace(flanders, source=replace(flanders.source, aggregator=False, catalogue_of=""))
    looked(other, stage, EVENING, with_file(OTHERS))
    with city.database.transaction() as connection:
        rows = connection.execute(t.entry.select().order_by(t.entry.c.id)).all()
        doubles = doubles_of(connection, [row.id for row in rows], EVENING + DAY)
        before = doubles_of(connection, [row.id for row in rows], EVENING)
    assert doubles == {rows[0].id: (rows[1].uuid,), rows[1].id: (rows[0].uuid,)}
    assert before == {rows[0].id: (), rows[1].id: (rows[0].uuid,)}
