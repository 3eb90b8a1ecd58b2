"""Whatever is typed or met: what happened, what still stands, what to type next, and an exit code."""

import sqlite3
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from catalogue.store import open_database
from oogst.demo import SamplePortals
from tests.oogst.cli import samples
from tests.oogst.cli.conftest import Type

LINES = 3
"""What happened, what still stands, what to type next."""


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["check", "ftp://data.stad.example"], 3, "geen webadres"),
        (["check", "http://"], 3, "geen webadres"),
        (["check", "stad.ttl"], 3, "bestand bestaat niet"),
        (["check", "."], 3, "kan niet gelezen worden"),
        (["check", "http://127.0.0.1:9/", "--allow-private"], 3, "aanvaardt geen verbinding"),
        (["check", "http://bestaat-niet.invalid/"], 3, "niet te vinden"),
        (["check", "stad.ttl", "--publisher", "gnt"], 2, "geen uitgever 'gnt'"),
        (["check"], 2, "URL_OR_FILE ontbreekt"),
        (["check", "stad.ttl", "--jsn"], 2, "kent de optie '--jsn' niet"),
        (["check", "stad.ttl", "--out"], 2, "Achter de optie --out"),
        (["check", "een.ttl", "twee.ttl"], 2, "Zo kan de opdracht niet gelezen worden"),
        (["chek", "stad.ttl"], 2, "kent de opdracht 'chek' niet"),
        (["oogsten"], 2, "kent de opdracht 'oogsten' niet"),
        (["status", "--language", "fr"], 2, "spreekt geen 'fr'"),
        (["status", "--database", "mongo://x"], 4, "geen adres van een databank"),
        (["status", "--database", "sqlite:////nergens/oogst.db"], 4, "kan niet geopend worden"),
        (["run", "--schedules", "nergens"], 2, "bestaat niet"),
        (["run", "--schedules", "."], 2, "staat geen uitgeversbestand"),
        (["run", "nergenshuizen"], 2, "geen uitgever 'nergenshuizen'"),
        (["feed"], 2, "staat nog niets in de databank"),
        (["show", "bomen"], 2, "geen item 'bomen'"),
    ],
)
def test_a_mistake_is_explained_in_three_lines(
    oogst: Type, words: list[str], code: int, sentence: str
) -> None:
    said = oogst(*words)

    assert (said.code, said.out) == (code, "")
    assert sentence in said.err
    assert len(said.err.splitlines()) >= LINES


def test_a_mistake_is_explained_in_the_language_of_its_own_command(oogst: Type) -> None:
    assert "does not know" in oogst("--language", "en", "oogsten").err
    assert "kent de opdracht 'oogsten' niet" in oogst("oogsten").err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["chek"], "oogst check"),
        (["check", "x.ttl", "--jsn"], "--json"),
        (["run", "gnt"], "'gent'"),
    ],
)
def test_what_was_meant_is_guessed(oogst: Type, words: list[str], meant: str) -> None:
    assert f"Bedoelde je {meant}?" in oogst(*words).err


@pytest.mark.parametrize(
    ("status", "body", "kind", "sentence"),
    [
        (404, "weg", "text/plain", "Op dit adres is niets (HTTP 404)"),
        (403, "nee", "text/plain", "weigert toegang (HTTP 403)"),
        (200, "", "text/turtle", "antwoord is leeg"),
    ],
)
def test_a_server_that_gives_no_catalogue_is_explained(  # noqa: PLR0917  what it answers, and what is said of it
    oogst: Type, httpserver: HTTPServer, status: int, body: str, kind: str, sentence: str
) -> None:
    httpserver.expect_request("/dcat.ttl").respond_with_data(body, status, content_type=kind)
    said = oogst("check", httpserver.url_for("/dcat.ttl"), "--allow-private")

    assert (said.code, said.out) == (3, "")
    assert sentence in said.err


