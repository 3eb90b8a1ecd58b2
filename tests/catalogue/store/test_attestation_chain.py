"""The chain of acts: it cannot be altered by the way, shows it when it was, and outlives a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from catalogue.errors import StoreError
from catalogue.store import Database, open_database, tables
from catalogue.store.attestation_chain import Broken, acts, chain_head, inspect_chain
from catalogue.store.attestations import attestations, sign
from tests.catalogue.store.attested import MARCH, attested

HOUSE = Path(__file__).parents[3]
SIGN_ON = """
import sys
from catalogue.store import open_database
from catalogue.store.attestations import sign
from tests.catalogue.store.attested import MARCH, attested
store = open_database(sys.argv[1])
while True:
    one = attested()
    with store.transaction() as connection:
        sign(connection, one, MARCH)
    print(one.id, flush=True)
"""


def sign_some(store: Database, count: int) -> list[str]:
    made = [attested() for _ in range(count)]
    for one in made:
        with store.transaction() as connection:
            sign(connection, one, MARCH)
    return [one.id for one in made]


def free_hand(store: Database) -> None:
    """Take the guard away, as somebody with the keys of the database could."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER attestation_no_{act}"))
        else:
            connection.execute(text("ALTER TABLE attestation DISABLE TRIGGER USER"))


@pytest.mark.parametrize(
    "statement", ["UPDATE attestation SET publisher = 'x'", "DELETE FROM attestation", "TRUNCATE attestation"]
)
def test_the_database_itself_refuses_to_alter_an_act(store: Database, statement: str) -> None:
    made = sign_some(store, 2)
    if store.engine.dialect.name == "sqlite" and statement.startswith("TRUNCATE"):
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DBAPIError, match="only added to"), store.engine.begin() as connection:
        connection.execute(text(statement))
    with pytest.raises(StoreError, match="only added to"), store.transaction() as connection:
        connection.execute(text(statement))
    with store.transaction() as connection:
        assert [one.id for one in attestations(connection)] == made


def test_each_act_carries_the_hash_of_the_one_before_it(store: Database) -> None:
    sign_some(store, 3)
    with store.transaction() as connection:
        chain = list(acts(connection))
        inspected, head = inspect_chain(connection), chain_head(connection)
    assert [act.previous for act in chain] == ["", chain[0].hash, chain[1].hash]
    assert inspected.whole
    assert inspected.head == head == (3, chain[2].hash)


def test_an_empty_chain_is_whole(store: Database) -> None:
    with store.transaction() as connection:
        assert inspect_chain(connection) == (chain_head(connection), ())
        assert chain_head(connection) == (0, "")


@pytest.mark.parametrize("column", ["uuid", "publisher", "check", "body", "act"])
def test_a_changed_act_shows(store: Database, column: str) -> None:
    sign_some(store, 3)
    free_hand(store)
    with store.transaction() as connection:
        second = [act.number for act in acts(connection)][1]
        row = tables.attestation.c
        value = '{"entries":[]}' if column == "body" else "reviewed" if column == "act" else "x"
        connection.execute(tables.attestation.update().where(row.id == second).values({column: value}))
        found = inspect_chain(connection).faults
    assert (second, Broken.ALTERED) in [(fault.number, fault.broken) for fault in found]


def test_an_act_that_was_taken_out_shows(store: Database) -> None:
    sign_some(store, 3)
    free_hand(store)
    with store.transaction() as connection:
        numbers = [act.number for act in acts(connection)]
        connection.execute(tables.attestation.delete().where(tables.attestation.c.id == numbers[1]))
        faults = inspect_chain(connection).faults
    assert [(fault.number, fault.broken) for fault in faults] == [(numbers[2], Broken.TORN)]


def test_acts_gone_from_the_end_show_only_against_a_head_that_was_kept_elsewhere(store: Database) -> None:
    sign_some(store, 3)
    free_hand(store)
    with store.transaction() as connection:
        kept = chain_head(connection)
        last = max(act.number for act in acts(connection))
        connection.execute(tables.attestation.delete().where(tables.attestation.c.id == last))
        inspected = inspect_chain(connection)
    assert inspected.whole
    assert inspected.head != kept


def test_two_that_sign_at_once_come_one_after_the_other(store_url: str) -> None:
    open_database(store_url).close()
    hands = [Thread(target=_sign_ten, args=(store_url,)) for _ in range(3)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    store = open_database(store_url)
    with store.transaction() as connection:
        inspected = inspect_chain(connection)
    store.close()
    assert inspected.whole
    assert inspected.head.acts == 30


def _sign_ten(url: str) -> None:
    store = open_database(url)
    sign_some(store, 10)
    store.close()


def test_whatever_was_acknowledged_before_a_kill_is_there_and_the_chain_is_whole(store_url: str) -> None:
    open_database(store_url).close()
    words = [sys.executable, "-c", SIGN_ON, store_url]
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own interpreter
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    told += process.communicate()[0].split()
    store = open_database(store_url)
    with store.transaction() as connection:
        found = [one.id for one in attestations(connection)]
        assert inspect_chain(connection).whole
    assert len(told) >= 5
    assert found[: len(told)] == told
    assert len(found) <= len(told) + 1
    sign_some(store, 1)
    with store.transaction() as connection:
        assert inspect_chain(connection).whole
    store.close()


def test_a_plain_engine_meets_the_guard_too(store_url: str) -> None:
    store = open_database(store_url)
    sign_some(store, 1)
    store.close()
    engine = create_engine(store_url)
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.execute(text("DELETE FROM attestation"))
    engine.dispose()
