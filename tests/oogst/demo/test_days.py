from typing import Any

import pytest

from oogst.demo import SamplePortals
from oogst.demo.portals.samples import catalogue, identifier
from tests.oogst.demo.asking import get

PORTALS = ["arcgis_hub", "ckan", "dcat_rdfxml", "dcat_turtle", "opendatasoft"]


def held(portal: str, day: int) -> dict[str, Any]:
    return {identifier(dataset): dataset for dataset in catalogue(portal, day).datasets}


@pytest.mark.parametrize("portal", PORTALS)
def test_a_day_later_one_dataset_is_gone_and_one_is_new(portal: str) -> None:
    first, second = held(portal, 1), held(portal, 2)

    assert (len(set(first) - set(second)), len(set(second) - set(first))) == (1, 1)


@pytest.mark.parametrize("portal", PORTALS)
def test_a_day_later_something_changed_and_most_did_not(portal: str) -> None:
    first, second = held(portal, 1), held(portal, 2)
    same = [name for name in first if first[name] == second.get(name)]

    assert len(same) < len(set(first) & set(second))
    assert len(same) > len(first) / 2


def test_some_datasets_only_say_that_they_changed() -> None:
    first, second = held("ckan", 1), held("ckan", 2)
    dates = {"metadata_modified"}
    touched = {
        name
        for name in set(first) & set(second)
        if {key for key in first[name] if first[name][key] != second[name][key]} == dates
    }

    assert touched == {"speelterreinen", "straatbomen"}


def test_open_portals_can_be_moved_on_a_day() -> None:
    with SamplePortals() as portals:
        before = get(portals.url("dcat_rdfxml")).text
        portals.day = 2
        after = get(portals.url("dcat_rdfxml")).text

    assert "picknickplaatsen" not in before
    assert "picknickplaatsen" in after


def test_what_is_served_on_a_day_is_always_the_same(
    first_day: SamplePortals, second_day: SamplePortals
) -> None:
    for portals in (first_day, second_day):
        assert get(portals.url("ckan")).body == get(portals.url("ckan")).body
        assert get(portals.url("dcat_rdfxml")).body == get(portals.url("dcat_rdfxml")).body
    with SamplePortals() as elsewhere:
        address = "/api/3/action/package_search?rows=5&sort=id+asc"
        here = get(first_day.url("ckan") + address).json["result"]
        assert get(elsewhere.url("ckan") + address).json["result"] == here
