import json
from pathlib import Path

import pytest

from oogst.cli.source.group import COMMANDS
from tests.oogst.cli.conftest import Type


def test_the_group_explains_itself_without_a_word(oogst: Type) -> None:
    said = oogst("source")

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Gebruik: oogst source OPDRACHT")
    assert [name for name in COMMANDS if f"\n  {name} " not in said.out] == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_command_of_the_group_has_help_with_examples_in_eighty_columns(
    oogst: Type, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = oogst("source", command, "--help", "--language", language)
    examples = said.out.partition("\nVoorbeelden\n" if language == "nl" else "\nExamples\n")[2].splitlines()

    assert said.code == 0
    assert examples
    assert [line for line in examples if not line.startswith(f"  oogst source {command}")] == []
    assert "help." not in said.out
    assert max(map(len, said.out.splitlines())) <= 80


def test_a_command_that_the_group_does_not_have_is_guessed(oogst: Type) -> None:
    said = oogst("source", "lst")

    assert (said.code, said.out) == (2, "")
    assert "Bedoelde je oogst source list?" in said.err


def test_the_list_names_what_is_in_use_and_who_has_no_catalogue(oogst: Type) -> None:
    said = oogst("source", "list")

    assert "gent/portaal" in said.out
    assert "gent/datatank" not in said.out
    assert "oogst source list --all" in said.out
    silent = said.out.partition("Geen catalogus bekend")[2]
    assert all(name in silent for name in ("aalst", "hasselt", "kortrijk", "vgc", "dcat.ttl"))


def test_a_publisher_that_is_asked_for_shows_its_former_addresses_with_their_years(oogst: Type) -> None:
    said = oogst("source", "list", "kortrijk")

    assert "http://data.kortrijk.be (… - 2019-12-31)" in said.out
    assert "vroeger" in said.out


def test_the_document_has_every_publisher_and_the_state_of_every_source(oogst: Type) -> None:
    document = {one["publisher"]: one for one in json.loads(oogst("source", "list", "--json").out)}

    assert document["aalst"]["sources"] == []
    assert document["aalst"]["note"]
    assert {one["source"]: one["state"] for one in document["gent"]["sources"]} == {
        "gent/portaal": "active",
        "gent/dcat-ap-vl": "off",
        "gent/datatank": "former",
    }


def test_the_status_names_who_has_no_catalogue(oogst: Type) -> None:
    assert "Geen catalogus bekend: aalst, genk, hasselt, kortrijk" in oogst("status").out


def test_where_everybody_has_a_catalogue_nothing_is_said_of_it(oogst: Type, towns: Path) -> None:
    assert "Geen catalogus" not in oogst("source", "list", "--schedules", towns).out
    assert "Geen catalogus" not in oogst("status", "--schedules", towns).out
