"""A report is written from what stands in the store, in the form that the name of the file asks for."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.oogst.cli.conftest import Demo, Said, Type


@pytest.fixture
def report(oogst: Type, demo: Demo) -> Type:
    def written(*words: object) -> Said:
        folder = demo.folder / "demo"
        usual = ("--database", f"sqlite:///{folder / 'oogst.db'}", "--schedules", folder / "schedules")
        return oogst("report", *words, *usual)

    return written


def test_a_report_goes_to_a_page_named_for_the_publisher(report: Type) -> None:
    said = report("zonnegem")
    assert said.code == 0, said.err
    page = Path("zonnegem-report.html").read_text(encoding="utf-8")
    assert "<h1>Open data van Stad Zonnegem</h1>" in page
    assert "Het charter bindt niemand" in page


def test_every_form_tells_of_the_same_entries(report: Type) -> None:
    said = report("zonnegem", "--to", "a.csv", "--to", "a.json", "--to", "a.ttl", "--to", "a.html")
    assert said.code == 0, said.err
    listed = json.loads(Path("a.json").read_text(encoding="utf-8"))["listed"]
    with Path("a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["uuid"] for row in rows} == {one["uuid"] for one in listed}
    turtle, page = (Path(name).read_text(encoding="utf-8") for name in ("a.ttl", "a.html"))
    assert listed
    for one in listed:
        assert f"<{one['iri']}>" in turtle
        assert f'id="entry-{one["uuid"]}"' in page


def test_json_on_the_screen_writes_no_file(report: Type) -> None:
    said = report("zonnegem", "--json")
    assert json.loads(said.out)["publisher"] == "zonnegem"
    assert list(Path.cwd().glob("*.html")) == []


def test_each_example_in_a_report_names_the_bytes_and_the_moment_that_it_was_judged_by(report: Type) -> None:
    said = report("zonnegem", "--json")
    examples = [one for one in _within(json.loads(said.out), "examples") if one["uuid"]]
    assert examples
    assert {len(one["payload"]) for one in examples} == {64}
    assert all(datetime.fromisoformat(one["time"]).tzinfo for one in examples)


def _within(document: Any, name: str) -> Iterator[Any]:  # noqa: ANN401  JSON of any shape
    for key, value in document.items() if isinstance(document, dict) else enumerate(document):
        if key == name:
            yield from value
        elif isinstance(value, dict | list):
            yield from _within(value, name)


def test_an_ending_that_names_no_form_writes_nothing(report: Type) -> None:
    said = report("zonnegem", "--to", "a.html", "--to", "a.docx")
    assert said.code == 2
    assert ".html, .csv, .json" in said.err
    assert not Path("a.html").exists()


def test_a_publisher_of_which_nothing_was_harvested_is_named_with_what_to_type(report: Type) -> None:
    said = report("gent")
    assert said.code == 2
    assert "gent" in said.err


def test_a_place_that_cannot_be_written_leaves_the_former_report(report: Type) -> None:
    Path("taken.html").mkdir()
    said = report("zonnegem", "--to", "taken.html")
    assert said.code != 0
    assert Path("taken.html").is_dir()
    assert list(Path.cwd().glob(".taken*")) == []
