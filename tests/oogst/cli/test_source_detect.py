import json
from pathlib import Path

import pytest

from schedules import load_publisher
from tests.harvester.detect.sites import playing
from tests.oogst.cli.conftest import Type

WHOLE = """name: proef
title: {nl: Proef}
ovo: OVO000001
type: LocalAuthority
contact: {name: Proef, email: a@b.example}
catalogue: {title: {nl: O}, description: {nl: O}, licence: https://licence.example/cc0}
"""


def test_a_portal_is_shown_with_the_source_to_save_and_all_that_was_looked_at(oogst: Type) -> None:
    with playing("ckan") as server:
        said = oogst("source", "detect", server.url, "--allow-private")

    assert said.code == 0
    assert "CKAN 2.10.4" in said.out
    assert "Aangeraden: ckan, CKAN, 7 items" in said.out
    assert f"       url: {server.url}\n" in said.out
    assert "Kan ook: dcat-rdf" in said.out
    assert "/api/3/action/status_show: CKAN 2.10.4" in said.out
    assert f"oogst source add --url {server.url}" in " ".join(said.out.split())


def test_the_document_holds_what_the_screen_shows_and_its_yaml_loads(
    oogst: Type, working_folder: Path
) -> None:
    with playing("geonetwork") as server:
        said = oogst("source", "detect", server.url, "--allow-private", "--json", "--language", "en")
    document = json.loads(said.out)
    best, other = document["candidates"]

    assert (best["protocol"], best["software"], best["version"], best["total"]) == (
        "csw",
        "geonetwork",
        "4.2.8",
        604,
    )
    assert other["protocol"] == "ogc-records"
    assert best["reasons"]
    assert (document["robots"], document["failure"], document["preview"]) == (False, None, None)
    assert {"url", "status", "content_type", "saw"} == set(document["probes"][0])
    for candidate in document["candidates"]:
        file = working_folder / "proef.yaml"
        file.write_text(WHOLE + candidate["yaml"])
        assert load_publisher(file).sources[0].source.url == candidate["url"]


def test_a_preview_shows_the_first_entries_and_keeps_nothing(oogst: Type, working_folder: Path) -> None:
    with playing("self-hosted") as server:
        said = oogst("source", "detect", server.url, "--allow-private", "--preview")
        document = json.loads(
            oogst(
                "source", "detect", f"{server.url}/dcat.ttl", "--allow-private", "--json", "--preview", "1"
            ).out
        )

    assert "Het eerste record, als item" in said.out
    assert "Bomen" in said.out
    (entry,) = document["preview"]["entries"]
    assert (entry["title"], entry["kind"], entry["distributions"]) == ("Bomen", "dataset", 2)
    assert (entry["published"], entry["waits_for_publisher_facts"]) == (False, True)
    assert entry["worst"][0]["severity"] == "error"
    assert list(working_folder.iterdir()) == []


def test_a_databank_of_figures_is_said_not_to_be_harvested(oogst: Type) -> None:
    with playing("figures") as server:
        said = oogst("source", "detect", server.url, "--allow-private")

    assert said.code == 3
    assert f"{server.url}/jiveservices/wms.ashx" in said.out
    assert "geen catalogus" in said.err


def test_a_page_without_a_catalogue_ends_with_the_ways_that_are_left(oogst: Type) -> None:
    with playing("page") as server:
        said = oogst("source", "detect", server.url, "--allow-private", "--json")

    document = json.loads(said.out)
    assert said.code == 3
    assert document["candidates"] == []
    assert document["failure"]["code"] == "detect.only-page"
    assert "html-list" in said.err
    assert "dcat.ttl" in said.err


def test_a_file_is_told_and_said_not_to_be_a_source(oogst: Type, catalogue: Path) -> None:
    said = oogst("source", "detect", catalogue)

    assert said.code == 0
    assert "Aangeraden: dcat-rdf" in said.out
    assert "sources:" not in said.out
    assert "oogst check" in said.out


def test_a_publisher_with_a_source_on_the_site_is_named(oogst: Type, working_folder: Path) -> None:
    with playing("self-hosted") as server:
        source = f"{{label: dcat, protocol: dcat-rdf, url: {server.url}/oud.ttl, cadence: 1 1 * * *}}"
        folder = working_folder / "uitgevers"
        folder.mkdir()
        (folder / "proef.yaml").write_text(f"{WHOLE}sources: [{source}]\n")
        said = oogst("source", "detect", server.url, "--allow-private", "--schedules", folder)

    assert "Uitgever proef heeft al een bron op deze site" in said.out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ([], 2, "URL_OR_FILE ontbreekt"),
        (["ftp://x.example"], 3, "geen webadres"),
        (["http://bestaat-niet.invalid/"], 3, "niet te vinden"),
        (["http://127.0.0.1:9/"], 3, "niet op het openbare internet"),
        (["https://jan:s3sam@x.example/"], 3, "gebruikersnaam of wachtwoord"),
        (["weg.ttl"], 3, "bestand bestaat niet"),
        (["x.ttl", "--preview", "1000"], 2, "1 tot 100 records"),
    ],
)
def test_a_mistake_is_explained_in_three_lines(
    oogst: Type, words: list[str], code: int, sentence: str
) -> None:
    said = oogst("source", "detect", *words)

    assert said.code == code
    assert sentence in said.err
    assert "s3sam" not in said.err + said.out
    assert len(said.err.splitlines()) == 3
