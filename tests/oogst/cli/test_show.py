import json
import shutil
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from catalogue.model import Protocol, Source
from catalogue.store import open_database
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, run_source
from tests.oogst.cli.conftest import HOUSE, Demo, Said, Type


@pytest.fixture
def database(demo: Demo) -> str:
    """Give the address of a database in which the sample portals were harvested."""
    return f"sqlite:///{demo.folder / 'demo' / 'oogst.db'}"


@pytest.fixture
def show(oogst: Type, database: str) -> Type:
    def shown(*words: str) -> Said:
        return oogst("show", *words, "--database", database)

    return shown


def test_an_entry_shows_its_values_findings_and_verdicts(show: Type) -> None:
    said = show("Fietsenstallingen")

    assert (said.code, said.err) == (0, "")
    for part in ("Wat erin staat", "Bevindingen", "Open data charter", "/description", "in de feed"):
        assert part in said.out


def test_an_entry_shows_what_is_beside_its_charter_score_and_that_it_does_not_count(show: Type) -> None:
    said = show("Fietsenstallingen")
    beside = json.loads(show("Fietsenstallingen", "--json").out)["beside"]

    assert said.out.index("Open data charter") < said.out.index("Naast het charter")
    for part in ("van de 405 punten", "★", "Niets wijst op een hoogwaardige dataset", "tellen niet mee"):
        assert part in " ".join(said.out.split())
    assert beside["mqa"]["most"] - beside["mqa"]["least"] > 0
    assert {one["state"] for one in beside["mqa"]["metrics"]} == {"gained", "not-gained", "not-looked-at"}


def test_a_part_of_a_title_that_fits_several_entries_lets_one_choose(show: Type) -> None:
    said = show("fiets")

    assert said.code == 0
    assert "4 items passen hierbij" in said.out


def test_the_choice_is_one_document_too(show: Type) -> None:
    several = json.loads(show("fiets", "--json").out)["several"]

    assert [one["title"] for one in several] == sorted(one["title"] for one in several)
    assert len(several) == 4


def test_the_start_of_a_number_is_enough(show: Type) -> None:
    number = json.loads(show("Fietsenstallingen", "--json").out)["uuid"]

    assert "Fietsenstallingen" in show(number[:8]).out


@pytest.mark.parametrize("typed", ["licence", "license", "dct:license"])
def test_why_tells_where_a_value_comes_from(show: Type, typed: str) -> None:
    said = show("Begraafplaatsen", "--why", typed)

    assert "distributions[0].licence" in said.out
    for part in ("/license", "CC0", "licences/cc-zero"):
        assert part in said.out


def test_why_of_an_absent_value_tells_what_was_found_about_it(show: Type) -> None:
    said = show("Fietsenstallingen", "--why", "licence")

    assert said.code == 0
    assert "geen waarde" in said.out
    assert "licence-unknown" in said.out


def test_a_default_says_that_the_source_is_silent(show: Type) -> None:
    assert "bron zwijgt" in show("Fietsenstallingen", "--why", "languages").out


def test_a_property_that_does_not_exist_is_answered_with_those_that_do(show: Type) -> None:
    said = show("Fietsenstallingen", "--why", "kleur")

    assert said.code == 2
    assert "Kies uit: " in said.err


def test_a_mistyped_property_is_guessed(show: Type) -> None:
    assert "Bedoelde je 'description'?" in show("Fietsenstallingen", "--why", "desription").err


