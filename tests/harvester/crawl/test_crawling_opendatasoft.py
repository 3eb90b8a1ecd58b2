"""Synthetic Opendatasoft portals: versions of the API, windows, copies, keys, quotas, and what changed."""
# ruff: noqa: ANN401 -- what a source takes besides

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from catalogue.model import Dialect, Kind, Protocol, Source
from harvester.crawl import (
    Bookmark,
    CrawlFailed,
    CrawlSettings,
    Declared,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
    RecordUnchanged,
    Remembered,
    crawl,
    record_key,
)
from tests.harvester.conftest import QUICK
from tests.harvester.protocols.explore import CATALOGUE, Explore, dataset, said

Run = Callable[..., list[Event]]
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
CHANGES = PagesClosed(closed=True, reason="harvester.pages.changes-read", changes=True)


@pytest.fixture
def portal(httpserver: HTTPServer) -> Explore:
    return Explore(httpserver, [dataset(number) for number in range(25)])


@pytest.fixture
def run(portal: Explore, tmp_path: Path) -> Run:
    """Crawl the portal; further arguments go to the source."""

    def start(
        remembered: Remembered | None = None, settings: CrawlSettings = QUICK, **more: Any
    ) -> list[Event]:
        url = portal.open()
        source = Source(
            name="t/t", publisher="t", protocol=Protocol.OPENDATASOFT, url=url, allow_private=True, **more
        )
        return list(crawl(source, spool=tmp_path / "spool", settings=settings, remembered=remembered))

    return start


