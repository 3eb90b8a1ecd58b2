"""A store and a portal of their own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.store import Database, open_database
from tests.catalogue.targets.push.movements import Pushing
from tests.catalogue.targets.push.portal import Portal, PortalTarget, portal
from tests.stores import STORES, empty_store


@pytest.fixture
def there() -> Iterator[Portal]:
    with portal() as server:
        yield server


@pytest.fixture(params=STORES)
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = open_database(empty_store(request.param, tmp_path))
    yield database
    database.close()


@pytest.fixture
def pushing(store: Database, there: Portal) -> Pushing:
    return Pushing(store, PortalTarget(there.url))
