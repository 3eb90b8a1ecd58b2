"""A host is asked by one harvest at a time, whoever has business there."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.errors import StoreError
from catalogue.model import Protocol, Source
from catalogue.store import Leases, open_database
from harvester.runs.courtesy import turn_at_host


def source(url: str) -> Source:
    return Source(name="gent/een", publisher="gent", protocol=Protocol.CKAN, url=url)


@pytest.fixture
def leases(tmp_path: Path) -> Iterator[Leases]:
    with closing(open_database(f"sqlite:///{tmp_path / 'oogst.db'}")) as database:
        yield Leases(database)


def test_a_second_harvest_waits_until_the_first_is_done(leases: Leases) -> None:
    waits: list[float] = []

    def until_it_is_free(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            leases.release("host:data.example", "first gent/een")

    assert leases.take("host:data.example", "first gent/een", 60)
    with turn_at_host(leases, source("https://data.example/api"), "second", 60, until_it_is_free):
        assert leases.holder("host:data.example") == "second gent/een"
    assert len(waits) == 3
    assert leases.holder("host:data.example") is None


def test_a_host_that_stays_busy_is_an_error_that_names_who_is_there(leases: Leases) -> None:
    leases.take("host:data.example", "stuck", 60)
    with (
        pytest.raises(StoreError) as raised,
        turn_at_host(leases, source("https://data.example"), "second", 60, lambda _seconds: None),
    ):
        pass
    assert (raised.value.key, raised.value.facts["holder"]) == ("store.busy-host", "stuck")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/x", "http://localhost/x", "http://[::1]/", "file:///x"])
def test_this_machine_needs_no_courtesy(leases: Leases, url: str) -> None:
    with turn_at_host(leases, source(url), "one", 60), turn_at_host(leases, source(url), "two", 60):
        pass


def test_two_hosts_are_harvested_side_by_side(leases: Leases) -> None:
    one, other = source("https://data.example"), source("https://DATA.other.example.")
    with turn_at_host(leases, one, "one", 60), turn_at_host(leases, other, "two", 60):
        assert leases.holder("host:data.other.example") == "two gent/een"