def identifiers(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def dialects(events: list[Event]) -> set[Dialect]:
    return {event.record.dialect for event in events if isinstance(event, RecordSeen)}


def failure(events: list[Event]) -> CrawlFailed:
    found = events[-2]
    assert isinstance(found, CrawlFailed)
    return found


def bookmark_of(events: list[Event]) -> dict[str, Any]:
    (found,) = (event.content for event in events if isinstance(event, Bookmark))
    return found


def known(events: list[Event]) -> Remembered:
    """Remember what a crawl left, as a run would."""
    records = {
        record_key(Kind.DATASET, event.record.identifier): event.record.hash
        for event in events
        if isinstance(event, RecordSeen)
    }
    return Remembered(records=records, bookmark=bookmark_of(events))


@pytest.mark.parametrize(
    ("versions", "dialect"),
    [
        (("v2.1", "v2.0", "1.0"), Dialect.OPENDATASOFT),
        (("v2.0", "1.0"), Dialect.OPENDATASOFT),
        (("1.0",), Dialect.OPENDATASOFT_V1),
    ],
)
def test_the_newest_api_that_is_there_is_read_under_the_same_identifiers(
    portal: Explore, run: Run, versions: tuple[str, ...], dialect: Dialect
) -> None:
    portal.versions = versions
    events = run(page_size=10)
    assert identifiers(events) == [f"d{number:03}" for number in range(25)]
    assert dialects(events) == {dialect}
    assert Declared(25) in events
    assert events[-1] == WHOLE


@pytest.mark.parametrize("status", [404, 400])
def test_a_version_that_is_not_there_is_asked_for_once(portal: Explore, run: Run, status: int) -> None:
    portal.trouble = lambda request: (
        said({"message": "?"}, status) if request.path == CATALOGUE["v2.1"] else None
    )
    assert run(page_size=10)[-1] == WHOLE
    assert portal.paths.count(CATALOGUE["v2.1"]) == 1


def test_an_error_of_the_server_is_not_taken_for_a_version_that_is_missing(portal: Explore, run: Run) -> None:
    portal.trouble = lambda _: said({"message": "down"}, 503)
    assert failure(run()).facts["status"] == 503
    assert set(portal.paths) == {CATALOGUE["v2.1"]}


def test_a_version_that_goes_missing_halfway_is_a_failure_and_no_reason_to_begin_anew(
    portal: Explore, run: Run
) -> None:
    portal.trouble = lambda request: said({}, 404) if request.args.get("offset") == "10" else None
    events = run(page_size=10)
    assert failure(events).key == "harvester.not-found"
    assert set(portal.paths) == {CATALOGUE["v2.1"]}


def test_a_portal_without_any_version_is_told_by_its_newest_one(portal: Explore, run: Run) -> None:
    portal.versions = ()
    found = failure(run())
    assert found.key == "harvester.not-found"
    assert CATALOGUE["v2.1"] in found.facts["url"]


def test_a_server_that_cannot_manage_a_page_is_asked_for_smaller_ones(portal: Explore, run: Run) -> None:
    portal.trouble = lambda request: said({}, 500) if int(request.args["limit"]) > 12 else None
    events = run(page_size=100)
    assert identifiers(events) == [f"d{number:03}" for number in range(25)]
    assert events[-1] == WHOLE


def test_the_last_page_before_the_window_stays_below_it(portal: Explore, run: Run) -> None:
    portal.datasets = [dataset(number) for number in range(9_999)]
    events = run(settings=QUICK)
    assert len(identifiers(events)) == 9_999
    assert events[-1] == WHOLE
    assert not [path for path in portal.paths if "exports" in path]


def test_an_export_that_holds_fewer_than_the_catalogue_declares_is_not_whole(
    portal: Explore, run: Run
) -> None:
    portal.datasets = [dataset(number) for number in range(10_000)]
    portal.trouble = lambda request: said(portal.datasets[:9_000]) if "exports" in request.path else None
    events = run()
    assert Declared(10_000) in events
    assert len(identifiers(events)) == 9_000
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


def test_a_condition_is_passed_on_and_an_older_api_without_conditions_is_never_asked(
    portal: Explore, run: Run
) -> None:
    portal.versions = ("1.0",)
    found = failure(run(part='publisher="Stad"'))
    assert found.key == "harvester.not-found"
    assert {request.args["where"] for request in portal.asked} == {'publisher="Stad"'}
    assert set(portal.paths) == {CATALOGUE["v2.1"], CATALOGUE["v2.0"]}


def test_a_condition_that_the_portal_cannot_read_is_said_to_be_wrong(portal: Explore, run: Run) -> None:
    portal.trouble = lambda _: said({"error_code": "ODSQLError", "message": "ODSQL query is malformed"}, 400)
    found = failure(run(part="publisher=="))
    assert found.key == "harvester.portal-part"
    assert found.facts["detail"] == "ODSQL query is malformed"
    assert len(portal.asked) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_portal_behind_a_key_says_whom_to_ask(portal: Explore, run: Run, status: int) -> None:
    portal.trouble = lambda _: said({"message": "Missing API key"}, status)
    found = failure(run())
    assert (found.key, found.facts["detail"]) == ("harvester.portal-wants-key", "Missing API key")
    assert len(portal.asked) == 1


def test_a_quota_that_is_used_up_says_until_when(portal: Explore, run: Run) -> None:
    reset = "2026-07-31 00:00:00+00:00"
    portal.trouble = lambda _: said({"errorcode": 10002, "error": "Too many"}, 429, X_RateLimit_Reset=reset)
    found = failure(run())
    assert (found.key, found.facts["until"]) == ("harvester.portal-quota", reset)


def test_what_is_copied_from_elsewhere_is_counted_with_its_origin(portal: Explore, run: Run) -> None:
    portal.datasets = [
        dataset(0, federated=True, source_domain="public", source_domain_address="public.opendatasoft.com"),
        dataset(1, federated=False, source_domain="rte", source_dataset="lijnen"),
        dataset(2, shared_catalog="gemeenschappelijk"),
        dataset(3, federated=True),
        dataset(4, federated=False, source_domain=None),
        dataset(5, federated=True, source_domain="localhost"),
    ]
    events = run()
    assert identifiers(events) == ["d004", "d005"]
    copies = [event for event in events if isinstance(event, RecordFailed)]
    assert {(event.reason_key, event.skipped) for event in copies} == {("harvester.record.federated", True)}
    assert [event.detail for event in copies] == [
        "d000 public.opendatasoft.com",
        "d001 rte lijnen",
        "d002 gemeenschappelijk",
        "d003",
    ]
    assert events[-1] == WHOLE


def test_a_source_that_passes_on_others_data_keeps_the_copies(portal: Explore, run: Run) -> None:
    portal.datasets = [dataset(0, federated=True, source_domain="elders"), dataset(1)]
    assert identifiers(run(aggregator=True)) == ["d000", "d001"]


# Only what changed.

LATER = "2026-02-01T10:00:00.500000+00:00"


def test_a_second_crawl_asks_only_for_what_changed(portal: Explore, run: Run) -> None:
    portal.datasets[7] = dataset(7, federated=True, source_domain="elders")
    first = run(incremental=True)
    assert bookmark_of(first)["skipped"] == ["d007"]
    portal.datasets[3] = dataset(3, LATER, title="Anders")
    portal.datasets.append(dataset(90, LATER))
    portal.asked.clear()
    second = run(known(first), incremental=True, page_size=20)
    assert identifiers(second) == ["d003", "d090"]
    assert second[-1] == CHANGES
    assert not [event for event in second if isinstance(event, Declared)]
    assert bookmark_of(second) == {"processed": LATER, "skipped": ["d007"], "part": ""}
    assert all("metadata_processed" in request.args["where"] for request in portal.asked[:-1])
    assert portal.asked[-1].args["limit"] == "0"


def test_what_was_not_touched_since_is_only_mentioned(run: Run) -> None:
    events = run(known(run(incremental=True)), incremental=True)
    assert sum(isinstance(event, RecordUnchanged) for event in events) == 25
    assert events[-1] == CHANGES


def test_a_total_that_does_not_add_up_makes_the_crawl_whole(portal: Explore, run: Run) -> None:
    first = run(incremental=True)
    del portal.datasets[0]
    portal.datasets.append(dataset(90, LATER))
    events = run(known(first), incremental=True)
    assert events[-1] == WHOLE
    assert Declared(25) in events
    assert identifiers(events) == ["d090"]


def test_another_part_than_that_of_the_bookmark_makes_the_crawl_whole(run: Run) -> None:
    first = run(incremental=True)
    assert run(known(first), incremental=True, part="publisher is not null")[-1] == WHOLE


def test_a_portal_that_cannot_tell_what_changed_is_read_whole(portal: Explore, run: Run) -> None:
    first = run(incremental=True)

    def refuse(request: Request) -> Response | None:
        return said({"error_code": "ODSQLError"}, 400) if "where" in request.args else None

    portal.trouble = refuse
    assert run(known(first), incremental=True)[-1] == WHOLE


def test_a_source_that_is_not_incremental_leaves_and_follows_no_bookmark(run: Run) -> None:
    first = run(incremental=True)
    events = run(known(first))
    assert events[-1] == WHOLE
    assert not [event for event in events if isinstance(event, Bookmark)]
