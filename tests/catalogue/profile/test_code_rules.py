"""Rules that only code can check: each is held by a test that names it."""

from pathlib import Path

from catalogue.profile.rules import CODE_RULES
from catalogue.profile.wellformed import _BEARABLE

HERE = Path(__file__).parent


def test_every_rule_of_code_is_fired_by_a_test() -> None:
    others = [file for file in HERE.glob("test_*.py") if file != Path(__file__)]
    words = "\n".join(file.read_text(encoding="utf-8") for file in others)
    assert [rule.name for rule in CODE_RULES if f'"{rule.name}"' not in words] == []


def test_only_what_no_reader_can_do_with_is_an_error_of_code() -> None:
    errors = {rule.name for rule in CODE_RULES if rule.severity == "error"}
    assert errors == {
        "date-not-valid",
        "engine-failed",
        "iri-not-valid",
        "language-tag-not-valid",
        "not-readable",
        "record-identifier-without-uuid",
        "resource-without-iri",
        "text-empty",
        "text-not-allowed-in-xml",
        "value-not-valid",
    }


def test_a_value_that_an_engine_can_read_all_the_same_is_never_an_error() -> None:
    assert {rule.severity for rule in CODE_RULES if rule.name in _BEARABLE} == {"warning", "info"}
