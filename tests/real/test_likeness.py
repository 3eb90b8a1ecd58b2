"""Likenesses in recorded catalogues of cities, at the figures that were checked by reading them."""

from pathlib import Path

import pytest

from tests.real.likeness import FEEDS, MOVES, UNRELATED, Corpus, derived, echoes, grouped, moved

pytestmark = pytest.mark.corpus

CERTAIN = {"Antwerpen 2021": 270, "Brussel 2015": 30}
"""Successions that may be applied, at the least; of each a sample was read, and every one was right."""


@pytest.fixture(scope="module")
def recorded(corpus: Path) -> Corpus:
    return Corpus(corpus)


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_a_catalogue_is_recognised_years_later(recorded: Corpus, before: str, after: str) -> None:
    found = moved(recorded, before, after)
    certain = [one for one in found.successions if one.certain]
    assert len(certain) >= CERTAIN[before]
    old, new = recorded.traits(before), recorded.traits(after)
    reworded = [one for one in certain if not old[one.vanished].title_words & new[one.appeared].title_words]
    assert len(reworded) <= 3
    assert all(one.evidence for one in found.successions)


@pytest.mark.parametrize(("before", "after"), UNRELATED)
def test_catalogues_of_two_cities_have_nothing_in_common(recorded: Corpus, before: str, after: str) -> None:
    assert moved(recorded, before, after) == ([], [])


def test_layers_of_one_title_are_listed_as_ambiguous_and_never_paired(recorded: Corpus) -> None:
    found = moved(recorded, "Antwerpen 2021", "Antwerpen 2025")
    old = recorded.traits("Antwerpen 2021")
    unsettled = {title for one in found.ambiguous for title in old[one.vanished].title_words}
    settled = {title for one in found.successions for title in old[one.vanished].title_words}
    assert {"stad", "luchthaven", "trage weg"} <= unsettled
    assert {"stad", "luchthaven"}.isdisjoint(settled)


def test_a_dataset_per_language_is_told_from_its_translations(recorded: Corpus) -> None:
    traits = recorded.traits("Brussel 2015")
    groups = [one for one in grouped(recorded, "Brussel 2015") if "languages" in one.rule]
    titles = [
        {title for member in one.members for title in traits[member.split()[-1]].title_words}
        for one in groups
    ]
    assert {"musea in brussel", "musees a bruxelles", "museums in brussels"} in titles
    assert sum(len(one.members) for one in groups) >= 180
    languages = [[traits[member.split()[-1]].languages for member in one.members] for one in groups]
    assert all(len(set(spoken)) == len(spoken) for spoken in languages)


@pytest.mark.parametrize("name", ["Brussel 2025", "Gent 2025"])
def test_a_catalogue_without_copies_is_left_alone(recorded: Corpus, name: str) -> None:
    assert grouped(recorded, name) == []


def test_each_dataset_of_brussels_is_found_once_in_the_catalogue_of_the_region(recorded: Corpus) -> None:
    groups = [one for one in grouped(recorded, "Brussel 2025", "Brussels Gewest 2025") if one.certain]
    assert [len(one.members) for one in groups] == [2] * 213


def test_of_the_flemish_records_those_of_the_city_are_its_own_and_all_others_are_new(
    recorded: Corpus,
) -> None:
    home = {one.record.identifier: one.uuid for one in recorded.entries("Antwerpen 2025")}
    asked = echoes(recorded, "Antwerpen 2025", "Vlaanderen 2025")
    heard = {one.record.identifier: found.entry for one, found in asked if found}
    assert heard == home


@pytest.mark.parametrize("name", FEEDS)
def test_the_uuid_on_the_platform_follows_from_the_citys_catalogue(recorded: Corpus, name: str) -> None:
    assert derived(recorded, name) >= 0.9 * len(recorded.traits(name))
