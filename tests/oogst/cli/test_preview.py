"""What a person sees of the portal before anything is sent there."""

import json
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.oogst.cli.conftest import Demo, Said, Type

ONE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/" '
    'xmlns:dcat="http://www.w3.org/ns/dcat#"><dcat:Catalog rdf:about="https://x.example/c"><dcat:dataset>'
    '<dcat:Dataset rdf:about="https://x.example/1"><dct:identifier>1</dct:identifier>'
    "<dct:title>&lt;script&gt;alert(1)&lt;/script&gt;</dct:title><dct:publisher>Stad</dct:publisher>"
    "</dcat:Dataset></dcat:dataset></dcat:Catalog></rdf:RDF>"
)


@pytest.fixture
def preview(oogst: Type, demo: Demo) -> Type:
    def shown(*words: object) -> Said:
        folder = demo.folder / "demo"
        usual = ("--database", f"sqlite:///{folder / 'oogst.db'}", "--feeds", folder / "feeds")
        return oogst("preview", *usual, "--schedules", folder / "schedules", *words)

    return shown


def document(said: Said) -> dict[str, Any]:
    assert said.code == 0, said.err
    loaded = json.loads(said.out)
    assert isinstance(loaded, dict)
    return loaded


def titled(preview: Type) -> str:
    """Give the UUID of an entry that stands in a feed."""
    several = json.loads(preview("begraafplaatsen", "--json").out)
    if "several" in several:
        return str(several["several"][0]["uuid"])
    return str(several["records"][0]["uuid"])


def test_an_entry_is_shown_as_the_card_that_datavindplaats_would_show(preview: Type) -> None:
    said = preview(titled(preview))
    assert said.code == 0
    for words in ("Aanvaard, als", "Begraafplaatsen", "Gemeente Heidebeke", "Wat verloren gaat", "Downloads"):
        assert words in said.out


def test_nothing_of_an_entry_of_ours_is_gone(preview: Type) -> None:
    record, *_ = document(preview(titled(preview), "--json"))["records"]
    assert record["accepted"]
    assert {loss["verdict"] for loss in record["losses"]} <= {"kept-as", "outside"}
    assert record["card"]["title"] == "Begraafplaatsen"


@pytest.mark.parametrize("town", ["heidebeke", "kasteelveld", "molendries", "waterschote", "zonnegem"])
def test_of_no_feed_of_ours_anything_is_gone(preview: Type, town: str) -> None:
    feed = document(preview(town, "--json"))["feed"]
    assert feed["records"] == feed["accepted"] > 0
    assert {loss["verdict"] for loss in feed["losses"]} <= {"kept-as", "outside"}
    assert (feed["overwritten"], feed["deleted"]) == ([], [])


def test_what_is_previewed_is_what_the_feed_holds(preview: Type, demo: Demo) -> None:
    ours = document(preview("zonnegem", "--json"))["feed"]
    read = document(preview(demo.folder / "demo/feeds/zonnegem.rdf", "--json"))["feed"]
    assert read["fate"]["code"] == "harvested"
    assert [ours[key] for key in ("records", "facets", "losses")] == [
        read[key] for key in ("records", "facets", "losses")
    ]


def test_what_an_earlier_copy_held_and_this_does_not_is_to_be_deleted(preview: Type, demo: Demo) -> None:
    feeds = demo.folder / "demo/feeds"
    feed = document(preview("zonnegem", "--against", feeds / "heidebeke.rdf", "--json"))["feed"]
    before = document(preview(feeds / "heidebeke.rdf", "--json"))["feed"]
    assert len(feed["deleted"]) == before["records"] > 0


def test_without_an_earlier_copy_deletions_are_not_known(preview: Type, demo: Demo) -> None:
    feed = document(preview(demo.folder / "demo/feeds/zonnegem.rdf", "--json"))["feed"]
    assert feed["deleted"] is None


