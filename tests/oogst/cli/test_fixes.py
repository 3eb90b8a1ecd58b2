"""``oogst fixes`` as an officer types it."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.oogst.cli.conftest import Demo, Said, Type


@pytest.fixture
def fixes(oogst: Type, demo: Demo) -> Type:
    database = f"sqlite:///{demo.folder / 'demo' / 'oogst.db'}"

    def typed(*words: object) -> Said:
        return oogst("fixes", *words, "--database", database)

    return typed


TOWN = "zonnegem"
"""A publisher of the sample portals."""


def test_the_steps_stand_in_the_order_of_their_gain(fixes: Type) -> None:
    said = fixes(TOWN)
    assert (said.code, said.err) == (0, "")
    assert "wat eerst herstellen" in said.out
    assert " 1. " in said.out
    assert "Het charter" in said.out


def test_the_document_rises_step_by_step(fixes: Type) -> None:
    found = json.loads(fixes(TOWN, "--json").out)
    steps = found["fixes"] + found["ours"]
    assert steps
    assert steps[0]["before"] == found["now"]
    for one, following in pairwise(steps):
        assert one["after"] == following["before"]
    for one in steps:
        assert one["entries"] == len(one["list"])
        rise = 100 * (one["after"]["entry_score"] - one["before"]["entry_score"])
        assert one["in_order"]["entry_score"] == pytest.approx(rise)


def test_a_spreadsheet_has_a_row_per_step_and_entry(fixes: Type, tmp_path: Path) -> None:
    said = fixes(TOWN, "--csv", tmp_path / "a.csv")
    assert "regels geschreven" in said.err
    found = json.loads(fixes(TOWN, "--json").out)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(one["entries"] for one in found["fixes"])


def test_one_entry_has_steps_of_its_own(fixes: Type) -> None:
    found = json.loads(fixes("Fietsenstallingen", "--json").out)
    assert found["entries"] == 1
    assert {one["entries"] for one in found["fixes"]} <= {1}


def test_several_entries_let_one_choose(fixes: Type) -> None:
    assert "items passen hierbij" in fixes("fiets").out


def test_what_is_neither_publisher_nor_entry_is_told(fixes: Type) -> None:
    said = fixes("nergens")
    assert said.code
    assert "'nergens' is geen uitgever" in said.err


def test_english_speaks_english(fixes: Type) -> None:
    assert "what to mend first" in fixes(TOWN, "--language", "en").out


def test_what_would_be_stands_beside_what_is(fixes: Type) -> None:
    found = json.loads(fixes(TOWN, "--what-if", "licence=cc-zero", "--json").out)
    assert 0 < found["touched"] <= found["entries"]
    assert found["then"]["open_data"] >= found["now"]["open_data"]
    assert {one["check"][:3] for one in found["checks"]} >= {"P16"}
    said = fixes(TOWN, "--what-if", "licence=cc-zero")
    assert "Stel dat: licence=cc-zero" in said.out


def test_of_one_entry_the_portal_is_foretold(fixes: Type) -> None:
    found = json.loads(fixes("Fietsenstallingen", "--what-if", "themes=ENVI", "--json").out)
    assert any(one["now"]["themes"] != one["then"]["themes"] for one in found["portal"])


def test_only_the_entries_that_are_meant_are_touched(fixes: Type) -> None:
    all_of_them = json.loads(fixes(TOWN, "--what-if", "frequency=DAILY", "--json").out)
    some = json.loads(fixes(TOWN, "--what-if", "frequency=DAILY", "--entries", "fiets", "--json").out)
    assert 0 < some["touched"] < all_of_them["touched"]
    assert some["entries"] == all_of_them["entries"]


def test_a_kind_of_fix_may_be_supposed_by_its_name(fixes: Type) -> None:
    assert fixes(TOWN, "--what-if", "standard").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--what-if", "lisence=cc-zero"), "licence"),
        (("--what-if", "licence=?"), "cc-zero"),
        (("--what-if", "licence"), "dead-link"),
        (("--what-if", "licence=cc-zero", "--entries", "check="), "check=P16.1"),
        (("--what-if", "licence=cc-zero", "--entries", "check=P99"), "P16.1"),
        (("--entries", "fiets"), "--what-if"),
    ],
)
def test_what_cannot_be_supposed_is_told_with_what_can(
    fixes: Type, words: tuple[str, ...], told: str
) -> None:
    said = fixes(TOWN, *words)
    assert said.code
    assert told in said.err
