"""Catalogue services as they are asked: every record comes out once, or the crawl says why not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from catalogue.model import Dialect, Protocol, Source
from harvester.crawl import (
    Bookmark,
    CatalogueSeen,
    CrawlFailed,
    Declared,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    Remembered,
    crawl,
    record_key,
)
from tests.catalogue_services import GMD, Asked, capabilities, csw, iso, paged, refusal, results
from tests.harvester.conftest import QUICK

WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
RECORDS = [iso(f"r{number:02}") for number in range(1, 8)]
Answer = Callable[[Asked], str | Response]


class Play:
    """A service on loopback, what it was asked, and a crawl of it."""

    def __init__(self, server: HTTPServer, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.asked: list[Asked] = []

    def __call__(self, answer: Answer, remembered: Remembered | None = None, **more: Any) -> list[Event]:  # noqa: ANN401 -- what a source takes
        self.server.expect_request("/srv/csw").respond_with_handler(csw(answer, self.asked))
        source = Source(
            name="t/t",
            publisher="t",
            protocol=Protocol.CSW,
            url=self.server.url_for("/srv/csw") + "?map=stad&service=CSW",
            allow_private=True,
            **more,
        )
        known = remembered or Remembered()
        return list(crawl(source, spool=self.folder, settings=QUICK, remembered=known))

    def starts(self) -> list[str]:
        return [question["startPosition"] for question in self.asked if question["request"] == "GetRecords"]


@pytest.fixture
def play(httpserver: HTTPServer, tmp_path: Path) -> Play:
    return Play(httpserver, tmp_path)


def seen(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def names(number: int) -> list[str]:
    return [f"r{place:02}" for place in range(1, number + 1)]


def failure(events: list[Event]) -> CrawlFailed:
    return next(event for event in events if isinstance(event, CrawlFailed))


def test_a_service_is_read_page_after_page_in_a_stable_order(play: Play) -> None:
    events = play(paged(RECORDS), page_size=3)
    assert seen(events) == names(7)
    assert events[-1] == WHOLE
    assert play.starts() == ["1", "4", "7"]
    assert {question["map"] for question in play.asked} == {"stad"}
    assert {question.get("SortBy") for question in play.asked[1:]} == {"apiso:identifier:A"}
    assert [event.total for event in events if isinstance(event, Declared)] == [7, 7, 7]


def test_what_the_service_says_of_itself_is_passed_on(play: Play) -> None:
    events = play(paged(RECORDS[:1]))
    assert [event for event in events if isinstance(event, CatalogueSeen)] == [
        CatalogueSeen({"title": "Geocatalogus"}, Dialect.ISO_19139)
    ]


def test_a_service_that_gives_fewer_than_asked_loses_nothing(play: Play) -> None:
    events = play(paged(RECORDS, most=2), page_size=5)
    assert seen(events) == names(7)
    assert events[-1] == WHOLE


@pytest.mark.parametrize("following", [0, 1, 3, 999, -5, "x"])
def test_a_wrong_next_record_is_not_believed(play: Play, following: int | str) -> None:
    def answer(question: Asked) -> str:
        if question["request"] == "GetCapabilities":
            return capabilities(GMD)
        start = int(question["startPosition"]) - 1
        return results(*RECORDS[start : start + 2], matched=7, following=following)

    events = play(answer)
    assert seen(events) == names(7)
    assert events[-1] == WHOLE


def test_a_page_that_the_service_leaves_out_is_passed_and_leaves_the_number_unmatched(play: Play) -> None:
    def answer(question: Asked) -> str:
        if question["request"] == "GetCapabilities":
            return capabilities(GMD)
        start = int(question["startPosition"]) - 1
        given = [] if start == 2 else RECORDS[start : start + 2]
        return results(*given, matched=7, following=start + 3)

    events = play(answer, page_size=2)
    assert len(seen(events)) == 5
    assert [event.total for event in events if isinstance(event, Declared)][-1] == 7


def test_a_service_that_gives_nothing_more_is_not_taken_for_whole(play: Play) -> None:
    def answer(question: Asked) -> str:
        if question["request"] == "GetCapabilities":
            return capabilities(GMD)
        return results(*(RECORDS[:2] if question["startPosition"] == "1" else []), matched=7)

    assert play(answer)[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


@pytest.mark.parametrize("status", [200, 400])
def test_a_service_that_will_not_sort_is_read_without_and_says_so(play: Play, status: int) -> None:
    honest = paged(RECORDS)

    def answer(question: Asked) -> str | Response:
        if "SortBy" in question or question.get("typeNames") == "gmd:MD_Metadata":
            return Response(refusal("unknown property"), status=status, mimetype="text/xml")
        return honest(question)

    events = play(answer, page_size=4)
    assert seen(events) == names(7)
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read-unordered")


def test_a_refusal_is_a_failure_in_the_words_of_the_service(play: Play) -> None:
    failed = failure(play(lambda _: refusal("De catalogus is gesloten")))
    assert failed.key == "harvester.refused-by-portal"
    assert failed.facts["detail"] == "InvalidParameterValue; De catalogus is gesloten"


def test_a_service_without_a_description_of_itself_is_asked_for_its_records(play: Play) -> None:
    honest = paged(RECORDS)

    def answer(question: Asked) -> str | Response:
        if question["request"] == "GetCapabilities":
            return Response("no", status=404)
        return honest(question)

    assert seen(play(answer)) == names(7)


def test_a_service_that_cannot_manage_a_page_is_asked_for_smaller_ones(play: Play) -> None:
    honest = paged(RECORDS * 6)

    def answer(question: Asked) -> str | Response:
        if int(question.get("maxRecords", 0)) > 20:
            return Response("too much", status=500)
        return honest(question)

    events = play(answer, page_size=60)
    assert [event.total for event in events if isinstance(event, Declared)][-1] == 42
    assert events[-1] == WHOLE


def test_a_page_that_breaks_off_is_gone_on_from_where_it_broke(play: Play) -> None:
    honest = paged(RECORDS)

    def answer(question: Asked) -> str:
        said = honest(question)
        return said[: len(said) * 2 // 3] if question.get("startPosition") == "1" else said

    events = play(answer)
    assert seen(events) == names(7)
    assert not [event for event in events if isinstance(event, RecordFailed)]
    assert events[-1] == WHOLE


def test_the_form_that_the_source_asks_for_must_be_one_that_the_service_has(play: Play) -> None:
    failed = failure(play(paged(RECORDS), part="http://www.w3.org/ns/dcat#"))
    assert (failed.key, failed.facts["detail"]) == ("harvester.no-such-part", GMD)


DCAT = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
 xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="https://voorbeeld.be/{0}"><dct:title
 xml:lang="nl">Bomen</dct:title></dcat:Dataset></rdf:RDF>"""


