import pytest

from catalogue.version import VERSION
from oogst.cli.application import COMMANDS, GROUPS
from tests.oogst.cli.conftest import Type


def test_without_a_word_oogst_explains_itself(oogst: Type) -> None:
    said = oogst()

    assert (said.code, said.err) == (0, "")
    assert [name for name in COMMANDS if f"\n  {name} " not in said.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_examples_each_on_a_line_of_its_own(oogst: Type, command: str) -> None:
    said = oogst(command, "--help")
    examples = said.out.partition("\nVoorbeelden\n")[2].splitlines()

    assert said.code == 0
    assert examples
    assert [line for line in examples if not line.startswith(f"  oogst {command}")] == []


@pytest.mark.parametrize("command", [*COMMANDS, *GROUPS])
def test_help_speaks_the_language_that_is_asked_for(oogst: Type, command: str) -> None:
    dutch, english = oogst(command, "-h").out, oogst(command, "-h", "--language", "en").out

    assert dutch.startswith(f"Gebruik: oogst {command}")
    assert english.startswith(f"Usage: oogst {command}")
    assert "help." not in dutch + english


@pytest.mark.parametrize("command", [*COMMANDS, *GROUPS])
def test_help_fits_in_eighty_columns(oogst: Type, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert max(map(len, oogst(command, "--help").out.splitlines())) <= 80


def test_what_follows_two_dashes_is_no_option(oogst: Type) -> None:
    assert "geen item '--debug'" in oogst("show", "--", "--debug").err


def test_it_tells_its_version(oogst: Type) -> None:
    assert oogst("--version") == (0, f"oogst {VERSION}\n", "")
