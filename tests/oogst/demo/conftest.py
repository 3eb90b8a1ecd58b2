"""The sample portals on their first and on their second day."""

from collections.abc import Iterator

import pytest

from oogst.demo import SamplePortals


@pytest.fixture(scope="session")
def first_day() -> Iterator[SamplePortals]:
    with SamplePortals() as portals:
        yield portals


@pytest.fixture(scope="session")
def second_day() -> Iterator[SamplePortals]:
    with SamplePortals(day=2) as portals:
        yield portals
