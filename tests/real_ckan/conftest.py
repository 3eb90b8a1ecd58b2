"""A corner of a real CKAN and a store with entries for it."""

from collections.abc import Iterator

import pytest

from catalogue.store import Database
from tests.real_ckan.movements import Movements
from tests.real_ckan.portals import Corner, Instance, corner_of, instance


@pytest.fixture(scope="module", params=["extras", "scheming"])
def there(request: pytest.FixtureRequest) -> Instance:
    return instance(request.param)


@pytest.fixture
def corner(there: Instance) -> Iterator[Corner]:
    with corner_of(there) as mine:
        yield mine


@pytest.fixture
def pushing(store: Database, corner: Corner) -> Movements:
    return Movements(store, corner)
