"""A crawl that asks only for what changed believes nothing that the portal's own number does not bear out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.model import Content, Protocol, Source
from harvester.crawl import (
    Bookmark,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    RecordSeen,
    RecordUnchanged,
    Remembered,
    crawl,
    record_key,
)
from tests.harvester.conftest import QUICK
from tests.harvester.protocols.action_api import SEARCH, ActionApi, package, serving

Again = Callable[..., list[Event]]
CHANGES = PagesClosed(closed=True, reason="harvester.pages.changes-read", changes=True)
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
OLD, NEW = "2026-01-01T00:00:00", "2026-03-01T12:00:00"


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Read a portal, let something happen to it, and read it again from where the first crawl left off."""

    def run(
        api: ActionApi,
        happen: Callable[[], object] = lambda: None,
        bookmark: Content | None = None,
        **more: bool,
    ) -> list[Event]:
        with serving(api) as url:
            source = Source(
                name="x/y",
                publisher="x",
                protocol=Protocol.CKAN,
                url=url,
                allow_private=True,
                page_size=10,
                **({"incremental": True} | more),  # type: ignore[arg-type]  # booleans of a source
            )
            first = list(crawl(source, spool=tmp_path / "one", settings=QUICK))
            happen()
            api.asked.clear()
            left = [event.content for event in first if isinstance(event, Bookmark)]
            remembered = Remembered(records=hashes(first), bookmark=left[0] if bookmark is None else bookmark)
            return list(crawl(source, spool=tmp_path / "two", settings=QUICK, remembered=remembered))

    return run


def hashes(events: list[Event]) -> dict[str, str]:
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    return {record_key(record.kind, record.identifier): record.hash for record in records}


def portal(**manners: object) -> ActionApi:
    packages = [package(number, metadata_modified=OLD) for number in range(40)]
    return ActionApi(packages, **manners)  # type: ignore[arg-type]  # whatever the case needs


def seen(events: list[Event]) -> list[str]:
    return sorted(event.record.identifier for event in events if isinstance(event, RecordSeen))


def touch(api: ActionApi, number: int, when: str = NEW) -> None:
    api.packages[number] |= {"title": "Gewijzigd", "metadata_modified": when}


def test_only_what_changed_is_asked_for_and_the_number_of_all_bears_it_out(again: Again) -> None:
    api = portal()

    def happen() -> None:
        touch(api, 3)
        api.packages.append(package(50, metadata_modified=NEW))

    events = again(api, happen)
    assert seen(events) == ["p003", "p050"]
    assert events[-1] == CHANGES
    assert [query.get("fq", "") for query in api.told(SEARCH)] == [
        "metadata_modified:[2025-12-31T23:00:00Z TO *]"
    ] * 5 + [""]
    assert api.told(SEARCH)[-1]["rows"] == "0"


def test_nothing_follows_from_a_number_of_changes(again: Again) -> None:
    assert not [event for event in again(portal()) if isinstance(event, Declared)]


def test_an_hour_before_the_last_moment_is_asked_for_again(again: Again) -> None:
    api = portal()
    bookmark = {"since": "2026-03-01T12:30:00+00:00"}
    events = again(api, lambda: touch(api, 3), bookmark)
    assert seen(events) == ["p003"]
    assert len(api.told(SEARCH)) == 2


def test_what_was_removed_shows_in_the_number_and_the_whole_portal_is_read(again: Again) -> None:
    api = portal()

    def happen() -> None:
        touch(api, 3)
        del api.packages[7]

    events = again(api, happen, {"since": NEW})
    assert seen(events) == ["p003"]
    assert sum(isinstance(event, RecordUnchanged) for event in events) == 38
    assert not [event for event in events if isinstance(event, Duplicate)]
    assert [event.total for event in events if isinstance(event, Declared)][-1] == 39
    assert events[-1] == WHOLE


def test_what_was_added_without_a_new_date_shows_in_the_number(again: Again) -> None:
    api = portal()
    bookmark = {"since": NEW}
    events = again(api, lambda: api.packages.append(package(50, metadata_modified=OLD)), bookmark)
    assert seen(events) == ["p050"]
    assert events[-1] == WHOLE


def test_a_portal_that_cannot_search_by_time_is_read_whole(again: Again) -> None:
    api = portal(refuses_filters=True)
    events = again(api, lambda: touch(api, 3))
    assert seen(events) == ["p003"]
    assert events[-1] == WHOLE


@pytest.mark.parametrize(
    "bookmark", [{}, {"since": "gisteren"}, {"since": 5}, {"since": "9999-01-01T00:00:00"}]
)
def test_without_a_moment_to_go_on_from_the_portal_is_read_whole(again: Again, bookmark: Content) -> None:
    assert again(portal(), bookmark=bookmark)[-1] == WHOLE


def test_a_source_that_is_not_incremental_is_read_whole(again: Again) -> None:
    assert again(portal(), incremental=False)[-1] == WHOLE


def test_what_the_portal_counts_and_we_pass_over_does_not_upset_the_sum(again: Again) -> None:
    api = portal()
    api.packages += [package(60, metadata_modified=OLD, type="showcase")]
    events = again(api, lambda: touch(api, 3), None)
    assert events[-1] == CHANGES
    assert [event.content for event in events if isinstance(event, Bookmark)] == [
        {"since": f"{NEW}+00:00", "passed": ["p060"]}
    ]


def test_a_moment_of_the_portal_is_never_forgotten_when_nothing_changed(again: Again) -> None:
    bookmark = {"since": "2026-03-01T12:30:00+00:00", "passed": []}
    events = again(portal(), bookmark=bookmark)
    assert [event.content for event in events if isinstance(event, Bookmark)] == [bookmark]
