"""A corner of a real CKAN and a store with entries for it."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest

from catalogue.store import Database, open_database
from tests.real_ckan.movements import Movements
from tests.real_ckan.portals import Corner, Instance, corner_of, instance
from tests.stores import empty_store


@pytest.fixture(scope="module", params=["extras", "scheming"])
def there(request: pytest.FixtureRequest) -> Instance:
    return instance(request.param)


@pytest.fixture
def corner(there: Instance) -> Iterator[Corner]:
    with corner_of(there) as mine:
        yield mine


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


@pytest.fixture
def pushing(store: Database, corner: Corner) -> Movements:
    return Movements(store, corner)
