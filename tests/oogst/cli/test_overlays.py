"""Corrections from the command line: added, listed with what became of them, and told of after a run."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.oogst.cli.conftest import Type

WHY = ("--reason", "Gemeld aan het portaal.", "--author", "Jana Peeters")
SOUND = """
overlays:
  - entry: {entry}
    property: {property}
    value: {value}
    author: Jana Peeters
    reason: Gemeld aan het portaal.
    written_on: {since}
    until: {until}
"""
TODAY = datetime.now(UTC).date()
HOLDS = {"since": f"{TODAY - timedelta(days=9)}", "until": f"{TODAY + timedelta(days=9)}"}


@pytest.fixture
def harvested(oogst: Type, zonnegem: Path) -> Path:
    oogst("run", "--schedules", zonnegem)
    return zonnegem


def entry(oogst: Type) -> dict[str, Any]:
    """Give an entry of the town, as a program sees it."""
    several = json.loads(oogst("show", "en", "--json").out)
    wanted = several["several"][0]["uuid"] if "several" in several else several["uuid"]
    found: dict[str, Any] = json.loads(oogst("show", wanted, "--json").out)
    return found


def states(oogst: Type, folder: Path) -> list[tuple[str, int]]:
    said = oogst("overlay", "list", "--json", "--schedules", folder)
    return [(one["state"], one["entries"]) for one in json.loads(said.out)]


def test_an_overlay_is_written_listed_and_applied_by_the_next_run(oogst: Type, harvested: Path) -> None:
    one = entry(oogst)
    file = harvested / "zonnegem.yaml"
    before = file.read_text()
    said = oogst(
        "overlay", "add", one["uuid"], "title@nl", "Een betere titel", *WHY, "--schedules", harvested
    )

    assert said.code == 0, said.err
    assert "property: title@nl" in said.out
    assert f"was: {one['title']}" in said.out
    assert "+ Een betere titel" in said.out
    assert set(before.splitlines()) <= set(file.read_text().splitlines())
    assert states(oogst, harvested) == [("waiting", 0)]
    run = oogst("run", "--json", "--schedules", harvested)
    (overlay,) = json.loads(run.out)[0]["overlays"]
    assert (overlay["state"], overlay["entries"]) == ("active", 1)
    assert states(oogst, harvested) == [("active", 1)]
    listed = json.loads(oogst("overlay", "list", "--json", "--schedules", harvested).out)
    assert listed[0]["touched"] == [one["uuid"]]
    after = json.loads(oogst("show", one["uuid"], "--json").out)
    (why,) = [each for each in after["reasons"]["title"] if each["correction"]]
    assert after["title"] == "Een betere titel"
    assert (why["rule"], why["original"], why["correction"]["author"]) == (
        "overlay.title",
        one["title"],
        "Jana Peeters",
    )
    screen = oogst("show", one["uuid"], "--why", "title").out
    assert re.search(r"correctie door Jana Peeters tot \d{4}-\d\d-\d\d", screen)
    assert "Gemeld aan het portaal." in screen


def test_nothing_is_written_when_only_a_print_was_asked_for(oogst: Type, harvested: Path) -> None:
    before = (harvested / "zonnegem.yaml").read_bytes()
    said = oogst(
        "overlay", "add", entry(oogst)["uuid"], "title@nl", "Beter", *WHY, "--print", "--schedules", harvested
    )
    assert said.code == 0
    assert "value: Beter" in said.out
    assert (harvested / "zonnegem.yaml").read_bytes() == before


FAULTY = [
    (("title@nl", "Beter"), "reden"),
    (("licence", "cc-zero", *WHY), "page: https://"),
    (("titel@nl", "Beter", *WHY), "'title'"),
    (("title@nl", *WHY), "value"),
    (("title@nl", "Beter", *WHY, "--until", "morgen"), "2026-09-01"),
    (("title@nl", "Beter", *WHY, "--until", "2020-01-01"), "until"),
    (("identifier", "Beter", *WHY), "nooit gecorrigeerd"),
    (("distributions[url=https://elders.example/].format", "CSV", *WHY), "verandert niets"),
]


def test_a_faulty_correction_is_refused_and_the_file_stays(oogst: Type, harvested: Path) -> None:
    before = (harvested / "zonnegem.yaml").read_bytes()
    uuid = entry(oogst)["uuid"]
    for words, telling in FAULTY:
        said = oogst("overlay", "add", uuid, *words, "--schedules", harvested)
        assert (said.code, telling in said.err) == (2, True), (words, said.err)
    unknown = oogst("overlay", "add", "niet-bekend", "title@nl", "Beter", *WHY, "--schedules", harvested)
    assert unknown.code == 2
    assert (harvested / "zonnegem.yaml").read_bytes() == before


@pytest.mark.usefixtures("harvested")
def test_an_entry_of_nobody_here_is_not_corrected(oogst: Type) -> None:
    said = oogst("overlay", "add", entry(oogst)["uuid"], "title@nl", "Beter", *WHY)
    assert said.code == 2
    assert "--schedules" in said.err


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"value": "Beter"}, "active"),
        ({"value": "Beter", "until": f"{TODAY - timedelta(days=1)}"}, "expired"),
        ({"value": "Beter", "entry": "bestaat-niet"}, "nothing"),
        ({"value": "SAME"}, "caught-up"),
    ],
)
def test_every_overlay_is_told_of_by_run_status_and_list(
    oogst: Type, harvested: Path, facts: dict[str, str], state: str
) -> None:
    one = entry(oogst)
    given = HOLDS | {"entry": one["uuid"], "property": "title@nl"} | facts
    if given["value"] == "SAME":
        given["value"] = json.dumps(one["title"])
    file = harvested / "zonnegem.yaml"
    file.write_text(file.read_text() + SOUND.format(**given))
    run = oogst("run", "--schedules", harvested)
    status = json.loads(oogst("status", "--json", "--schedules", harvested).out)
    screen = oogst("status", "--schedules", harvested).out

    assert [each[0] for each in states(oogst, harvested)] == [state]
    assert [each["state"] for each in status[0]["overlays"]] == [state]
    asks = state != "active"
    assert ("Correctie van title@nl" in run.out) is asks
    assert ("Correctie van title@nl" in screen) is asks
    assert oogst("overlay", "list", "--schedules", harvested).code == 0


def test_a_check_with_a_publishers_file_applies_its_corrections(oogst: Type, harvested: Path) -> None:
    one = entry(oogst)
    file = harvested / "zonnegem.yaml"
    url = re.search(r'url: "?([^\s"]+)', file.read_text())
    assert url is not None
    given = HOLDS | {
        "entry": one["identifier"],
        "property": "title@nl",
        "value": "Beter\n    source: portaal",
    }
    file.write_text(file.read_text() + SOUND.format(**given))
    said = oogst(
        "check", url[1], "--publisher", "zonnegem", "--schedules", harvested, "--allow-private", "--json"
    )
    assert said.err == ""
    assert [each["state"] for each in json.loads(said.out)["overlays"]] == ["active"]


def test_nobody_has_corrections_until_one_is_written(oogst: Type, zonnegem: Path) -> None:
    said = oogst("overlay", "list", "--schedules", zonnegem)
    assert (said.code, said.out.strip()) == (0, "Er zijn geen correcties. oogst overlay add schrijft er een.")
