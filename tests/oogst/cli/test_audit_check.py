"""``oogst audit check`` names whatever is not as it was sealed."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.oogst.cli.conftest import Type


@pytest.fixture
def harvested(oogst: Type, zonnegem: Path, working_folder: Path) -> Path:
    """Give a store in which a town was harvested."""
    assert oogst("run", "--schedules", zonnegem).code == 0
    return working_folder / "oogst.db"


def altered(store: Path, statement: str) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute(statement)
    connection.close()


def test_a_store_that_nobody_touched_holds(oogst: Type, harvested: Path) -> None:
    assert harvested.exists()
    said = oogst("audit", "check")
    assert said.code == 0, said.err
    assert "Alles is zoals het verzegeld werd" in said.out
    assert "Laatste zegel van zonnegem/portaal: " in said.out


def test_an_altered_score_is_named_and_ends_with_seven(oogst: Type, harvested: Path) -> None:
    altered(harvested, "UPDATE assessment SET score = 1 WHERE id = 3")
    said = oogst("--language", "en", "audit", "check")
    assert said.code == 1
    assert "Assessment: altered: " in said.out
    assert "What is kept is not what was sealed: 1 things above." in said.err
    document = json.loads(oogst("audit", "check", "--json").out)
    (one,) = document["amiss"]
    assert (document["holds"], one["kind"], one["how"], one["run_id"]) == (False, "assessment", "altered", 1)


def test_a_seal_that_was_noted_has_to_be_there(oogst: Type, harvested: Path) -> None:
    assert harvested.exists()
    seal = json.loads(oogst("audit", "check", "--json").out)["heads"]["zonnegem/portaal"]
    assert oogst("audit", "check", "--seal", seal).code == 0
    gone = oogst("audit", "check", "--seal", seal[::-1])
    assert gone.code == 1
    assert "staat niet in deze opslag" in gone.err


def test_the_group_explains_itself(oogst: Type) -> None:
    assert "oogst audit" in oogst("audit").out
