"""A store of its own for each test: SQLite always, PostgreSQL where ``OOGST_TEST_POSTGRES`` names one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from catalogue.store import Database, open_database
from catalogue.store.tables import metadata


ONE_AT_A_TIME = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
"""There is one PostgreSQL database for all tests, so they take turns."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=ONE_AT_A_TIME)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty store."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'oogst.db'}"
        return
    url = os.environ.get("OOGST_TEST_POSTGRES")
    if not url:
        pytest.skip("OOGST_TEST_POSTGRES names no PostgreSQL database")
    engine = create_engine(url)
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    engine.dispose()
    yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Database]:
    database = open_database(store_url)
    yield database
    database.close()
