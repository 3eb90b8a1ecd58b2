"""Portals that were harvested once while they were well, and fall ill before the second time."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from catalogue.store import open_database
from harvester.crawl import CrawlSettings
from harvester.runs import Rules, make_rules
from tests.harvester.scenarios import Scenarios, entry, selectors, serving
from tests.road.towns import Town
from tests.stores import empty_store

MakeTown = Callable[[Protocol], Town]

CAUTIOUS = CrawlSettings(
    timeout=60,
    feed_timeout=60,
    max_size=2_000_000,
    max_unpacked=4_000_000,
    max_pages=8,
    retries=1,
    backoff=0.01,
    max_wait=0.05,
)
IMPATIENT = replace(CAUTIOUS, timeout=2, feed_timeout=2, retries=0)


@pytest.fixture(scope="session")
def scenarios() -> Iterator[Scenarios]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def rules() -> Rules:
    return make_rules(None)


@pytest.fixture(scope="session")
def harvested_once(
    scenarios: Scenarios, rules: Rules, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Protocol], Path]:
    """Give the folder with the store of a portal that was harvested while it was well."""
    folders: dict[Protocol, Path] = {}

    def harvested(protocol: Protocol) -> Path:
        if protocol not in folders:
            folder = tmp_path_factory.mktemp(protocol)
            scenarios.now[protocol] = "healthy"
            with closing(open_database(empty_store("sqlite", folder))) as database:
                run = Town(source_of(scenarios, protocol), rules, database, folder, CAUTIOUS).harvest()
            assert (run.state, run.tally.seen, run.tally.new) == ("complete", 7, 7)
            folders[protocol] = folder
        return folders[protocol]

    return harvested


@pytest.fixture
def well(
    scenarios: Scenarios, rules: Rules, harvested_once: Callable[[Protocol], Path], tmp_path: Path
) -> Iterator[MakeTown]:
    """Make a portal that is well, and was harvested."""
    with ExitStack() as stores:

        def make(protocol: Protocol) -> Town:
            folder = shutil.copytree(harvested_once(protocol), tmp_path / protocol)
            database = stores.enter_context(closing(open_database(f"sqlite:///{folder}/oogst.db")))
            scenarios.now[protocol] = "healthy"
            return Town(source_of(scenarios, protocol), rules, database, folder, CAUTIOUS)

        yield make


def source_of(scenarios: Scenarios, protocol: Protocol) -> Source:
    return Source(
        name="zonnegem/portaal",
        publisher="zonnegem",
        protocol=protocol,
        url=scenarios.url + entry(protocol, "now"),
        allow_private=True,
        page_size=10,
        selectors=selectors(protocol),
    )
