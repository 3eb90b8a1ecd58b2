"""What we publish, harvested by ourselves, says the same again, property by property: shown on recordings."""

from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.real.inputs import INPUTS, Input
from tests.real.round_trip import Difference, Trip, canonical, described, differences, resources, round_trip

pytestmark = pytest.mark.corpus

CITIES: Final = [
    one for one in INPUTS if one.publisher and one.datasets < 1_000 and "malformed" not in one.name
]
EXPLAINED: Final = {"Stad Brussel 2025, Turtle": Counter({Difference("-", "(shared) foaf:name"): 2})}
"""A publisher's file names the city in three languages; without it our table knows one name for each."""


@pytest.fixture(scope="module", params=CITIES, ids=lambda one: one.name)
def given(request: pytest.FixtureRequest) -> Input:
    assert isinstance(request.param, Input)
    return request.param


@pytest.fixture(scope="module", params=["rdf", "ttl"])
def trip(
    request: pytest.FixtureRequest, given: Input, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Trip:
    return round_trip(given, corpus, tmp_path_factory.mktemp("trip"), request.param)


def test_every_resource_comes_back_and_no_other(given: Input, trip: Trip) -> None:
    first, second = described(trip.first, {}), described(trip.second, trip.traced)
    assert trip.entries >= given.datasets
    assert sorted(resources(first)) == sorted(resources(second))


def test_every_resource_says_the_same_again(given: Input, trip: Trip) -> None:
    first, second = described(trip.first, {}), described(trip.second, trip.traced)
    assert differences(first, second) == EXPLAINED.get(given.name, Counter())
    assert [iri for iri in resources(first) if canonical(first, iri) != canonical(second, iri)] == []
