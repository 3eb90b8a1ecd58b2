"""Replaying from the command line: shown, applied, published, and nothing left to show."""

import json
from pathlib import Path

import pytest

from catalogue.store import Leases, open_database
from tests.oogst.cli.conftest import Type


@pytest.fixture
def changed(oogst: Type, zonnegem: Path) -> Path:
    """Give a town that was harvested, whose file then got another contact."""
    oogst("run", "--schedules", zonnegem)
    file = zonnegem / "zonnegem.yaml"
    file.write_text(file.read_text().replace("email: ", "email: nieuw."))
    return zonnegem


def test_a_replay_is_shown_applied_and_published(oogst: Type, changed: Path, working_folder: Path) -> None:
    feed = working_folder / "feeds" / "zonnegem.ttl"
    before = feed.read_bytes()
    shown = oogst("replay", "zonnegem", "--schedules", changed, "--entries", 1)
    assert shown.code == 0, shown.err
    assert "contact: anders bij" in shown.out
    assert "+ mailto:nieuw." in shown.out
    assert "(--entries toont meer)" in shown.out
    assert "Er is niets gewijzigd" in shown.err
    assert feed.read_bytes() == before

    applied = oogst("replay", "zonnegem/portaal", "--apply", "--json", "--schedules", changed)
    (document,) = json.loads(applied.out)
    assert (applied.code, document["applied"], document["unreadable"]) == (0, True, [])
    assert document["properties"]["contact"]["changed"] > 0
    assert b"nieuw." in feed.read_bytes()
    again = oogst("replay", "--schedules", changed)
    assert "maken er hetzelfde van" in again.err
    history = oogst("source", "history", "zonnegem/portaal").out
    assert "herdaan" in history
    run = json.loads(oogst("run", "show", document["run"], "--json").out)
    assert (run["state"], run["scope"], run["proof"]) == ("replayed", "replay", [])
    assert "niets bewezen" in oogst("run", "show", document["run"]).out


def test_one_entry_is_replayed_alone(oogst: Type, changed: Path) -> None:
    uuid = json.loads(oogst("show", "en", "--json").out)["several"][0]["uuid"]
    (document,) = json.loads(oogst("replay", "--entry", uuid, "--json", "--schedules", changed).out)
    assert (document["walked"], document["applied"]) == (1, False)


def test_what_cannot_be_replayed_is_said(oogst: Type, changed: Path, working_folder: Path) -> None:
    for words, telling in (
        (("nergens",), "nergens"),
        (("zonnegem/nergens",), "zonnegem/portaal"),
        (("--entry", "bestaat-niet"), "bestaat-niet"),
    ):
        said = oogst("replay", *words, "--schedules", changed)
        assert (said.code, telling in said.err) == (2, True), said.err
    database = open_database(f"sqlite:///{working_folder / 'oogst.db'}")
    Leases(database).take("run:zonnegem/portaal", "elders", 60)
    busy = oogst("replay", "zonnegem", "--apply", "--schedules", changed)
    assert (busy.code, "elders" in busy.err) == (4, True)
    Leases(database).release("run:zonnegem/portaal", "elders")
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM page")
    database.close()
    lost = oogst("replay", "zonnegem", "--apply", "--schedules", changed)
    assert (lost.code, lost.out.count("zonnegem/portaal")) == (6, 1)


def test_nothing_was_kept_before_the_first_harvest(oogst: Type, zonnegem: Path) -> None:
    said = oogst("replay", "--schedules", zonnegem)
    assert (said.code, "oogst run" in said.out) == (0, True)
