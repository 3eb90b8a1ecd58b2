"""What came from us, or is held by its own publisher's source, is never harvested back as new."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalogue.model import Protocol
from oogst.demo.portals.loopback import Answer, Question
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, Town

PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"


def dataset(iri: str, title: str, *, page: str = "", text: str = "Een lijst.") -> str:
    landing = f" ; dcat:landingPage <{page}>" if page else ""
    return f'<{iri}> a dcat:Dataset ; dct:title "{title}"@nl ; dct:description "{text}"@nl{landing} .\n'


def listing(*datasets: str) -> Callable[[Question], Answer]:
    body = (PREFIXES + "".join(datasets)).encode()
    return lambda _question: Answer(body, "text/turtle")


OWN = dataset("https://stad.example/bomen", "Straatbomen", page="https://stad.example/bomen/pagina")


@pytest.fixture
def city(stage: Stage, new_town: MakeTown) -> Town:
    """Give a town whose own source has one dataset."""
    stage.play = listing(OWN)
    town = new_town("ckan")
    source = replace(town.source, protocol=Protocol.DCAT_RDF, url=f"{stage.url}/stad.ttl")
    one = replace(town, source=source)
    assert one.harvest().state == "complete"
    return one


def other(city: Town, stage: Stage, *, aggregator: bool = False) -> Town:
    """Give another publisher that harvests into the same store."""
    source = replace(
        city.source,
        name="vlaanderen/portaal",
        publisher="vlaanderen",
        url=f"{stage.url}/vlaanderen.ttl",
        aggregator=aggregator,
    )
    return replace(city, source=source)


def new_at(city: Town, stage: Stage, *datasets: str, aggregator: bool = False) -> tuple[int, list[str]]:
    """Harvest these at the other publisher; give how many were new, and why the others were not."""
    stage.play = listing(*datasets)
    portal = other(city, stage, aggregator=aggregator)
    run = portal.harvest(EVENING)
    assert run.state == "complete"
    return run.tally.new, [one.detail.partition(":")[0] for one in portal.troubles(run)]


def uuid_of(city: Town) -> str:
    (one,) = city.kept().values()
    return one.uuid


def test_what_bears_a_name_of_ours_is_not_new(stage: Stage, city: Town) -> None:
    iri = f"{city.rules.base}/id/dataset/zonnegem/{uuid_of(city)}"
    assert new_at(city, stage, dataset(iri, "Straatbomen")) == (0, ["likeness.echo.own-name"])


@pytest.mark.parametrize(
    "place",
    [
        "https://metadata.vlaanderen.be/srv/resources/datasets/{}",
        "https://metadata.vlaanderen.be/id/record/{}",
        "https://www.vlaanderen.be/DataCatalogRecord/{}",
    ],
)
def test_the_platforms_copy_of_an_entry_of_ours_is_not_new(stage: Stage, city: Town, place: str) -> None:
    copy = dataset(place.format(uuid_of(city)), "Straatbomen")
    assert new_at(city, stage, copy) == (0, ["likeness.echo.portal-copy"])


def test_to_mention_us_is_not_to_be_ours(stage: Stage, city: Town) -> None:
    text = f"Zie ook {city.rules.base}/id/dataset/zonnegem/{uuid_of(city)} van de stad."
    assert new_at(city, stage, dataset("https://ander.example/1", "Bankjes", text=text)) == (1, [])


COPY = dataset("https://portaal.example/7", "Straatbomen", page="https://stad.example/bomen/pagina")
OTHERS = dataset("https://portaal.example/8", "Zwembaden", page="https://portaal.example/8")


def test_an_aggregator_leaves_to_a_publisher_what_its_own_source_has(stage: Stage, city: Town) -> None:
    assert new_at(city, stage, COPY, OTHERS, aggregator=True) == (1, ["likeness.echo.held"])


def test_a_source_of_its_own_may_list_what_looks_alike(stage: Stage, city: Town) -> None:
    assert new_at(city, stage, COPY, OTHERS) == (2, [])


def test_the_publishers_own_source_takes_over_from_an_aggregator(stage: Stage, new_town: MakeTown) -> None:
    stage.play = listing(OWN)
    town = new_town("ckan")
    own = replace(town.source, protocol=Protocol.DCAT_RDF, url=f"{stage.url}/stad.ttl")
    passed_on = replace(own, name="zonnegem/gewest", url=f"{stage.url}/gewest.ttl", aggregator=True)
    replace(town, source=passed_on).harvest()
    city = replace(town, source=own)
    run = city.harvest(EVENING)
    again = replace(town, source=passed_on).harvest(EVENING)

    assert (run.tally.new, city.troubles(run)) == (1, [])
    assert [one.detail.partition(":")[0] for one in city.troubles(again)] == ["likeness.echo.held"]
