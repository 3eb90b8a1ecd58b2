"""Runs looked at again, and what a person decides about what they concluded."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.oogst.cli.conftest import Demo, Type

WHY = ("--because", "bevestigd door de stad", "--by", "Els")


@pytest.fixture
def store(demo: Demo, tmp_path: Path) -> str:
    """Give a copy of a database in which the sample portals were harvested on two days."""
    shutil.copy(demo.folder / "demo" / "oogst.db", tmp_path / "oogst.db")
    return f"sqlite:///{tmp_path / 'oogst.db'}"


def test_the_history_of_a_source_shows_its_runs_the_newest_first(oogst: Type, store: str) -> None:
    said = oogst("source", "history", "zonnegem/portaal", "--database", store)
    runs = json.loads(oogst("source", "history", "zonnegem/portaal", "--json", "--database", store).out)

    assert (said.code, said.err) == (0, "")
    assert [run["state"] for run in runs] == ["complete"] * len(runs)
    numbers = [run["run"] for run in runs]
    assert numbers == sorted(numbers, reverse=True)
    assert all(str(number) in said.out for number in numbers)


def test_the_history_of_an_unknown_source_names_the_nearest(oogst: Type, store: str) -> None:
    said = oogst("source", "history", "zonnegem/portal", "--database", store)
    assert said.code == 2
    assert "oogst source history zonnegem/portaal" in said.err


def test_a_run_shows_its_proof_and_what_it_changed(oogst: Type, store: str) -> None:
    runs = json.loads(oogst("source", "history", "zonnegem/portaal", "--json", "--database", store).out)
    newest = runs[0]["run"]
    said = oogst("run", "show", newest, "--database", store)
    document = json.loads(oogst("run", "show", newest, "--json", "--database", store).out)

    assert said.code == 0
    for part in ("Bewijs dat alles gezien is", "✓", "verdacht"):
        assert part in said.out
    assert {point["point"] for point in document["proof"]} == {
        "pages-open",
        "declared-not-seen",
        "total-changed",
        "unstable-order",
        "failed-records",
        "shrink",
    }
    assert all(point["holds"] in {True, None} for point in document["proof"])
    assert all(page["whole"] for page in document["pages"])
    assert [one["why"] for one in document["standings"]] == ["absent"]


@pytest.mark.parametrize("words", [["999"], ["een"], ["-1"], ["9" * 30]])
def test_a_run_that_is_not_there_says_where_to_find_its_number(
    oogst: Type, store: str, words: list[str]
) -> None:
    said = oogst("run", "show", "--database", store, "--", *words)
    assert said.code == 2
    assert "oogst source history" in said.err


def test_a_run_without_a_number_says_what_is_missing(oogst: Type, store: str) -> None:
    said = oogst("run", "show", "--database", store)
    assert said.code == 2
    assert "RUN" in said.err


def test_an_entry_that_was_withdrawn_by_hand_comes_back(oogst: Type, store: str) -> None:
    gone = oogst("withdraw", "Begraafplaatsen", *WHY, "--database", store)
    shown = oogst("show", "Begraafplaatsen", "--database", store).out
    back = oogst("restore", "Begraafplaatsen", *WHY, "--database", store)
    again = oogst("show", "Begraafplaatsen", "--database", store).out

    assert (gone.code, back.code) == (0, 0)
    assert "1 item is ingetrokken" in gone.err
    assert "1 item staat er weer" in back.err
    assert shown != again


def waiting(store: str) -> int:
    """Have the newest run of a source wait for a person; give its number."""
    with sqlite3.connect(store.removeprefix("sqlite:///")) as connection:
        named = "SELECT max(run.id) FROM run JOIN source ON source.id = source_id WHERE name = ?"
        ((number,),) = connection.execute(named, ["zonnegem/portaal"])
        connection.execute("UPDATE run SET state = 'quarantined' WHERE id = ?", [number])
    connection.close()
    return int(number)


def test_a_run_that_a_person_accepts_stands_so_in_the_log_of_harvests_at_once(
    oogst: Type, store: str, tmp_path: Path
) -> None:
    run = waiting(store)
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "runs.jsonl").touch()
    said = oogst("accept", run, *WHY, "--database", store, "--feeds", tmp_path / "feeds")
    assert (said.code, "oogst feed" in said.err) == (0, True)
    lines = map(json.loads, (tmp_path / "feeds" / "runs.jsonl").read_text().splitlines())
    accepted = [one for one in lines if one["accepted"]]
    assert [(one["sourceName"], one["state"]) for one in accepted] == [("zonnegem/portaal", "complete")]
    assert "complete" in (tmp_path / "feeds" / "runs.atom").read_text()


def test_no_log_of_harvests_is_begun_by_a_decision(oogst: Type, store: str, tmp_path: Path) -> None:
    said = oogst("accept", waiting(store), *WHY, "--database", store, "--feeds", tmp_path / "feeds")
    assert (said.code, (tmp_path / "feeds").exists()) == (0, False)


def test_a_decision_stands_when_the_log_of_harvests_cannot_be_written(
    oogst: Type, store: str, tmp_path: Path
) -> None:
    (tmp_path / "runs.atom" / "x").mkdir(parents=True)
    said = oogst("accept", waiting(store), *WHY, "--database", store, "--feeds", tmp_path)
    assert (said.code, "runs.atom" in said.err) == (5, True)
    assert oogst("accept", waiting(store), *WHY, "--database", store).code == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["withdraw", "Begraafplaatsen"], "--because"),
        (["withdraw", "fiets", *WHY], "UUID"),
        (["withdraw", "bestaat niet", *WHY], "bestaat niet"),
        (["restore", *WHY], "ENTRY"),
        (["restore", "--run", "999", *WHY], "oogst source history"),
        (["accept", "999", *WHY], "oogst source history"),
        (["accept", "1", *WHY], "oogst run show 1"),
    ],
)
def test_a_decision_that_cannot_be_taken_changes_nothing_and_says_what_to_type(
    oogst: Type, store: str, words: list[str], part: str
) -> None:
    said = oogst(*words, "--database", store)
    assert said.code == 2
    assert part in said.err
    assert len(said.err.strip().splitlines()) == 3
