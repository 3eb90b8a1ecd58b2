"""Opening the store: SQLite (WAL) by default, PostgreSQL by URL, the schema always brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

import catalogue.store.push_tables  # noqa: F401  whoever opens the store knows all of its tables
from catalogue.errors import StoreError

__all__ = ["Database", "open_database"]

HEAD: Final = "0005"
"""The newest migration; a test keeps it equal to what stands in ``migrations/versions``."""
BUSY_SECONDS: Final = 10
MIGRATIONS: Final = Path(__file__).parent / "migrations"


class Database:
    """The store of one installation. Every write goes through :meth:`transaction`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection; everything done with it happens wholly or not at all."""
        with _spoken(self.engine.url), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection that shows one moment, whatever others write meanwhile. For reading only."""
        with _spoken(self.engine.url), self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")  # its driver begins nothing before the first write
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """Open the store at an SQLAlchemy URL, making or upgrading its tables.

    Raises StoreError when it is locked, unreachable, or written by a newer Oogst.
    """
    parsed = _parsed(url)
    engine = create_engine(parsed, connect_args=_connect_args(parsed))
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    database = Database(engine)
    try:
        with _spoken(parsed):
            _upgrade(engine)
    except StoreError:
        database.close()
        raise
    return database


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("store.bad-url", url=url) from error
    return parsed


def _connect_args(url: URL) -> dict[str, object]:
    if url.get_backend_name() == "sqlite":
        return {"timeout": BUSY_SECONDS}
    return {"connect_timeout": BUSY_SECONDS}


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _upgrade(engine: Engine) -> None:
    found = _found_version(engine)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreError("store.newer", url=_shown(engine.url), found=found, known=HEAD)
    from alembic import command  # noqa: PLC0415  slow to import, needed once per installation
    from alembic.config import Config  # noqa: PLC0415  idem

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _found_version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _spoken(url: URL) -> Iterator[None]:
    """Turn what a driver says into one of our errors, with what still stands and what to type."""
    try:
        yield
    except DBAPIError as error:
        detail = (
            str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        )
        raise StoreError(_key_for(detail), url=_shown(url), detail=detail) from error


def _key_for(detail: str) -> str:
    for sign, key in (
        ("database is locked", "store.locked"),
        ("readonly database", "store.read-only"),
        ("unable to open database file", "store.no-place"),
        ("file is not a database", "store.not-a-database"),
    ):
        if sign in detail:
            return key
    return "store.refused"


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)