def test_no_line_is_wider_than_the_screen(show: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert max(map(len, show("Fietsenstallingen").out.splitlines())) <= 80


def test_an_entry_as_a_document_holds_its_reasons_and_its_rdf(show: Type) -> None:
    entry = json.loads(show("Fietsenstallingen", "--json").out)

    assert entry["reasons"]["title"][0]["pointer"] == "/title"
    assert entry["rdf"].count("http://www.w3.org/ns/dcat#Dataset")


def test_the_sources_of_the_demo_all_stand_in_its_database(oogst: Type, database: str, demo: Demo) -> None:
    schedules = demo.folder / "demo" / "schedules"
    rows = json.loads(oogst("status", "--database", database, "--schedules", schedules, "--json").out)

    assert [row["state"] for row in rows] == ["complete"] * 5


def test_why_without_a_property_tells_of_every_value_and_of_what_was_not_used(show: Type) -> None:
    said = show("Begraafplaatsen", "--why")

    assert (said.code, said.err) == (0, "")
    for part in (
        "/dataset/10",
        "Het veld title, gelezen als tekst",
        "waarden van de bron",
        "/theme/*",
        "leeg",
    ):
        assert part in said.out


def test_why_shows_the_text_at_the_source_beside_the_value(show: Type) -> None:
    said = show("Begraafplaatsen", "--why", "licence")

    assert "Tekst van de bron  <span>CC0</span>" in said.out


def test_no_line_of_an_explanation_is_longer_than_the_screen(
    show: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width in (80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = show("Begraafplaatsen", "--why").out.splitlines()
        assert max(map(len, lines)) <= width


def test_an_explanation_as_a_document_has_the_keys_that_are_documented(show: Type) -> None:
    page = (HOUSE / "docs" / "reference" / "commands.md").read_text("utf-8")
    told = page.partition("### The document of an explanation")[2].partition("\n## ")[0]
    document = json.loads(show("Begraafplaatsen", "--why", "--json").out)

    assert document["record"]["read_again"]
    for key in (*document, *document["values"][0], *document["not_used"][0]):
        assert f"`{key}`" in told
    for one in document["not_used"]:
        assert f"`{one['why']}`" in told


def test_every_value_of_the_document_stands_at_its_place_in_the_source(show: Type) -> None:
    document = json.loads(show("Begraafplaatsen", "--why", "--json").out)
    placed = [one for one in document["values"] if one["pointer"]]

    assert placed
    assert all(one["at_source"] is not None for one in placed)


def test_a_finding_stands_with_the_value_that_it_is_about(show: Type) -> None:
    document = json.loads(show("Begraafplaatsen", "--why", "--json").out)
    apart = {one["rule"] for one in document["findings"]}

    assert "theme-unknown" in apart
    assert not apart & {one["rule"] for each in document["values"] for one in each["findings"]}


def test_an_entry_whose_bytes_are_gone_is_explained_from_what_was_kept_of_them(
    oogst: Type, database: str, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(database.removeprefix("sqlite:///"), copy)
    with closing(connect(copy)) as outside:  # which minds no foreign key
        outside.execute("delete from payload")
        outside.commit()
    said = oogst("show", "Begraafplaatsen", "--why", "--database", f"sqlite:///{copy}")

    assert said.code == 0
    assert "staan niet meer in de databank" in said.out
    assert "oogst run" in said.out
    assert "licences/cc-zero" in said.out


def test_a_publisher_file_that_is_wrong_does_not_keep_an_entry_from_being_explained(
    show: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "stuk.yaml").write_text("name: [")
    monkeypatch.setenv("OOGST_SCHEDULES", str(tmp_path))

    assert show("Begraafplaatsen", "--why").code == 0


def test_a_withdrawn_entry_is_explained_as_it_last_was(oogst: Type, database: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(database.removeprefix("sqlite:///"), copy)
    with closing(connect(copy)) as outside:
        outside.execute("update entry set withdrawn_at = '2026-03-01 00:00:00.000000'")
        outside.commit()
    said = oogst("show", "Begraafplaatsen", "--why", "--database", f"sqlite:///{copy}")

    assert said.code == 0
    assert "Ingetrokken op 2026-03-01" in said.out
    assert "Tekst van de bron" in said.out


def test_foreign_text_in_an_explanation_steers_no_terminal(oogst: Type, tmp_path: Path) -> None:
    feed = {
        "@type": "dcat:Catalog",
        "dataset": [
            {
                "identifier": "een",
                "title": "[bold]Bomen[/bold] \x1b[2J",
                "kleur\x1b[31m": "\u202egroen [link=https://x.example]",
            }
        ],
    }
    (tmp_path / "data.json").write_text(json.dumps(feed))
    database = f"sqlite:///{tmp_path / 'eigen.db'}"
    run_source(
        Source(
            name="een/bron",
            publisher="een",
            protocol=Protocol.DCAT_US,
            url=(tmp_path / "data.json").as_uri(),
            allow_private=True,
        ),
        database=(store := open_database(database)),
        rules=make_rules(None),
        crawling=CrawlSettings(),
        workplace=tmp_path,
    )
    store.close()
    said = oogst("show", "Bomen", "--why", "--database", database)

    assert said.code == 0
    assert "[bold]" in said.out
    assert "groen [link=https://x.example]" in said.out
    assert not set("\x1b\u202e") & set(said.out)