def test_rdf_in_the_answer_is_read_as_rdf_where_the_service_has_no_iso(play: Play) -> None:
    documents = [DCAT.format(name) for name in ("a", "b", "c")]
    honest = paged(documents)

    def answer(question: Asked) -> str:
        if question["request"] == "GetCapabilities":
            return capabilities("http://www.opengis.net/cat/csw/2.0.2", "http://www.w3.org/ns/dcat#")
        return honest(question)

    events = play(answer, page_size=2)
    assert seen(events) == [f"https://voorbeeld.be/{name}" for name in ("a", "b", "c")]
    assert {event.record.dialect for event in events if isinstance(event, RecordSeen)} == {Dialect.DCAT_RDF}
    assert {question["outputSchema"] for question in play.asked[1:]} == {"http://www.w3.org/ns/dcat#"}


def remembered(total: int) -> Remembered:
    return Remembered(
        records={record_key("dataset", name): "old" for name in names(7)},
        bookmark={"since": "2026-02-01", "total": total},
    )


def changing(changed: list[str], records: list[str]) -> Answer:
    honest = paged(records)

    def answer(question: Asked) -> str:
        if "constraint" in question:
            return results(*changed, matched=len(changed))
        return honest(question)

    return answer


def test_a_whole_crawl_leaves_the_day_before_the_clock_of_the_service(play: Play) -> None:
    events = play(paged(RECORDS), incremental=True)
    assert [event for event in events if isinstance(event, Bookmark)] == [
        Bookmark({"since": "2026-03-09", "total": 7})
    ]


def test_only_changes_are_asked_for_where_they_account_for_all_there_is(play: Play) -> None:
    records = [*RECORDS, iso("r08")]
    events = play(changing([RECORDS[1], records[7]], records), remembered(7), incremental=True)
    assert seen(events) == ["r02", "r08"]
    assert events[-1] == PagesClosed(closed=True, reason="harvester.pages.changes-read", changes=True)
    assert [event for event in events if isinstance(event, Bookmark)] == [
        Bookmark({"since": "2026-03-09", "total": 8})
    ]
    assert play.asked[2]["constraint"] == "apiso:Modified >= '2026-02-01'"


@pytest.mark.parametrize(
    ("changed", "records"),
    [
        ([], RECORDS[:6]),
        ([iso("r08")], [*RECORDS[:6], iso("r08")]),
        ([iso("r08")], [*RECORDS, iso("r08"), iso("r09")]),
    ],
    ids=["one went", "one went and one came", "one came unannounced"],
)
def test_changes_that_do_not_account_for_all_there_is_lead_to_a_whole_crawl(
    play: Play, changed: list[str], records: list[str]
) -> None:
    events = play(changing(changed, records), remembered(7), incremental=True)
    assert len(seen(events)) == len(records)
    assert events[-1] == WHOLE


def test_a_service_that_knows_no_changes_is_read_whole(play: Play) -> None:
    honest = paged(RECORDS)

    def answer(question: Asked) -> str:
        return refusal("no constraints") if "constraint" in question else honest(question)

    events = play(answer, remembered(7), incremental=True)
    assert seen(events) == names(7)
    assert events[-1] == WHOLE
