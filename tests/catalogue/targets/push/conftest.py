"""A store and a portal of their own for each test."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from catalogue.store import Database, open_database
from tests.catalogue.targets.push.movements import Pushing
from tests.catalogue.targets.push.portal import Portal, PortalTarget, portal
from tests.stores import STORES, empty_store


@pytest.fixture
def there() -> Iterator[Portal]:
    with portal() as server:
        yield server


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one empty store, to be copied: making its tables takes longer than most tests."""
    folder = tmp_path_factory.mktemp("made")
    open_database(empty_store("sqlite", folder)).close()
    return folder / "oogst.db"


@pytest.fixture
def store(tmp_path: Path, made: Path) -> Iterator[Database]:
    copy(made, tmp_path)
    database = open_database(empty_store("sqlite", tmp_path))
    yield database
    database.close()


@pytest.fixture(params=STORES)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = open_database(empty_store(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def pushing(store: Database, there: Portal) -> Pushing:
    return Pushing(store, PortalTarget(there.url))
