"""The report on a publisher: the same facts as a page, as CSV and as RDF; foreign text does nothing in it."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise
from typing import Any, Final

import pyoxigraph as ox
import pytest

from catalogue.charter import Label, load_rubric, publisher_score, score
from catalogue.messages import LANGUAGES, Language
from catalogue.model import Text
from oogst.report.publisher import (
    JudgedEntry,
    ReportFacts,
    report_document,
    report_page,
    report_rows,
    report_turtle,
)
from oogst.report.publisher.page import MOST_LISTED
from oogst.screen import Speech
from tests.catalogue.charter.sample import dataset, distribution, judged

AT: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
RUBRIC: Final = load_rubric()
FIX: Final = {
    "title": "Geef elke distributie een licentie",
    "gain_text": "score 61 → 68",
    "entries_text": "2 van 2",
    "whose": "te herstellen bij de bron",
    "what": "Kies een licentie.",
    "more_text": "",
    "where": "Opendatasoft: Licentie",
}
NASTY: Final = "<script>alert(1)</script> \"'&"


def entry(number: int, title: str = "Bomen", page: str = "https://stad.example/bomen") -> JudgedEntry:
    verdicts = list(judged(dataset(distribution(licence=None), title=[Text(title, "nl")])).values())
    return JudgedEntry(
        uuid=f"0000000{number}",
        iri=f"https://oogst.example/id/dataset/stad/{number}",
        identifier=str(number),
        title=title,
        page=page,
        published=number > 1,
        score=score(verdicts, RUBRIC),
        verdicts=verdicts,
    )


def document(entries: Sequence[JudgedEntry], language: Language = "nl", **facts: Any) -> dict[str, Any]:  # noqa: ANN401  fields of ReportFacts
    total = publisher_score(((one.score, one.verdicts) for one in entries), RUBRIC, at=AT)
    known = ReportFacts(publisher="stad", title="Stad", at=AT, **facts)
    return report_document(entries, total, RUBRIC, known, Speech(language))


class Outline(HTMLParser):
    """Notes what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, tag: str, attribute: str) -> list[str]:
        return [given[attribute] or "" for name, given in self.tags if name == tag and attribute in given]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_alone_and_says_whose_figures_these_are(language: Language) -> None:
    page = report_page(document([entry(1), entry(2)], language, fixes=[FIX]), Speech(language))
    outline = Outline(page)
    assert {tag for tag, _ in outline.tags}.isdisjoint({"script", "img", "link", "iframe", "object"})
    assert outline.values("html", "lang") == [language]
    assert getattr(RUBRIC.charter.statement, language) in page
    assert "@import" not in page
    assert "url(" not in page.replace("url(#", "")


def test_what_to_mend_first_stands_above_the_principles_and_these_above_the_entries() -> None:
    page = report_page(document([entry(1)], fixes=[FIX]), Speech("nl"))
    places = [page.index(text) for text in (FIX["title"], 'id="principles-title"', 'id="entries-title"')]
    assert places == sorted(places)


def test_every_principle_stands_there_in_the_words_of_the_charter() -> None:
    page = report_page(document([entry(1)]), Speech("en"))
    for one in RUBRIC.principles:
        assert f'id="principle-{one.number}"' in page
        assert one.nl.replace("&", "&amp;") in page


def test_every_chart_has_a_table_behind_it_and_a_name() -> None:
    history = [
        {"at": f"2026-0{month}-01T00:00:00+00:00", "score": month / 10, "coverage": 0.5, "cause": "run",
         "cause_text": "een oogst", "rubric": "1.0.0"}
        for month in (1, 2)
    ]  # fmt: skip
    outline = Outline(report_page(document([entry(1)], history=history), Speech("nl")))
    ids = {given.get("id") for _, given in outline.tags}
    charts = [given for tag, given in outline.tags if tag == "svg"]
    assert len(charts) == 3
    for one in charts:
        assert one["role"] == "img"
        assert {one["aria-labelledby"], one["aria-describedby"]} <= ids
    tables = {given.get("id") for tag, given in outline.tags if tag == "table"}
    assert {one["aria-describedby"] for one in charts} <= tables


def test_headings_go_down_one_level_at_a_time() -> None:
    outline = Outline(report_page(document([entry(1)], fixes=[FIX]), Speech("nl")))
    levels = [int(tag[1]) for tag, _ in outline.tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_text_of_a_source_never_becomes_markup_or_a_link_that_runs() -> None:
    page = report_page(document([entry(1, NASTY, "javascript:alert(1)")]), Speech("nl"))
    outline = Outline(page)
    assert "<script>" not in page
    assert not [href for href in outline.values("a", "href") if href.startswith("javascript")]


def test_the_page_lists_the_weakest_entries_where_there_are_too_many() -> None:
    many = [entry(number) for number in range(1, 3)] * (MOST_LISTED // 2 + 1)
    found = document(many)
    page = report_page(found, Speech("nl"))
    assert len(found["listed"]) == len(many)
    assert page.count('<tr id="entry-') == MOST_LISTED
    assert str(len(many)) in page


def test_evidence_of_a_check_counts_every_entry_and_names_a_few() -> None:
    found = document([entry(number) for number in range(1, 7)])
    checks = [check for principle in found["principles"] for check in principle["checks"]]
    licence = next(one for one in checks if one["check"] == "P16.1")
    assert sum(licence["outcomes"].values()) == 6
    assert len(licence["reasons"][0]["examples"]) == 3
    assert licence["reasons"][0]["examples"][0]["payload"] == "b" * 64


def test_the_csv_has_a_row_for_each_thing_to_improve() -> None:
    found = document([entry(1), entry(2)])
    rows = list(csv.DictReader(StringIO(report_rows(found))))
    short = sum(len(one["short"]) for one in found["listed"])
    assert len(rows) == short
    assert {row["published"] for row in rows} == {"yes", "no"}


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r", " =", "\n="])
def test_no_text_of_a_source_is_a_formula_in_a_spreadsheet(opening: str) -> None:
    rows = list(csv.DictReader(StringIO(report_rows(document([entry(1, f"{opening}HYPERLINK()")])))))
    assert all(not row["title"].lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows)


def test_rdf_gives_each_known_figure_as_a_measurement_of_one_activity() -> None:
    found = document([entry(1), entry(2)])
    written = report_turtle(found, "https://oogst.example", "Oogst 1")
    store = ox.Store()
    store.load(written, format=ox.RdfFormat.TURTLE)
    measured = store.query(
        "PREFIX dqv: <http://www.w3.org/ns/dqv#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "SELECT ?on ?metric ?value ?by { ?m dqv:computedOn ?on ; dqv:isMeasurementOf ?metric ; "
        "dqv:value ?value ; prov:wasGeneratedBy ?by . ?metric a dqv:Metric . ?by a prov:Activity }"
    )
    rows = [(str(one["on"]), str(one["metric"]), one["by"]) for one in measured]  # type: ignore[union-attr]
    numbers = ("value", "automatic", "attested", "coverage")
    known = sum(one[name] is not None for one in found["principles"] for name in numbers)
    assert len(rows) == known + 2 + 2 * 2
    assert len({by for *_, by in rows}) == 1


def test_labels_divide_the_entries_among_them() -> None:
    found = document([entry(1), entry(2)])
    assert sum(one["entries"] for one in found["labels"]) == 2
    assert {one["label"] for one in found["labels"]} <= {str(label) for label in Label}
