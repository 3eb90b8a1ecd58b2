"""``oogst mapping`` as a person types it."""

import json
import shutil
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from catalogue.model import Dialect
from mappings import mapping_rows
from tests.oogst.cli.conftest import HOUSE, Demo, Said, Type


@pytest.fixture
def database(demo: Demo) -> str:
    return f"sqlite:///{demo.folder / 'demo' / 'oogst.db'}"


@pytest.fixture
def mapping(oogst: Type, database: str) -> Type:
    def typed(*words: str) -> Said:
        return oogst("mapping", "coverage", *words, "--database", database)

    return typed


def test_coverage_tells_which_fields_are_never_used_and_what_stays_empty(mapping: Type) -> None:
    said = mapping("zonnegem/portaal")

    assert (said.code, said.err) == (0, "")
    for part in ("zonnegem/portaal: 13 items", "/license_id", "dct:accrualPeriodicity", "V verplicht"):
        assert part in said.out


def test_coverage_as_a_document_has_the_keys_that_are_documented(mapping: Type) -> None:
    page = (HOUSE / "docs" / "reference" / "commands.md").read_text("utf-8")
    told = page.partition("### The document of a coverage")[2].partition("\n## ")[0]
    document = json.loads(mapping("zonnegem/portaal", "--json").out)
    rows = (document["fields"][0], document["classes"][0], document["classes"][0]["properties"][0])

    for key in (*document, *(key for row in rows for key in row)):
        assert f"`{key}`" in told


def test_every_entry_and_every_value_is_counted(mapping: Type) -> None:
    document = json.loads(mapping("--json").out)

    assert document["entries"] == document["read_again"] > 0
    assert document["not_read_again"] == {}
    assert len(document["sources"]) == 5
    for field in document["fields"]:
        assert sum(field["fates"].values()) == field["values"]
    for one in document["classes"]:
        for each in one["properties"]:
            assert each["filled"] + each["empty"] == one["nodes"]


def test_the_sources_of_one_publisher_are_counted_together(mapping: Type) -> None:
    document = json.loads(mapping("--publisher", "kasteelveld", "--json").out)

    assert all(name.startswith("kasteelveld/") for name in document["sources"])


def test_what_is_fully_used_is_shown_when_asked_for(mapping: Type) -> None:
    assert "Velden die altijd gebruikt zijn" not in mapping("zonnegem/portaal").out
    assert "Velden die altijd gebruikt zijn" in mapping("zonnegem/portaal", "--all").out


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_longer_than_the_screen(
    mapping: Type, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    assert max(map(len, mapping("--all").out.splitlines())) <= width


def test_records_that_cannot_be_read_again_are_counted_with_the_reason(
    oogst: Type, database: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(database.removeprefix("sqlite:///"), copy)
    with closing(connect(copy)) as outside:
        outside.execute("update payload set body = x'00'")
        outside.commit()
    typed = ("mapping", "coverage", "zonnegem/portaal", "--database", f"sqlite:///{copy}")
    document = json.loads(oogst(*typed, "--json").out)

    assert document["read_again"] == 0
    assert document["not_read_again"] == {"kept.payload-altered": 13}
    assert "13 items konden niet opnieuw gelezen worden" in oogst(*typed).out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("zonnegem/portal",), "zonnegem/portaal"),
        (("nergens",), "Wel geoogst: "),
        (("--publisher", "nergens"), "Wel geoogst: "),
    ],
)
def test_a_source_or_publisher_that_does_not_exist_is_answered_with_those_that_do(
    mapping: Type, typed: tuple[str, ...], told: str
) -> None:
    said = mapping(*typed)

    assert said.code == 2
    assert told in said.err


def test_an_empty_database_says_what_to_type_first(oogst: Type, tmp_path: Path) -> None:
    said = oogst("mapping", "coverage", "--database", f"sqlite:///{tmp_path / 'nieuw.db'}")

    assert said.code == 2
    assert "oogst run" in said.err


def test_the_mapping_of_a_dialect_is_told_in_words(oogst: Type) -> None:
    said = oogst("mapping", "show", "ckan")

    assert said.code == 0
    for part in ("dataset.distributions", "license_url, license_id", "via de tabel van licenties"):
        assert part in " ".join(said.out.split())


def test_dialects_are_listed(oogst: Type) -> None:
    assert "schema-org" in oogst("mapping", "show").out
    assert "ckan" in json.loads(oogst("mapping", "show", "--json").out)


def test_a_dialect_that_does_not_exist_is_answered_with_those_that_do(oogst: Type) -> None:
    said = oogst("mapping", "show", "ckn")

    assert said.code == 2
    assert "ckan" in said.err


def test_the_page_of_all_mappings_has_every_property_of_every_dialect(oogst: Type) -> None:
    page = oogst("--language", "en", "mapping", "show", "--markdown").out
    rows = [row for dialect in Dialect for row in mapping_rows(dialect, "en")]

    assert [line for line in page.splitlines() if line.startswith("## ")] == [f"## {one}" for one in Dialect]
    assert page.count("\n| `") == len(rows)