def test_a_held_back_entry_is_shown_as_it_would_look(preview: Type, demo: Demo) -> None:
    with closing(sqlite3.connect(demo.folder / "demo/oogst.db")) as store:
        query = "select uuid from entry join assessment on assessment.id = assessment_id where not published"
        held = [uuid for (uuid,) in store.execute(query)]
    assert held
    for uuid in held:
        [record, *_] = document(preview(uuid, "--json"))["records"]
        assert (record["accepted"], record["uuid"]) == (False, uuid)
        assert [one["code"] for one in record["refused_because"]] == ["held-back"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "leeg"),
        ('{"error": "down"}', "JSON"),
        ("<html><body>Onderhoud</body></html>", "herkent"),
        ("Onderhoud", "breekt af"),
    ],
)
def test_a_file_that_is_no_feed_is_a_danger(preview: Type, tmp_path: Path, body: str, words: str) -> None:
    file = tmp_path / "feed.rdf"
    file.write_text(body, encoding="utf-8")
    said = preview(file)
    assert said.code == 5
    assert words in said.out
    assert ("GEVAAR" in said.out) == (words != "breekt af")


def test_a_file_with_one_record_is_shown_whole(preview: Type, tmp_path: Path) -> None:
    file = tmp_path / "een.rdf"
    file.write_text(ONE, encoding="utf-8")
    loaded = document(preview(file, "--json"))
    assert loaded["feed"]["identifiers"]["made_up_records"] == 1
    [record] = loaded["records"]
    assert [(loss["predicate"], loss["verdict"]) for loss in record["losses"]] == [("dct:publisher", "gone")]


@pytest.mark.parametrize(
    "target",
    ["bestaat-niet", "https://portaal.example/feed.rdf", "x" * 5000],
    ids=["name", "address", "long"],
)
def test_what_is_nothing_is_told_and_what_to_type_instead(preview: Type, target: str) -> None:
    said = preview(target)
    assert (said.code, said.out) == (2, "")
    assert "oogst status" in said.err


def test_a_publisher_without_entries_is_not_taken_for_a_word_in_a_title(
    preview: Type, demo: Demo, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    known = (demo.folder / "demo/schedules/zonnegem.yaml").read_text(encoding="utf-8")
    (files / "bomen.yaml").write_text(known.replace("name: zonnegem", "name: bomen", 1), encoding="utf-8")
    said = preview("bomen", "--schedules", files)
    assert (said.code, said.out) == (2, "")
    assert "oogst run" in said.err


def test_an_earlier_copy_that_is_not_there_is_told(preview: Type) -> None:
    said = preview("zonnegem", "--against", "nergens.rdf")
    assert said.code == 2
    assert "nergens.rdf" in said.err


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.asks: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.asks += [name for name, _ in attrs if name in {"src", "href", "onclick", "onload"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def read_page(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def test_the_page_asks_for_nothing_and_runs_nothing(preview: Type, tmp_path: Path) -> None:
    file, html = tmp_path / "een.rdf", tmp_path / "een.html"
    file.write_text(ONE, encoding="utf-8")
    said = preview(file, "--html", html)
    page = read_page(html)
    assert said.code == 0
    assert (page.asks, {"script", "img", "link", "iframe"} & set(page.tags)) == ([], set())
    assert "<script>alert(1)</script>" in page.text


def test_the_page_has_one_heading_of_the_first_rank_and_names_its_language(
    preview: Type, tmp_path: Path
) -> None:
    html = tmp_path / "zonnegem.html"
    preview("zonnegem", "--html", html)
    page = read_page(html)
    assert (page.tags.count("h1"), page.tags.count("main"), page.tags.count("title")) == (1, 1, 1)
    assert html.read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="nl">')


def test_a_page_that_cannot_be_written_leaves_the_forecast(preview: Type, tmp_path: Path) -> None:
    said = preview("zonnegem", "--html", tmp_path / "geen" / "map.html")
    assert said.code == 5
    assert "15 van 15 aanvaard" in said.out


def test_it_speaks_english_too(preview: Type) -> None:
    assert "A forecast" in preview("zonnegem", "--language", "en").out