def test_a_web_page_without_a_catalogue_is_explained_with_what_was_tried(
    oogst: Type, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/portaal").respond_with_data(samples.PAGE, content_type="text/html")
    said = oogst("check", httpserver.url_for("/portaal"), "--allow-private")

    assert said.code == 3
    assert "geen catalogus gevonden" in said.err
    assert "/api/3/action/package_search" in said.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "antwoord is leeg"),
        (samples.PAGE.encode(), "een webpagina waar een catalogus verwacht werd"),
        (b"hallo wereld", "geen catalogus die we herkennen"),
    ],
)
def test_a_file_that_is_no_catalogue_is_explained(
    oogst: Type, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "iets"
    file.write_bytes(content)
    said = oogst("check", file)

    assert (said.code, said.out) == (3, "")
    assert sentence in said.err


def test_bytes_that_are_no_text_give_no_entries_and_no_traceback(oogst: Type, tmp_path: Path) -> None:
    file = tmp_path / "beeld.ttl"
    file.write_bytes(bytes(range(256)) * 20)
    said = oogst("check", file)

    assert said.code in {3, 6}
    assert "Traceback" not in said.err


def test_a_private_address_is_not_asked_without_permission(oogst: Type, portals: SamplePortals) -> None:
    said = oogst("check", portals.url("ckan"))

    assert (said.code, said.out) == (3, "")
    assert "niet op het openbare internet" in said.err
    assert "--allow-private" in said.err


def test_a_typo_in_a_publisher_file_is_named_by_its_line(oogst: Type, zonnegem: Path) -> None:
    file = zonnegem / "zonnegem.yaml"
    text = file.read_text().replace("cadence:", "cadens:")
    file.write_text(text)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "cadens" in row)
    said = oogst("run", "--schedules", zonnegem)

    assert said.code == 2
    assert f"zonnegem.yaml, regel {line}" in said.err
    assert "Bedoelde je 'cadence'?" in said.err


def test_a_database_that_is_none_is_not_touched(oogst: Type, working_folder: Path) -> None:
    file = working_folder / "brief.txt"
    file.write_text("Geachte heer, mevrouw, dit is geen databank.\n" * 40)
    before = file.read_bytes()
    said = oogst("status", "--database", f"sqlite:///{file}")

    assert said.code == 4
    assert "geen databank" in said.err
    assert file.read_bytes() == before


def test_a_locked_database_says_so_and_keeps_what_it_has(
    oogst: Type, zonnegem: Path, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.store.database.BUSY_SECONDS", 0.1)
    open_database(f"sqlite:///{working_folder / 'oogst.db'}").close()
    other = sqlite3.connect(working_folder / "oogst.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = oogst("run", "--schedules", zonnegem)
    other.execute("ROLLBACK")
    other.close()

    assert said.code == 4
    assert "in gebruik door een ander proces" in said.err
    assert oogst("status", "--schedules", zonnegem).code == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("LANGUAGE", "xx"), ("WORKERS", "veel"), ("PROFILE", "1999"), ("BASE_IRI", "geen iri")],
)
def test_a_setting_that_cannot_be_used_is_named(
    oogst: Type, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"OOGST_{name}", value)
    said = oogst("up")

    assert (said.code, said.out) == (2, "")
    assert f"OOGST_{name} kan niet '{value}' zijn" in said.err


def test_a_working_folder_that_is_gone_is_explained(
    oogst: Type, catalogue: Path, working_folder: Path
) -> None:
    working_folder.rmdir()
    said = oogst("check", catalogue)

    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_traceback_is_shown_only_when_asked_for(oogst: Type) -> None:
    assert "Traceback" not in oogst("check", "weg.ttl").err
    assert "Traceback" in oogst("check", "weg.ttl", "--debug").err


def test_a_feeds_folder_that_cannot_be_made_costs_only_the_feed(
    oogst: Type, zonnegem: Path, working_folder: Path
) -> None:
    (working_folder / "feeds").write_text("een bestand")
    said = oogst("run", "--schedules", zonnegem)

    assert said.code == 5
    assert "is niet geschreven" in said.err
    assert (working_folder / "feeds").read_text() == "een bestand"
    assert oogst("show", "Bevolking", "--json").code == 0
