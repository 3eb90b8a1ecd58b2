"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.store import Database, open_database
from tests.stores import STORES, empty_store


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty store."""
    return empty_store(request.param, tmp_path)


@pytest.fixture
def store(store_url: str) -> Iterator[Database]:
    database = open_database(store_url)
    yield database
    database.close()
