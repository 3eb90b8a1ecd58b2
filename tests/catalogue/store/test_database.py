import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from catalogue.errors import StoreError
from catalogue.store import database as opening
from catalogue.store import open_database, tables


def test_the_migrations_make_exactly_the_tables_of_the_store(store_url: str) -> None:
    database = open_database(store_url)
    found = inspect(database.engine)
    made = {name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()}
    database.close()
    assert made.pop("alembic_version") == {"version_num"}
    wanted = {
        name: {column.name for column in table.columns} for name, table in tables.metadata.tables.items()
    }
    assert made == wanted


def test_the_known_version_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(opening.MIGRATIONS)).get_current_head() == opening.HEAD


def test_a_store_is_opened_again_as_it_was(store_url: str) -> None:
    open_database(store_url).close()
    again = open_database(store_url)
    with again.transaction() as connection:
        assert connection.execute(tables.run.select()).all() == []
    again.close()


def test_a_store_of_a_newer_oogst_is_left_alone(store_url: str) -> None:
    database = open_database(store_url)
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError) as raised:
        open_database(store_url)
    assert raised.value.key == "store.newer"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("no url", "store.bad-url"),
        ("nosuchdialect://x", "store.bad-url"),
        ("sqlite:///{folder}/absent/oogst.db", "store.no-place"),
        ("sqlite:///{folder}/text.db", "store.not-a-database"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "store.refused"),
    ],
)
def test_a_store_that_cannot_be_opened_says_what_to_do(tmp_path: Path, url: str, key: str) -> None:
    (tmp_path / "text.db").write_text("this is no database, but it is long enough to be read as one" * 20)
    with pytest.raises(StoreError) as raised:
        open_database(url.format(folder=tmp_path))
    assert raised.value.key == key
    assert str(raised.value).count("\n") == 2


def test_a_locked_store_says_so_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    database = open_database(f"sqlite:///{tmp_path / 'oogst.db'}")
    other = sqlite3.connect(tmp_path / "oogst.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as raised, database.transaction() as connection:
        connection.execute(tables.lease.delete())
    other.rollback()
    other.close()
    database.close()
    assert raised.value.key == "store.locked"


def test_a_password_is_never_shown() -> None:
    with pytest.raises(StoreError) as raised:
        open_database("postgresql+psycopg://nobody:geheim@127.0.0.1:1/none")
    assert "geheim" not in str(raised.value)
