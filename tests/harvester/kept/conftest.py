"""Sources harvested into a store, so that what is kept of them can be read again."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from catalogue.store import Database, open_database
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, run_source
from tests.harvester.runs.conftest import first_days, new_town, stage, town, whole_stage
from tests.harvester.scenarios import Scenarios, entry, selectors
from tests.stores import STORES, empty_store

__all__ = ["first_days", "new_town", "stage", "town", "whole_stage"]

MakeSource = Callable[..., Source]


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty store, on each kind of database."""
    with closing(open_database(empty_store(request.param, tmp_path))) as database:
        yield database


@pytest.fixture
def portal(portals: Scenarios) -> MakeSource:
    """Name the source of a scenario."""

    def make(protocol: Protocol, scenario: str = "healthy") -> Source:
        return Source(
            name="test/one",
            publisher="test",
            protocol=protocol,
            url=portals.url + entry(protocol, scenario),
            allow_private=True,
            selectors=selectors(protocol),
        )

    return make


@pytest.fixture
def harvested(store: Database, quick: CrawlSettings, tmp_path: Path) -> Callable[[Source], Source]:
    """Harvest a source into the store."""

    def run(source: Source) -> Source:
        done = run_source(source, database=store, rules=make_rules(None), crawling=quick, workplace=tmp_path)
        assert done.failure is None
        return source

    return run
