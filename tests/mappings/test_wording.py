"""Every rule is told in words, from the same files that it runs by."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mappings
from catalogue.messages import LANGUAGES, Language, keys
from catalogue.model import Dialect
from mappings.engine import Block, fields
from mappings.engine.outline import Part, outline
from mappings.rules import RULES
from mappings.tables.rows import table_row
from mappings.wording import rule_text

OWN = re.compile(r'(?:Reason\(|rule=|rule = |: Final = )f?"([a-z]+\.[a-z{}._-]+)"')
SOURCE = Path(mappings.__file__).parent


def test_every_rule_of_the_registry_is_told_in_words() -> None:
    assert sorted(f"rule.kind.{name}" for name in RULES if f"rule.kind.{name}" not in keys()) == []


def test_every_rule_that_no_field_file_names_is_told_in_words() -> None:
    named = {name for file in SOURCE.rglob("*.py") for name in OWN.findall(file.read_text("utf-8"))}

    assert sorted(name for name in named if "{" not in name and f"rule.own.{name}" not in keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_with_several_paths_tells_their_order(language: Language) -> None:
    said = rule_text("dcat-us.dataset.issued", language)

    assert "issued, issueDate" in said


def test_a_rule_that_gathers_tells_so() -> None:
    assert rule_text("ckan.dataset.themes", "en").startswith("All of theme, ")


def test_a_node_that_stands_in_several_places_tells_of_each() -> None:
    said = rule_text("ckan.dataset.contact.email", "nl")

    assert said.index("contact/email") < said.index("maintainer_email")


def test_a_rule_nobody_knows_is_told_by_its_name() -> None:
    assert rule_text("nergens.iets", "nl") == "Volgens de regel nergens.iets."


def compiled(blocks: Iterator[Block]) -> Iterator[tuple[str, list[str]]]:
    for block in blocks:
        yield block.rule, [line.rule for line in block.lines]
        yield from compiled(inner for several in block.nodes.values() for inner in several)


def written(parts: Iterator[Part]) -> Iterator[tuple[str, list[str]]]:
    for part in parts:
        rows = [row.place for row in part.rows if row.name not in {"languages", "text_language"}]
        yield part.place, rows if part.place.count(".") == 1 else [row.place for row in part.rows]
        yield from written(iter(part.parts))


@pytest.mark.parametrize("dialect", Dialect)
def test_what_is_told_is_what_runs(dialect: Dialect) -> None:
    runs = list(compiled(iter(fields(dialect).blocks.values())))

    assert sorted(runs) == sorted(written(iter(outline(dialect).kinds.values())))


def test_a_row_of_a_table_tells_its_iri_and_names() -> None:
    row = table_row("licences/cc-zero")

    assert row is not None
    assert row.iri.startswith("https://data.vlaanderen.be/id/licentie/")
    assert "cc0" in row.names


@pytest.mark.parametrize("row", ["licences/geen", "nergens/iets", "codes/geen/x", "", "publisher/gent"])
def test_a_row_that_is_in_no_table_is_none(row: str) -> None:
    assert table_row(row) is None
