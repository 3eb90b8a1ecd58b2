from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from catalogue.charter import NEWEST, Rubric, load_rubric, read_rubric, versions
from catalogue.charter.faults import FaultTable
from catalogue.charter.rules import RULES
from catalogue.errors import UsageError

PAGE = "charter-vl-0.1.0.yaml"
TEXT = (files("catalogue.charter") / "rubrics" / PAGE).read_text(encoding="utf-8")


def spoiled(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("rule: commercial_reuse", "rule: commercial_use", "P04.1: rule-unknown commercial_use"),
        ("rule: commercial_reuse", "rule: understandable", "P04.1: rule-of-other-level understandable"),
        ("gate: true", "weight: 0", "checks.0.weight"),
        ("    gate: true", "    gates: true", "checks.0.gates"),
        ("minimum_length: 100", "minimum_length: veel", "P04.2.parameters.minimum_length"),
        ("minimum_length: 100", "minimum_length: 100, maximum: 2", "P04.2.parameters: maximum unknown"),
        ("{minimum_length: 100}", "{}", "P04.2.parameters.minimum_length"),
        ("principle: 4", "principle: 5", "P04.1: principle-and-id-differ 5"),
        ("    roll_up: best\n", "", "P04.1: roll_up-only-and-always-at-level-distribution"),
        ("id: P04.2", "id: P04.1", "checks: P04.1 listed-twice"),
        ("number: 20", "number: 19", "principles: not-1-to-20-in-order"),
        ("good: 0.9", "good: 0.4", "bands: not-rising"),
        ("minimum_coverage: 0.6", "minimum_coverage: 6", "minimum_coverage"),
        ('version: "0.1.0"', 'version: "eerste"', "version"),
        ("undecided: [TXT", "undecided: [CSV, TXT", "formats: CSV listed-twice"),
        ("    standard: {", "    standaard: {", "faults.topics: standard missing"),
        ("hard: [title", "hard: [titel", "P15.5.parameters: titel no-field"),
        ("tier: B", "tier: E", "tier"),
        ("silent: [hub-dcat-ap]", "silent: [hub]", "silent"),
        ("checks:", "checks: [", ""),
        ("level: publisher", "level: publisher\n    gate: true", "P16.3: gate-at-level-publisher"),
    ],
)
def test_a_page_with_a_mistake_is_refused_with_its_place(old: str, new: str, named: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_rubric(spoiled(old, new), "mijn-rubriek.yaml")
    assert caught.value.key == "rubric.invalid"
    assert caught.value.facts["page"] == "mijn-rubriek.yaml"
    assert named in str(caught.value.facts["mistakes"])


def test_every_mistake_is_named_at_once() -> None:
    twice = spoiled("rule: https", "rule: http").replace("rule: portal_gates", "rule: gates")
    with pytest.raises(UsageError) as caught:
        read_rubric(twice, PAGE)
    assert "P12.2" in str(caught.value)
    assert "P15.5" in str(caught.value)


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(UsageError):
        read_rubric("", PAGE)


def test_a_version_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        load_rubric("9.9.9")
    assert caught.value.facts == {"version": "9.9.9", "known": ", ".join(versions())}


def test_a_version_cannot_name_another_file() -> None:
    with pytest.raises(UsageError):
        load_rubric("../../messages/charter")


def test_a_page_is_named_for_its_version() -> None:
    assert versions()[-1] == NEWEST
    assert [load_rubric(version).version for version in versions()] == versions()


def test_a_folder_of_pages_reads_like_the_one_page_it_is_handed_on_as(rubric: Rubric) -> None:
    again = read_rubric(rubric.text, "handed on")
    assert again.digest == rubric.digest
    assert again.checks == rubric.checks


def test_every_rule_is_used_and_every_check_has_its_rule() -> None:
    used = {check.rule.name for version in versions() for check in load_rubric(version).checks}
    assert used == set(RULES)


def test_a_loaded_rubric_cannot_be_changed(rubric: Rubric) -> None:
    fields: list[tuple[object, str]] = [
        (rubric, "version"),
        (rubric.checks[0], "weight"),
        (rubric.bands, "good"),
    ]
    for thing, name in fields:
        with pytest.raises(AttributeError):
            setattr(thing, name, 2)
    with pytest.raises(TypeError):
        rubric.by_id["P04.1"] = rubric.checks[1]  # type: ignore[index]  # that it cannot is the point


def test_the_charter_says_that_it_binds_nobody(rubric: Rubric) -> None:
    assert "bindt niemand" in rubric.charter.statement.nl
    assert "binds nobody" in rubric.charter.statement.en
    assert rubric.source_of(9) == "https://smart.flanders.be/open-data-charter/#9"


def test_the_first_rubric_assesses_only_the_six_principles_that_metadata_can_show() -> None:
    assert load_rubric("0.1.0").assessed == {4, 6, 9, 12, 15, 16}


def test_every_topic_that_a_field_may_lack_has_somebody_to_repair_it(rubric: Rubric) -> None:
    assert isinstance(rubric.faults, FaultTable)
    named = {
        name
        for check in rubric.checks
        for part in ("fields", "hard", "soft")
        for name in getattr(check.parameters, part, ())
    }
    assert all(name in rubric.faults for name in named)


def file_types(shared_data: Path) -> set[str]:
    lists = [path for path in (shared_data / "vocab").rglob("*") if "file-type" in path.name.casefold()]
    text = "".join(path.read_text(encoding="utf-8") for path in lists)
    return {
        part.split('"')[0].split("<")[0].split(">")[0].split()[0]
        for part in text.split("file-type/")[1:]
        if part
    }


@pytest.mark.corpus
def test_every_format_is_a_code_of_the_eu_list(shared_data: Path) -> None:
    formats: dict[str, Any] = YAML(typ="safe", pure=True).load(TEXT)["formats"]
    ours = {
        code for kind in ("open", "structured", "documents", "undecided", "pages") for code in formats[kind]
    }
    assert ours - file_types(shared_data) == set()
