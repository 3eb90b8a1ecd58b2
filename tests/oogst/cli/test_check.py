import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from oogst.demo import SamplePortals
from tests.oogst.cli import samples
from tests.oogst.cli.conftest import HOUSE, SCRIPT, Type

PROMISED = {
    "source",
    "protocol",
    "complete",
    "records",
    "entries",
    "published",
    "held_back",
    "findings",
    "charter",
    "feed",
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give the document of one check, from a process of its own."""
    folder = tmp_path_factory.mktemp("check")
    (folder / "stad.ttl").write_text(samples.CATALOGUE)
    words = [*SCRIPT, "check", "stad.ttl", "--json"]
    env = os.environ | {"PYTHONPATH": str(HOUSE)}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, check=True)  # noqa: S603  our own interpreter
    assert done.stderr == b""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_standard_output_is_one_json_document_and_nothing_else(document: dict[str, Any]) -> None:
    assert document["source"] == "stad.ttl"


def test_the_document_keeps_its_promised_keys(document: dict[str, Any]) -> None:
    assert set(document) >= PROMISED
    assert set(document["charter"]) >= {"score", "coverage", "principles"}
    assert document["feed"]["path"] is None


def test_every_entry_is_published_or_held_back(document: dict[str, Any]) -> None:
    assert (document["records"], document["entries"]) == (2, 2)
    assert (document["published"], document["held_back"]) == (1, 1)


def test_findings_say_rule_severity_remedy_and_every_place(document: dict[str, Any]) -> None:
    missing = next(one for one in document["findings"] if one["rule"] == "dataset-description-missing")

    assert (missing["severity"], missing["holds_back"], missing["entries"]) == ("error", True, 1)
    assert missing["remedy"]
    assert [place["title"] for place in missing["where"]] == ["[red]Zitbanken[/red]"]


def test_what_holds_entries_back_comes_first(document: dict[str, Any]) -> None:
    held = [one["holds_back"] for one in document["findings"]]

    assert held == sorted(held, reverse=True)


def test_what_follows_from_a_licence_comes_after_its_cause(document: dict[str, Any]) -> None:
    errors = [one for one in document["findings"] if one["group"] == "error"]

    assert [one["rule"] for one in errors if one["follows"]] == ["dataset-not-open-data"]
    assert errors[-1]["follows"]


def test_the_first_step_is_what_makes_most_entries_publishable(document: dict[str, Any]) -> None:
    step = document["first_steps"][0]

    assert (step["gain"], step["rules"]) == ("publishable", ["dataset-description-missing"])
    assert (step["freed"], step["after"]) == (1, 2)


def test_a_licence_is_said_to_make_open_data(document: dict[str, Any]) -> None:
    step = next(one for one in document["first_steps"] if one["gain"] == "open-data")

    assert (step["rules"], step["freed"], step["after"]) == (["distribution-licence-missing"], 1, 2)


def test_nothing_is_left_in_the_working_folder(oogst: Type, catalogue: Path, working_folder: Path) -> None:
    oogst("check", catalogue)

    assert list(working_folder.iterdir()) == []


def test_nothing_temporary_goes_outside_the_working_folder(
    oogst: Type, catalogue: Path, portals: SamplePortals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(elsewhere))
    before = elsewhere.stat().st_mtime_ns

    oogst("check", catalogue)
    oogst("check", portals.url("dcat_turtle"), "--allow-private")

    assert elsewhere.stat().st_mtime_ns == before


def test_out_keeps_the_feed_and_names_it(oogst: Type, catalogue: Path, working_folder: Path) -> None:
    said = oogst("check", catalogue, "--out", "uit", "--json")

    assert {file.suffix for file in (working_folder / "uit").iterdir()} == {
        ".rdf",
        ".ttl",
        ".jsonld",
        ".json",
    }
    assert (working_folder / json.loads(said.out)["feed"]["path"]).is_file()


def test_an_out_that_cannot_be_written_costs_the_feed_but_not_the_report(
    oogst: Type, catalogue: Path
) -> None:
    said = oogst("check", catalogue, "--out", catalogue / "uit")

    assert said.code == 5
    assert "Eerst aanpakken" in said.out
    assert "is niet geschreven" in said.err


def test_a_catalogue_that_breaks_off_gives_a_report_and_its_own_exit_code(
    oogst: Type, tmp_path: Path
) -> None:
    file = tmp_path / "half.rdf"
    file.write_text(samples.TRUNCATED_XML)
    said = oogst("check", file)

    assert said.code == 6
    assert "De oogst is NIET volledig" in said.out
    assert "breekt af" in said.out
    assert "De oogst is niet volledig" in said.err


def test_an_empty_catalogue_is_said_to_be_empty(oogst: Type, tmp_path: Path) -> None:
    file = tmp_path / "leeg.ttl"
    file.write_text(samples.EMPTY_CATALOGUE)
    said = oogst("check", file)

    assert said.code == 3
    assert "De catalogus is leeg" in said.out
    assert "bevat geen enkele dataset" in said.err


def test_a_file_that_holds_no_catalogue_is_said_to_be_unreadable(oogst: Type, tmp_path: Path) -> None:
    file = tmp_path / "ruis.ttl"
    file.write_bytes(bytes(range(128, 256)) * 20)
    said = oogst("check", file)

    assert said.code == 3
    assert "niets te lezen dat op een dataset lijkt" in said.err


@pytest.mark.parametrize(
    ("text", "rule"),
    [(samples.WRONG_DATES, "date-unreadable"), (samples.INVALID_IRIS, "iri-repaired")],
)
def test_values_that_are_wrong_are_named_and_lose_no_entry(
    oogst: Type, tmp_path: Path, text: str, rule: str
) -> None:
    file = tmp_path / "fout.ttl"
    file.write_text(text)
    document = json.loads(oogst("check", file, "--json").out)

    assert document["entries"] == 1
    assert rule in {one["rule"] for one in document["findings"]}


@pytest.mark.parametrize("portal", ["ckan", "opendatasoft", "arcgis_hub", "dcat_rdfxml"])
def test_every_protocol_is_found_out(oogst: Type, portals: SamplePortals, portal: str) -> None:
    said = oogst("check", portals.url(portal), "--allow-private", "--json")
    document = json.loads(said.out)

    assert document["protocol"] == {"dcat_rdfxml": "dcat-rdf"}.get(portal, portal.replace("_", "-"))
    assert document["complete"]
    assert document["records"] == document["entries"] + len(document["not_entries"])


def test_facts_of_the_publisher_free_the_entries_that_only_waited_for_them(
    oogst: Type, portals: SamplePortals, zonnegem: Path
) -> None:
    url = portals.url("ckan")
    without = json.loads(oogst("check", url, "--allow-private", "--schedules", zonnegem, "--json").out)
    with_facts = oogst(
        "check", url, "--allow-private", "--schedules", zonnegem, "--publisher", "zonnegem", "--json"
    )

    assert (without["published"], without["waiting_for_publisher_facts"]) == (11, 1)
    assert "--publisher zonnegem" in without["first_steps"][0]["do"]
    assert without["first_steps"][0]["freed"] == 1
    assert json.loads(with_facts.out)["published"] == 12


def test_the_report_speaks_english_when_asked_wherever_the_option_stands(
    oogst: Type, catalogue: Path
) -> None:
    before = oogst("--language", "en", "check", catalogue)
    after = oogst("check", catalogue, "--language=en")

    assert before.out == after.out
    assert "What to do first" in before.out


def test_the_language_may_be_a_setting(oogst: Type, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOGST_LANGUAGE", "en")

    assert "What to do first" in oogst("check", catalogue).out


@pytest.mark.parametrize("columns", [80, 100, 160])
def test_no_line_of_the_report_is_wider_than_the_screen(
    oogst: Type, catalogue: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = oogst("check", catalogue).out.splitlines()

    assert max(map(len, lines)) <= columns
    assert [line for line in lines if line.endswith(" ")] == []


def test_a_title_that_looks_like_markup_is_shown_as_it_stands(oogst: Type, catalogue: Path) -> None:
    assert "[red]Zitbanken[/red]" in oogst("check", catalogue).out


@pytest.mark.corpus
def test_what_the_template_of_a_hub_does_wrong_is_one_finding_with_all_its_places(
    oogst: Type, corpus: Path
) -> None:
    feed = corpus / "arcgis_hub" / "dcat-ap-2.0.1_north_ayrshire.json.gz"
    found = json.loads(oogst("check", str(feed), "--json").out)
    told = {one["rule"]: one for one in found["findings"]}
    assert found["software"] == "arcgis-hub"
    assert told["hub-feed-without-licence"]["fault"] == "portal"
    assert told["hub-feed-without-licence"]["entries"] == 126
    assert told["hub-feed-without-licence"]["places"] == 708
    assert len(told["hub-feed-few-fields"]["rules"]) > 5
    (step,) = [one for one in found["first_steps"] if one["gain"] == "open-data"]
    assert step["freed"] == 126
    assert "licenseInfo" in step["do"]
