"""What a town's store and feed hold after its first day, that day again, and two harvests of the second."""

from contextlib import closing
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import pytest
from sqlalchemy import func, select

from catalogue.store import open_database, tables
from catalogue.views import TroubleCount
from harvester.runs import RunSummary
from oogst.demo.portals.samples import catalogue, identifier
from tests.road.stage import Stage
from tests.road.towns import EVENING, PORTALS, Kept, Town, town_at
from tests.stores import STORES, empty_store


class Scene(NamedTuple):
    run: RunSummary
    kept: dict[str, Kept]
    troubles: list[TroubleCount]
    payloads: int
    feed: bytes


class Story(NamedTuple):
    portal: str
    first: Scene
    again: Scene
    next_day: Scene
    once_more: Scene


class Changes(NamedTuple):
    """What is different on the second day, by the portal's own names."""

    changed: set[str]
    vanished: str
    new: str


MOLENDRIES = "https://data.molendries.example/id/dataset/"
KASTEELVELD = "https://data.kasteelveld.example/id/dataset/"
ARCGIS = "https://www.arcgis.com/home/item.html?id="
CHANGES = {
    "ckan": Changes({"laadpalen", "begroting-2025"}, "trouwlocaties", "deelfietsen"),
    "opendatasoft": Changes({"zwembaden-bezoekers", "wegenwerken"}, "marktkramers", "openbare-toiletten"),
    "arcgis_hub": Changes(
        {f"{ARCGIS}60a7cad4b8fea162f5736ac2b184ed67&sublayer=3"},
        f"{ARCGIS}5f66b9c3a7ed9051e4625fb1a073dc56",
        f"{ARCGIS}a4eb0118fc32e5a6d9b7ae06f5c82ba1&sublayer=0",
    ),
    "dcat_turtle": Changes(
        {f"{MOLENDRIES}verhardingen"}, f"{MOLENDRIES}sportzalen", f"{MOLENDRIES}volkstuinen"
    ),
    "dcat_rdfxml": Changes(
        {f"{KASTEELVELD}kinderopvang"}, f"{KASTEELVELD}restafval", f"{KASTEELVELD}picknickplaatsen"
    ),
}


def at_the_source(portal: str, name: str) -> str:
    """Give the identifier that a harvester sees: CKAN gives every package an id of its own."""
    return (
        str(uuid5(NAMESPACE_URL, f"https://opendata.zonnegem.example/{name}")) if portal == "ckan" else name
    )


def scene(town: Town) -> Scene:
    run = town.harvest(EVENING)
    with town.database.transaction() as connection:
        payloads = connection.execute(select(func.count()).select_from(tables.payload)).scalar_one()
    return Scene(run, town.kept(), town.troubles(run), payloads, town.feed())


@pytest.fixture(scope="module", params=PORTALS)
def portal(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=STORES)
def story(
    request: pytest.FixtureRequest,
    portal: str,
    whole_stage: Stage,
    tmp_path_factory: pytest.TempPathFactory,
) -> Story:
    folder = tmp_path_factory.mktemp(portal)
    with whole_stage.undisturbed(), closing(open_database(empty_store(request.param, folder))) as database:
        town = town_at(whole_stage, portal, database, folder)
        first, again = scene(town), scene(town)
        whole_stage.day = 2
        return Story(portal, first, again, scene(town), scene(town))


def test_every_run_proves_itself_complete(story: Story) -> None:
    runs = [each.run for each in story[1:]]
    assert [(run.state, run.tally.reasons, run.failure) for run in runs] == [("complete", [], None)] * 4


def test_entries_are_what_is_listed_but_for_what_is_named_with_a_reason(story: Story) -> None:
    listed = [at_the_source(story.portal, identifier(one)) for one in catalogue(story.portal, 1).datasets]
    missing = story.first.troubles

    assert len(story.first.kept) == len(listed) - len(missing)
    assert set(story.first.kept) == set(listed) - {
        name for name in listed for one in missing if one.kind == "skipped" and name in one.detail
    }
    assert all(one.kind in {"duplicate", "skipped"} and one.pointer and one.detail for one in missing)


def test_the_tally_adds_up(story: Story) -> None:
    for run in (each.run.tally for each in story[1:]):
        assert run.seen == run.new + run.changed + run.unchanged + run.failed
        assert run.declared in (None, run.seen + run.duplicates + run.skipped)


def test_the_same_day_again_changes_nothing(story: Story) -> None:
    first, again = story.first, story.again

    assert (again.run.tally.unchanged, again.run.tally.new, again.run.tally.changed) == (
        len(first.kept),
        0,
        0,
    )
    assert again.kept == first.kept
    assert again.payloads == first.payloads
    assert again.troubles == first.troubles
    assert {(one.versions, one.assessments) for one in again.kept.values()} == {(1, 1)}


def test_the_same_day_again_gives_the_same_feed_to_the_byte(story: Story) -> None:
    assert story.again.feed == story.first.feed


def test_a_day_later_exactly_what_changed_has_a_new_version(story: Story) -> None:
    expected = CHANGES[story.portal]
    changed = {at_the_source(story.portal, name) for name in expected.changed}
    new = at_the_source(story.portal, expected.new)
    before, after = story.again.kept, story.next_day.kept

    assert {name for name, one in after.items() if one.versions == 2} == changed
    assert {name for name in before if before[name].content != after[name].content} == changed
    assert set(after) - set(before) == {new}
    assert (story.next_day.run.tally.changed, story.next_day.run.tally.new) == (len(changed), 1)


def test_what_is_gone_is_first_suspect_and_stays_in_the_feed_as_it_was(story: Story) -> None:
    gone = at_the_source(story.portal, CHANGES[story.portal].vanished)
    before, after = story.again.kept[gone], story.next_day.kept[gone]

    assert after == before._replace(state="suspect")
    assert (after.uuid.encode() in story.next_day.feed) is before.published
    assert {one.state for name, one in story.next_day.kept.items() if name != gone} == {"present"}


def test_what_is_gone_a_second_time_is_withdrawn_and_nothing_else(story: Story) -> None:
    gone = at_the_source(story.portal, CHANGES[story.portal].vanished)
    before, after = story.next_day.kept, story.once_more.kept

    assert after == before | {gone: before[gone]._replace(state="withdrawn", withdrawn=True)}
    assert story.once_more.run.tally.withdrawn == 1
    assert after[gone].uuid.encode() not in story.once_more.feed


def test_identities_stay(story: Story) -> None:
    uuids = {name: one.uuid for name, one in story.first.kept.items()}

    assert {name: story.once_more.kept[name].uuid for name in uuids} == uuids
    assert len(set(uuids.values())) == len(uuids)


def test_the_feed_holds_what_is_published_and_nothing_that_is_held_back(story: Story) -> None:
    for each in story[1:]:
        standing = [one for one in each.kept.values() if not one.withdrawn]
        assert [one for one in standing if (one.uuid.encode() in each.feed) is not one.published] == []
