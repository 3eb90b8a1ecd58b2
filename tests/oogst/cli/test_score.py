"""``oogst score``: publishers in three numbers, entries under twenty principles."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.oogst.cli.conftest import Said, Type

BY = ("--name", "Jana Peeters", "--role", "opendataverantwoordelijke")


@pytest.fixture
def score(oogst: Type, zonnegem: Path) -> Type:
    oogst("run", "--schedules", zonnegem)

    def typed(*words: object) -> Said:
        return oogst("score", *words, "--schedules", zonnegem)

    return typed


def read(said: Said) -> Any:  # noqa: ANN401  any document
    assert said.code == 0, said.err
    return json.loads(said.out)


def test_a_publisher_shows_three_numbers_and_whose_they_are(score: Type) -> None:
    said = score("zonnegem")
    assert said.code == 0, said.err
    for part in ("Autom.", "Geatt.", "Dekking", "van 20 principes", "bindt niemand", "Niet beoordeelbaar"):
        assert part in said.out
    document = read(score("zonnegem", "--json"))
    assert list(document["principles"]) == [str(number) for number in range(1, 21)]
    for one in document["principles"].values():
        assert {"automatic", "attested", "coverage", "confirmed", "unaudited"} <= one.keys()
        assert one["assessable"] or one["why_not"]
    assert len(document["rubric_sha256"]) == 64


def test_an_answer_moves_the_attested_number_and_leaves_the_automatic_one(
    score: Type, oogst: Type, zonnegem: Path
) -> None:
    before = read(score("zonnegem", "--json"))
    oogst("attest", "sign", "zonnegem", "P19.1", "partly", *BY, "--schedules", zonnegem)
    after = read(score("zonnegem", "--json"))
    nineteen = after["principles"]["19"]
    assert (nineteen["automatic"], nineteen["attested"], nineteen["unaudited"]) == (None, 0.5, 0.5)
    assert (nineteen["confirmed"], nineteen["coverage"]) == (None, 1)
    assert after["assessable"] == before["assessable"] + 1
    for number in map(str, range(1, 19)):
        assert after["principles"][number] == before["principles"][number]


def test_without_a_name_every_publisher_comes_in_order_of_name(oogst: Type, towns: Path) -> None:
    oogst("run", "zonnegem", "heidebeke", "--schedules", towns)
    documents = read(oogst("score", "--schedules", towns, "--json"))
    assert [one["publisher"] for one in documents] == ["heidebeke", "zonnegem"]


def test_a_comparison_is_asked_for_and_says_that_it_is_no_ranking(score: Type) -> None:
    assert "rangschikking" not in score("zonnegem").out
    said = score("--compare")
    assert "geen rangschikking" in said.out
    document = read(score("--compare", "--json"))
    assert [one["publisher"] for one in document["publishers"]] == ["zonnegem"]
    assert document["no_ranking"]


def test_an_entry_shows_a_strip_of_twenty_with_what_nobody_looked_at(score: Type, oogst: Type) -> None:
    number = json.loads(oogst("show", "en", "--json").out)["several"][0]["uuid"]
    said = score(number)
    assert said.code == 0, said.err
    assert "Niet vastgesteld, en waarom" in said.out
    document = read(score(number, "--json"))
    outcomes = {one["outcome"] for one in document["principles"].values()}
    assert len(document["principles"]) == 20
    assert outcomes <= {"pass", "partial", "fail", "not-applicable", "unknown", "manual", "not-assessed"}
    assert all(one["text"] for one in document["not_looked_at"])
    assert document["statement"]


def test_a_word_that_is_nothing_says_what_there_is(score: Type) -> None:
    said = score("nergensland")
    assert said.code == 2
    assert "zonnegem" in said.err


def test_an_empty_store_says_how_to_begin(oogst: Type, zonnegem: Path) -> None:
    assert "oogst run" in oogst("score", "--schedules", zonnegem).out


def test_maturity_shows_six_areas_with_their_years_and_whose_mapping_it_is(
    score: Type, oogst: Type, zonnegem: Path, working_folder: Path
) -> None:
    assert score("zonnegem").code == 0
    scan = working_folder / "scan.csv"
    scan.write_text("check;statement;name;role;date\nP20.1;ja;Jana Peeters;secretaris;2024-05-27\n")
    oogst("attest", "import", scan, "--publisher", "zonnegem", "--via", "quickscan", "--schedules", zonnegem)
    said = oogst("maturity", "zonnegem", "--schedules", zonnegem)
    assert said.code == 0, said.err
    for part in (
        "Datastrategie",
        "Aankoop van technologie",
        "onze lezing",
        "1 later overgenomen",
        "bindt niemand",
    ):
        assert part in said.out
    document = read(oogst("maturity", "zonnegem", "--schedules", zonnegem, "--json"))
    assert len(document["areas"]) == 6
    strategy = next(one for one in document["areas"] if one["area"] == "open-data-strategy")
    assert (strategy["years"][0]["year"], strategy["years"][0]["taken_over"]) == (2024, 1)
    assert strategy["automatic"] is not None
    assert oogst("maturity", "nergens", "--schedules", zonnegem).code == 2
