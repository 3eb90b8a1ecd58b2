"""Empty stores for tests: SQLite always, PostgreSQL where ``OOGST_TEST_POSTGRES`` names a database.

Each worker of a parallel test run has a PostgreSQL database of its own, named after it.
"""

import os
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

__all__ = ["STORES", "empty_store"]

STORES: Final = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def empty_store(kind: str, folder: Path) -> str:
    """Give the URL of a store with nothing in it: ``sqlite``, or ``postgresql`` where a test may use one."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'oogst.db'}"
    url = os.environ.get("OOGST_TEST_POSTGRES")
    if not url:
        pytest.skip("OOGST_TEST_POSTGRES names no PostgreSQL database")
    mine = _of_this_worker(url)
    engine = create_engine(mine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return mine


def _of_this_worker(url: str) -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        return url
    given = make_url(url)
    name = f"{given.database}_{worker}"
    engine = create_engine(given, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name})
        if known.first() is None:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    engine.dispose()
    return given.set(database=name).render_as_string(hide_password=False)
