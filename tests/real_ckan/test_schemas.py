"""Real entries, all the way, to portals with a schema of their own: of several languages, or with little."""

from pathlib import Path

import pytest

from catalogue.model import Text
from catalogue.targets.push import Act, Refusal
from tests.catalogue.targets.ckan.entries import a_dataset, file_of, wanted_of
from tests.real_ckan.movements import Movements
from tests.real_ckan.portals import Corner, Instance, instance
from tests.real_ckan.recorded import SPOKEN, changed, recorded

pytestmark = [pytest.mark.ckan, pytest.mark.corpus]
COUNT = 7
"""All of the recorded packages that have a title in these three languages."""


@pytest.fixture(scope="module", params=["multilingual", "lacking"])
def there(request: pytest.FixtureRequest) -> Instance:
    return instance(request.param)


@pytest.fixture
def way(pushing: Movements, corner: Corner) -> Movements:
    return pushing.through(corner.target(lacking="leave-out"))


def test_real_entries_are_planned_applied_verified_changed_and_deleted(
    way: Movements, corner: Corner, corpus: Path
) -> None:
    made = recorded(corpus, corner.where, COUNT)
    way.keep(*made)
    assert way.push().counts[Act.CREATE] == COUNT
    verified = way.verify()
    assert (verified.stands, verified.equal) == (True, COUNT)
    assert way.plan().steps == ()

    ids = {package["id"]: _ids(package) for package in corner.packages()}
    way.keep(*(changed(entry) for entry in made[:3]))
    way.withdraw([entry.identity.uuid for entry in made[-2:]])
    applied = way.push()
    assert (applied.counts[Act.UPDATE], applied.counts[Act.DELETE]) == (3, 2)
    assert (way.verify().stands, way.plan().steps) == (True, ())
    left = {package["id"]: _ids(package) for package in corner.packages()}
    assert left == {entry.identity.uuid: ids[entry.identity.uuid] for entry in made[:-2]}


def _ids(package: dict[str, list[dict[str, str]]]) -> set[str]:
    return {resource["id"] for resource in package["resources"]}


@pytest.mark.parametrize("there", ["multilingual"], indirect=True)
def test_a_portal_of_several_languages_shows_each_that_it_has_and_the_tags_of_one(
    way: Movements, corner: Corner, corpus: Path
) -> None:
    [entry] = recorded(corpus, corner.where, 1)
    way.keep(entry)
    way.push()
    [package] = corner.packages()
    said = {text.language: text.value for text in entry.resource.title}
    assert {one: package["title_translated"][one] for one in SPOKEN} == {one: said[one] for one in SPOKEN}
    tags = sorted(tag["name"] for tag in package["tags"])
    assert tags
    assert tags in [sorted(each) for each in package["tags_translated"].values()]


def test_what_is_said_in_a_language_that_the_portal_lacks_is_told_and_nothing_goes_under_another(
    corner: Corner,
) -> None:
    target = corner.target(lacking="leave-out")
    title = [Text("Bomen", "nl"), Text("Árboles", "et")]
    files = [file_of("bomen.csv", rights=[Text("Ohne", "de"), Text("Zonder", "nl")])]
    one = wanted_of(a_dataset("bomen", corner.where, title=title, distributions=files))
    body = target.shape(one)
    assert not isinstance(body, Refusal), body
    assert "Ohne" not in str(body)
    assert {loss.key for loss in target.losses(one)} & {
        "ckan-target.loss.languages",
        "ckan-target.loss.other-languages",
    }
    held = target.create(body)
    assert target.differences(body, held) == []
    assert list(target.ours()) == [held]


@pytest.mark.parametrize("there", ["lacking"], indirect=True)
def test_a_schema_without_what_an_entry_needs_stops_a_plan_by_the_names_of_the_fields(
    corner: Corner,
) -> None:
    [told] = corner.target().ready([corner.where.publisher])
    assert told.key == "ckan-target.schema-lacks"
    assert "publisher" in str(told.facts["fields"])
    assert corner.packages() == []
