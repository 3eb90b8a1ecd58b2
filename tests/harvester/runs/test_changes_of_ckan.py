"""Runs of a CKAN portal that is asked only for what changed, from its first day to a day of removals."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from harvester.runs import RunSummary
from tests.harvester.protocols.action_api import LIST, SEARCH, SHOW, ActionApi, package, serving
from tests.harvester.runs.conftest import MakeTown
from tests.road.towns import MORNING, Town

Days = Callable[..., RunSummary]
NEW = "2026-03-01T12:00:00"


@pytest.fixture
def api() -> ActionApi:
    return ActionApi([package(number, notes="Tekst") for number in range(12)])


@pytest.fixture
def day(api: ActionApi, new_town: MakeTown) -> Iterator[Days]:
    """Harvest the portal on a day, counted from the first."""
    with serving(api) as url:
        city = new_town("ckan")
        source = replace(city.source, url=url, incremental=True, allow_private=True, page_size=5)
        town: Town = replace(city, source=source)

        def run(number: int) -> RunSummary:
            api.asked.clear()
            return town.harvest(MORNING + timedelta(days=number))

        yield run


def test_a_day_on_which_one_package_changed_reads_that_one(api: ActionApi, day: Days) -> None:
    assert (day(0).state, len(api.told(SEARCH))) == ("complete", 3)
    api.packages[3] |= {"title": "Gewijzigd", "metadata_modified": NEW}
    run = day(1)
    assert (run.state, run.tally.changed, run.tally.scope) == ("complete", 1, "changes")
    assert (day(2).tally.changed, len(api.told(SEARCH))) == (0, 2)


def test_a_removed_package_is_withdrawn_by_two_whole_runs_like_any_other(api: ActionApi, day: Days) -> None:
    day(0)
    del api.packages[3]
    first, second = day(1), day(2)
    assert [run.tally.scope for run in (first, second)] == ["whole", "whole"]
    assert [run.state for run in (first, second)] == ["complete", "complete"]
    assert [run.tally.withdrawn for run in (first, second)] == [0, 1]
    assert day(3).tally.scope == "changes"


def test_a_package_that_the_portal_calls_deleted_is_withdrawn_at_once(api: ActionApi, day: Days) -> None:
    day(0)
    api.packages[3] |= {"state": "deleted", "metadata_modified": NEW}
    run = day(1)
    assert (run.state, run.tally.withdrawn) == ("complete", 1)
    assert day(2).tally.scope == "changes"


@pytest.mark.parametrize("etag", ["", '"een"'])
def test_a_portal_of_names_only_is_complete_every_day_also_when_it_spares_us_what_is_the_same(
    api: ActionApi, day: Days, etag: str
) -> None:
    api.actions, api.etag = frozenset({LIST, SHOW}), etag
    api.packages[3] |= {"private": True}
    for number in range(2):
        run = day(number)
        assert (run.state, run.tally.skipped, run.tally.scope) == ("complete", 1, "whole")
    assert run.tally.unchanged == 11
