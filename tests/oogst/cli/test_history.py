"""Days that are past, other rubrics, and why a score moved, as a person asks for them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from catalogue.charter import load_rubric
from tests.oogst.cli.conftest import Said, Type, let_a_second_pass


@pytest.fixture
def harvested(oogst: Type, zonnegem: Path) -> Type:
    oogst("run", "--schedules", zonnegem)

    def typed(*words: object) -> Said:
        return oogst(*words, "--schedules", zonnegem)

    return typed


def read(said: Said) -> Any:  # noqa: ANN401  any document
    assert said.code == 0, said.err
    return json.loads(said.out)


def now() -> str:
    """Give a moment after all that was done, and before all that is done from here on."""
    let_a_second_pass()
    said = datetime.now(UTC).isoformat()
    let_a_second_pass()
    return said


def numbers(document: dict[str, Any]) -> list[object]:
    return [document["value"], document["coverage"], document["entries"], document["labels"]]


def test_the_score_of_a_day_is_the_one_that_was_kept(harvested: Type, oogst: Type) -> None:
    today = read(harvested("score", "zonnegem", "--json"))
    kept = read(harvested("score", "zonnegem", "--on", now(), "--json"))
    assert numbers(today) == numbers(kept)
    found = read(harvested("show", "fiets", "--json"))
    source = found.get("several", [found])[0]["source"]
    history = read(oogst("source", "history", source, "--json"))
    when = (history["runs"] if isinstance(history, dict) else history)[0]["started_at"]
    then = read(harvested("score", "zonnegem", "--on", when, "--json"))
    again = read(harvested("score", "zonnegem", "--on", when, "--rubric", "today", "--json"))
    assert numbers(then) == numbers(again)
    other = read(harvested("score", "zonnegem", "--on", now(), "--rubric", "0.1.0", "--json"))
    assert (other["rubric"], other["rubric_sha256"]) == ("0.1.0", load_rubric("0.1.0").digest)


def test_an_entry_on_a_day_shows_what_was_kept_and_what_another_rubric_says(harvested: Type) -> None:
    found = read(harvested("show", "fiets", "--json"))
    title = found.get("several", [found])[0]["uuid"]
    today = read(harvested("score", title, "--json"))
    assert read(harvested("score", title, "--on", now(), "--json"))["checks"] == today["checks"]
    other = read(harvested("score", title, "--on", now(), "--rubric", "0.1.0", "--json"))
    assert other["rubric"] == "0.1.0"
    assert read(harvested("score", title, "--since", now(), "--json"))["parts"] == []


def test_another_rubric_is_shown_kept_when_it_is_in_force_and_then_accounted_for(
    harvested: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = now()
    (shown,) = read(harvested("rescore", "zonnegem", "--rubric", "0.1.0", "--json"))
    assert {"P01.1", "P03.1"} <= {one["check"] for one in shown["checks_gone"]}
    assert shown["checks_new"] == []
    assert shown["moved"]
    said = harvested("rescore", "zonnegem", "--rubric", "0.1.0")
    assert said.code == 0, said.err
    assert "bindt niemand" in said.out
    refused = harvested("rescore", "zonnegem", "--rubric", "0.1.0", "--apply")
    assert refused.code == 2
    assert "OOGST_RUBRIC" in refused.err

    monkeypatch.setenv("OOGST_RUBRIC", "0.1.0")
    applied = harvested("rescore", "zonnegem", "--apply")
    assert applied.code == 0, applied.err
    assert read(harvested("score", "zonnegem", "--json"))["rubric"] == "0.1.0"
    account = read(harvested("score", "zonnegem", "--since", since, "--json"))
    assert {part["cause"] for part in account["parts"]} <= {"rubric", "time", "elsewhere"}
    whole = account["after"]["coverage"] - account["before"]["coverage"]
    assert round(sum(part["coverage"] for part in account["parts"]), 4) == round(whole, 4)
    told = harvested("score", "zonnegem", "--since", since)
    assert told.code == 0, told.err
    for part in ("Een andere rubriek", "laten zich niet rechtstreeks vergelijken", "bindt niemand"):
        assert part in told.out


def test_every_mistake_in_a_rubric_is_named_with_its_place(harvested: Type, tmp_path: Path) -> None:
    page = tmp_path / "eigen.yaml"
    text = load_rubric("0.1.0").text
    page.write_text(
        text.replace("good: 0.9", "good: 1.9").replace("rule: ", "rule: no_", 2), encoding="utf-8"
    )
    said = harvested("rescore", "zonnegem", "--rubric", page)
    assert said.code == 2
    assert said.err.count("rule-unknown no_") == 2
    assert "bands" in said.err
    page.write_text("checks: [", encoding="utf-8")
    assert harvested("rescore", "zonnegem", "--rubric", page).code == 2
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "rubric.yaml").write_text("checks: [", encoding="utf-8")
    assert harvested("rescore", "zonnegem", "--rubric", folder).code == 2
    assert harvested("rescore", "zonnegem", "--rubric", "9.9.9").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("score", "zonnegem", "--on", "gisteren"), "is geen dag"),
        (("score", "zonnegem", "--on", "2001-01-01"), "stond er op 2001-01-01 niets"),
        (("score", "zonnegem", "--since", "2001-01-01"), "stond er op 2001-01-01 niets"),
        (("rescore", "zonnegem", "--on", "2001-01-01"), "stond er op 2001-01-01 niets"),
        (("rescore", "zonnegem", "--on", "2030-01-01", "--apply"), "wordt niet herschreven"),
    ],
)
def test_what_cannot_be_told_says_why(harvested: Type, words: tuple[str, ...], told: str) -> None:
    said = harvested(*words)
    assert said.code == 2
    assert told in said.err
