"""A bundle goes to another machine, and the same numbers come out of it; or what differs is named."""

import json
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.store import open_database
from catalogue.store.attestations import sign
from tests.catalogue.store.attested import attested
from tests.oogst.cli.conftest import Type
from tests.stores import STORES, empty_store

POSTGRES = os.environ.get("OOGST_TEST_POSTGRES", "")
"""As it is named now: in a test no setting of whoever runs it is left."""


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the URL of an empty store, on each kind of database."""
    monkeypatch.setenv("OOGST_TEST_POSTGRES", POSTGRES)
    return empty_store(request.param, tmp_path)


@pytest.fixture
def harvested(oogst: Type, zonnegem: Path) -> Path:
    """Give the folder with the file of a town that was harvested."""
    said = oogst("run", "--schedules", zonnegem)
    assert said.code == 0, said.err
    return zonnegem


def altered(statement: str) -> None:
    with sqlite3.connect("oogst.db") as connection:
        connection.execute(statement)
    connection.close()


def test_the_same_numbers_come_out_of_a_signed_bundle(oogst: Type, harvested: Path) -> None:
    made = oogst("audit", "key", "audit.pem")
    fingerprint = next(line for line in made.out.splitlines() if "Vingerafdruk" in line).partition(": ")[2]
    said = oogst("audit", "export", "z.zip", "zonnegem", "--key", "audit.pem", "--schedules", harvested)
    assert said.code == 0, said.err
    assert fingerprint in said.out
    assert "NIET getekend" not in said.out + said.err
    Path("oogst.db").unlink()

    verified = oogst("audit", "verify", "z.zip", "--key", "audit.pem.pub")
    assert verified.code == 0, verified.err
    assert "Alles is zoals het verzegeld werd" in verified.out
    replayed = oogst("audit", "replay", "z.zip", "--key", fingerprint)
    assert replayed.code == 0, replayed.err
    assert "Dezelfde getallen." in replayed.out
    document = json.loads(oogst("audit", "replay", "z.zip", "--json").out)
    assert document["same"]
    assert document["counted"]["entry"] == 13
    assert document["counted"]["number"] == 1
    assert document["counted"]["event"] == document["seals"]["rows"]["event"] > 1
    assert document["published"]["zonnegem"]["standing"] == document["counted"]["event"] - 1
    assert "items gepubliceerd" in replayed.out
    assert document["counted"]["verdict"] > 13 * 20
    assert not Path("oogst.db").exists()


def test_another_key_is_refused_and_a_bundle_without_one_says_so(oogst: Type, harvested: Path) -> None:
    for name in ("a.pem", "b.pem"):
        oogst("audit", "key", name)
    unsigned = oogst("audit", "export", "u.zip", "--schedules", harvested)
    assert (unsigned.code, "NIET getekend" in unsigned.err) == (0, True)
    assert "NIET getekend" in oogst("audit", "verify", "u.zip").err
    assert oogst("audit", "verify", "u.zip", "--key", "a.pem.pub").code == 1
    oogst("audit", "export", "s.zip", "--key", "a.pem", "--schedules", harvested)
    refused = oogst("audit", "replay", "s.zip", "--key", "b.pem.pub")
    assert (refused.code, "andere sleutel" in refused.err) == (1, True)


def test_the_same_store_gives_the_same_bytes(oogst: Type, harvested: Path) -> None:
    for name in ("a.zip", "b.zip"):
        oogst("audit", "export", name, "--schedules", harvested)
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE assessment SET score = 1.0 WHERE id = 3", "score"),
        ("UPDATE assessment SET published = 1 - published WHERE id = 3", "published"),
        ("DELETE FROM finding WHERE id = (SELECT max(id) FROM finding)", "finding"),
        ("UPDATE version SET hash = 'x' WHERE id = 2", "content"),
    ],
)
def test_what_was_altered_before_the_export_comes_out_otherwise(
    oogst: Type, harvested: Path, statement: str, what: str
) -> None:
    altered(statement)
    oogst("audit", "export", "z.zip", "--schedules", harvested)
    assert oogst("audit", "verify", "z.zip").code == 1
    replayed = oogst("--language", "en", "audit", "replay", "z.zip")
    assert replayed.code == 1
    assert "do not come the same numbers" in replayed.err
    document = json.loads(oogst("audit", "replay", "z.zip", "--json").out)
    assert what in {one["what"] for one in document["differing"]}
    assert document["seals"]["amiss"]


def test_bytes_of_a_source_that_were_altered_leave_entries_unreadable(oogst: Type, harvested: Path) -> None:
    altered("UPDATE payload SET body = x'00'")
    said = oogst("audit", "export", "z.zip", "--schedules", harvested)
    assert (said.code, Path("z.zip").exists()) == (4, False)


def test_a_past_day_is_exported_as_it_was(oogst: Type, harvested: Path) -> None:
    yesterday = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d}"
    said = oogst("audit", "export", "z.zip", "--on", yesterday, "--schedules", harvested)
    assert (said.code, "niets bewaard" in said.err) == (2, True)
    for day in ("2026-13-01", "gisteren"):
        assert oogst("audit", "export", "z.zip", "--on", day, "--schedules", harvested).code == 2


def test_one_entry_goes_alone_and_still_under_its_seal(oogst: Type, harvested: Path) -> None:
    document = json.loads(oogst("audit", "export", "all.zip", "--json", "--schedules", harvested).out)
    with sqlite3.connect("oogst.db") as connection:
        ((uuid,),) = connection.execute("SELECT uuid FROM entry LIMIT 1").fetchall()
    connection.close()
    said = oogst("audit", "export", "one.zip", "--entries", uuid, "--json", "--schedules", harvested)
    one = json.loads(said.out)
    assert (one["scope"]["entries"], one["counts"]["entry"], one["counts"]["event"]) == ([uuid], 1, 1)
    assert document["counts"]["entry"] == 13
    verified = json.loads(oogst("audit", "verify", "one.zip", "--json").out)
    assert (verified["seals"]["holds"], verified["seals"]["left_out"]["version"]) == (True, 12)
    assert oogst("audit", "replay", "one.zip").code == 0


def test_an_unknown_publisher_is_told_who_there_is(oogst: Type, harvested: Path) -> None:
    said = oogst("audit", "export", "z.zip", "gent", "--schedules", harvested)
    assert (said.code, "zonnegem" in said.err) == (2, True)


def test_a_bundle_of_postgresql_replays_on_this_machine_without_it(
    oogst: Type, zonnegem: Path, store_url: str
) -> None:
    assert oogst("run", "--schedules", zonnegem, "--database", store_url).code == 0
    _attest(store_url)
    made = oogst("audit", "export", "z.zip", "--schedules", zonnegem, "--database", store_url)
    assert made.code == 0, made.err
    said = oogst("audit", "replay", "z.zip")
    assert said.code == 0, said.out + said.err


def _attest(url: str) -> None:
    database = open_database(url)
    with database.transaction() as connection:
        sign(connection, attested(), datetime.now(UTC))
    database.close()
