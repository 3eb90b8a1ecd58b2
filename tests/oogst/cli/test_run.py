import json
from pathlib import Path

import pytest

from oogst.demo import SamplePortals
from tests.oogst.cli.conftest import Type


def test_a_run_harvests_and_writes_the_feed(
    oogst: Type, zonnegem: Path, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_BASE_IRI", "https://data.zonnegem.example")
    said = oogst("run", "zonnegem", "--schedules", zonnegem)

    assert (said.code, said.err) == (0, "")
    assert "zonnegem/portaal  volledig" in said.out
    names = {file.name for file in (working_folder / "feeds").iterdir()}
    assert names >= {
        "zonnegem.rdf",
        "zonnegem.ttl",
        "all.jsonld",
        "index.html",
        "sitemap.xml",
        "changes.atom",
        "runs.jsonl",
    }
    pages = list((working_folder / "feeds" / "id").rglob("*.html"))
    assert len(pages) == 14  # a service inside a dataset has one of its own
    assert (working_folder / "feeds" / "zonnegem" / "events" / "index.trig").is_file()


def test_a_second_run_finds_everything_unchanged(oogst: Type, zonnegem: Path) -> None:
    oogst("run", "--schedules", zonnegem)
    said = oogst("run", "--schedules", zonnegem)
    row = next(line for line in said.out.splitlines() if "zonnegem/portaal" in line)

    assert row.split()[2:] == ["13", "13", "0", "0", "13", "0", "0"]


def test_a_source_that_fails_does_not_stop_the_others(
    oogst: Type, towns: Path, portals: SamplePortals, working_folder: Path
) -> None:
    for file in towns.iterdir():
        if file.stem not in {"zonnegem", "kasteelveld"}:
            file.unlink()
    broken = towns / "kasteelveld.yaml"
    broken.write_text(broken.read_text().replace(portals.base_url, "http://127.0.0.1:9"))
    said = oogst("run", "--schedules", towns)

    assert said.code == 3
    assert "aanvaardt geen verbinding" in said.err
    assert [file.name for file in (working_folder / "feeds").glob("[!a]*.rdf")] == ["zonnegem.rdf"]


def test_a_source_that_fails_later_keeps_the_last_feed(
    oogst: Type, zonnegem: Path, portals: SamplePortals, working_folder: Path
) -> None:
    oogst("run", "--schedules", zonnegem)
    before = (working_folder / "feeds" / "zonnegem.rdf").read_bytes()
    file = zonnegem / "zonnegem.yaml"
    file.write_text(file.read_text().replace(portals.base_url, "http://127.0.0.1:9"))
    said = oogst("run", "--schedules", zonnegem)

    assert said.code == 3
    assert (working_folder / "feeds" / "zonnegem.rdf").read_bytes() == before


def test_a_feed_can_be_written_again_elsewhere(oogst: Type, zonnegem: Path) -> None:
    oogst("run", "--schedules", zonnegem)
    said = oogst("feed", "--schedules", zonnegem, "--feeds", "elders")

    assert said.code == 0
    assert said.out.splitlines() == [
        "Feed: elders/zonnegem.rdf (12 items)",
        "Feed: elders/zonnegem.ttl (12 items)",
        "Feed: elders/zonnegem.jsonld (12 items)",
        "Feed: elders/all.rdf (12 items)",
        "Feed: elders/all.ttl (12 items)",
        "Feed: elders/all.jsonld (12 items)",
    ]


def test_status_tells_how_fresh_a_source_is(oogst: Type, zonnegem: Path) -> None:
    before = json.loads(oogst("status", "--schedules", zonnegem, "--json").out)
    oogst("run", "--schedules", zonnegem)
    after = json.loads(oogst("status", "--schedules", zonnegem, "--json").out)

    assert [(one["state"], one["staleness"]) for one in before] == [("never", "never")]
    assert [(one["state"], one["staleness"]) for one in after] == [("complete", "fresh")]
    assert after[0]["next_run"] > after[0]["last_complete"]


def test_status_on_a_screen_names_every_source_in_use(oogst: Type, towns: Path) -> None:
    said = oogst("status", "--schedules", towns)

    assert said.code == 0
    assert [town for town in ("heidebeke", "molendries", "zonnegem") if town not in said.out] == []


@pytest.mark.parametrize("command", ["run", "feed"])
def test_only_the_publishers_that_were_named_are_touched(
    oogst: Type, towns: Path, working_folder: Path, command: str
) -> None:
    oogst("run", "zonnegem", "--schedules", towns)
    said = oogst(command, "zonnegem", "--schedules", towns)

    assert said.code == 0
    assert {file.stem for file in (working_folder / "feeds").glob("*.rdf")} == {"all", "zonnegem"}


def test_a_feed_with_example_names_says_that_a_domain_has_to_be_chosen(
    oogst: Type, zonnegem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned = oogst("run", "--schedules", zonnegem)
    monkeypatch.setenv("OOGST_BASE_IRI", "https://data.zonnegem.example")
    silent = oogst("feed", "--schedules", zonnegem, "--feeds", "elders")

    assert "OOGST_BASE_IRI" in warned.err
    assert "OOGST_BASE_IRI" not in silent.err


def test_a_feed_that_a_guard_stops_says_what_to_type_and_keeps_the_yes(
    oogst: Type, zonnegem: Path, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oogst("run", "--schedules", zonnegem)
    before = (working_folder / "feeds" / "zonnegem.rdf").read_bytes()
    monkeypatch.setenv("OOGST_BASE_IRI", "https://data.zonnegem.example")
    stopped = oogst("feed", "--schedules", zonnegem)
    unexplained = oogst("feed", "zonnegem", "--accept", "base", "--schedules", zonnegem)
    unknown = oogst("feed", "zonnegem", "--accept", "krimp", "--because", "x", "--schedules", zonnegem)
    of_all = oogst("feed", "--accept", "base", "--because", "x", "--schedules", zonnegem)

    assert (stopped.code, "oogst feed zonnegem --accept base" in stopped.err) == (5, True)
    assert (unexplained.code, unknown.code, of_all.code) == (2, 2, 2)
    assert (working_folder / "feeds" / "zonnegem.rdf").read_bytes() == before

    yes = ("--accept", "base", "--accept", "identifiers=20", "--accept", "shrink")
    said = oogst(
        "feed", "zonnegem", *yes, "--because", "Nieuw domein", "--by", "Jana", "--schedules", zonnegem
    )
    kept = oogst("feed", "zonnegem", "--accepted", "--schedules", zonnegem)
    assert said.code == 0
    assert (working_folder / "feeds" / "zonnegem.rdf").read_bytes() != before
    assert [line.split("  ", 2)[1:] for line in kept.out.splitlines()] == [
        ["zonnegem", f"{guard}  Jana: Nieuw domein"] for guard in ("shrink", "identifiers=20", "base")
    ]
