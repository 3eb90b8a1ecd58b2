"""Towns that are harvested from a stage into a store of their own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from catalogue.store import Database, open_database
from tests.road.stage import Stage, opened
from tests.road.towns import Town, town_at
from tests.stores import STORES, empty_store

MakeTown = Callable[[str], Town]


@pytest.fixture(scope="session")
def whole_stage() -> Iterator[Stage]:
    with opened() as stage:
        yield stage


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    """Give the stage on its first day, every portal as it is; whatever a test changes is undone."""
    with whole_stage.undisturbed():
        yield whole_stage


@pytest.fixture(params=STORES)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty store, on each kind of database."""
    with closing(open_database(empty_store(request.param, tmp_path))) as database:
        yield database


@pytest.fixture
def new_town(stage: Stage, store: Database, tmp_path: Path) -> MakeTown:
    """Make a town with an empty store."""
    return lambda portal: town_at(stage, portal, store, tmp_path)


@pytest.fixture
def town(stage: Stage, first_days: Callable[[str], Path], tmp_path: Path) -> Iterator[MakeTown]:
    """Make a town that was harvested and published once, on its first day."""
    with ExitStack() as stores:

        def make(portal: str) -> Town:
            folder = shutil.copytree(first_days(portal), tmp_path / portal)
            database = stores.enter_context(closing(open_database(f"sqlite:///{folder}/oogst.db")))
            return town_at(stage, portal, database, folder)

        yield make


@pytest.fixture(scope="session")
def first_days(whole_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of a town that was harvested and published once, on its first day."""
    folders: dict[str, Path] = {}

    def harvested(portal: str) -> Path:
        if portal not in folders:
            folder = tmp_path_factory.mktemp(portal)
            url = empty_store("sqlite", folder)
            with whole_stage.undisturbed(), closing(open_database(url)) as database:
                town = town_at(whole_stage, portal, database, folder)
                assert town.harvest().failure is None
                town.feed()
            folders[portal] = folder
        return folders[portal]

    return harvested
