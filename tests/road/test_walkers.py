"""Who walks a batch, and that it makes no difference."""

from concurrent.futures import Future
from time import monotonic, sleep

import pytest

from harvester.runs import walkers
from harvester.runs.road import Given, Road, Walked
from harvester.runs.walkers import Walkers
from tests.road.conftest import NOON, Sample

LONG_ENOUGH = 60


@pytest.fixture
def road(samples: dict[str, Sample]) -> Road:
    sample = samples["ckan"]
    return Road(rules=sample.rules, context=sample.context, now=NOON)


@pytest.fixture
def batch(samples: dict[str, Sample]) -> list[Given]:
    return [Given(record, None) for record in samples["ckan"].records]


def test_without_others_a_batch_is_walked_at_once(road: Road, batch: list[Given]) -> None:
    alone = Walkers(road, 0)
    assert alone.submit(batch).done()
    assert alone.ahead == 0


def test_a_small_source_has_nobody_come(road: Road, batch: list[Given]) -> None:
    few = Walkers(road, 4)
    assert few.submit(batch).done()
    assert few.ahead == 0


def test_what_is_walked_here_and_beside_is_the_same(
    road: Road, batch: list[Given], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walkers, "WORTH_IT", 0)
    both = Walkers(road, 1)
    try:
        here = both.submit(batch)
        assert here.done(), "until the others are there, nobody waits for them"
        beside = _beside(both, batch)
        assert here.result().entries == beside.result().entries
    finally:
        both.close()


def _beside(both: Walkers, batch: list[Given]) -> Future[Walked]:
    """Have batches walked until the other process is there and takes one."""
    end = monotonic() + LONG_ENOUGH
    while (one := both.submit(batch)).done():
        assert monotonic() < end
        sleep(0.05)
    return one
