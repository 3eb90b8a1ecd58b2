"""``oogst why``: one answer wholly."""

import json

import pytest

from tests.oogst.cli.conftest import Demo, Said, Type

ENTRY = "Fietsenstallingen"


@pytest.fixture
def why(oogst: Type, demo: Demo) -> Type:
    database = f"sqlite:///{demo.folder / 'demo' / 'oogst.db'}"

    def typed(*words: object) -> Said:
        return oogst("why", *words, "--database", database)

    return typed


def test_an_answer_is_told_wholly(why: Type) -> None:
    said = why(ENTRY, "P09.5")
    assert (said.code, said.err) == (0, "")
    for part in (
        "Antwoord",
        "Waarom",
        "Principe 9",
        "Regel",
        "Rubriek",
        "Bewijs",
        "charter-vl",
    ):
        assert part in said.out


def test_the_document_holds_what_an_auditor_asks(why: Type) -> None:
    found = json.loads(why(ENTRY, "p16.1", "--json").out)
    assert found["check"]["id"] == "P16.1"
    assert found["principle"]["text"].startswith("Er wordt gestreefd")
    assert len(found["evidence"]["payload"]) == 64
    assert found["evidence"]["rule_version"] == found["check"]["version"]
    assert found["check"]["documentation"].endswith("#p16-1")
    assert [one["path"] for one in found["distributions"]]
    assert found["earlier"][-1]["outcome"] == found["verdict"]["outcome"]


def test_what_falls_short_says_whose_it_is_and_what_mending_gains(why: Type) -> None:
    found = json.loads(why(ENTRY, "P09.5", "--json").out)
    assert found["verdict"]["outcome"] == "fail"
    assert found["fault"]["because"]
    best = found["remedy"]["fixes"][0]
    assert best["computed"]
    assert best["points"] > 0


def test_what_was_not_asked_needs_no_mending(why: Type) -> None:
    found = json.loads(why(ENTRY, "P12.1", "--json").out)
    assert found["verdict"]["outcome"] == "unknown"
    assert (found["remedy"], found["observations"]) == (None, [])


def test_a_check_that_is_none_is_told_with_those_that_are(why: Type) -> None:
    said = why(ENTRY, "P99.1")
    assert said.code
    assert "P16.1" in said.err


def test_english_has_the_dutch_sentence_and_our_gloss(why: Type) -> None:
    said = why(ENTRY, "P16.1", "--language", "en").out
    assert "Er wordt gestreefd" in said
    assert "Our gloss" in said
