"""The scheduler with the leases of a real database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from catalogue.errors import UsageError
from catalogue.store import Leases, open_database
from schedules import Publisher, Report, Scheduler, load_publisher


@pytest.fixture
def leases(tmp_path: Path) -> Iterator[Leases]:
    database = open_database(f"sqlite:///{tmp_path / 'oogst.db'}")
    yield Leases(database)
    database.close()


@pytest.fixture
def publishers(sound: str, write: Callable[..., Path]) -> list[Publisher]:
    return [load_publisher(write(sound))]


def test_one_scheduler_keeps_a_database_and_a_second_waits_its_turn(
    leases: Leases, publishers: list[Publisher]
) -> None:
    reports: SimpleQueue[Report] = SimpleQueue()
    names: SimpleQueue[str] = SimpleQueue()
    first = Scheduler(publishers, lambda source: names.put(source.name), leases, report=reports.put)
    second = Scheduler(publishers, lambda source: names.put(source.name), leases, report=reports.put)
    first.start(at_once={"sint-voorbeeld/portaal"})
    try:
        assert names.get(timeout=20) == "sint-voorbeeld/portaal"
        with pytest.raises(UsageError, match="Another scheduler"):
            second.start()
    finally:
        first.stop()

    assert leases.holder("scheduler") is None
    second.start()
    second.stop()
