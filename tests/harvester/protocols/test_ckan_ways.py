"""A CKAN portal is read whole by whatever it offers: search, lists, or names and one package at a time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from catalogue.model import Kind, Protocol, Source
from harvester.crawl import (
    Bookmark,
    CrawlFailed,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    RecordFailed,
    RecordGone,
    RecordSeen,
    crawl,
)
from tests.harvester.conftest import QUICK
from tests.harvester.protocols.action_api import (
    LIST,
    SEARCH,
    SHOW,
    WITH_RESOURCES,
    ActionApi,
    package,
    serving,
)

Read = Callable[..., list[Event]]
ALL = [f"p{number:03}" for number in range(25)]


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    """Crawl a portal with these manners to its end."""
    with ExitStack() as stack:

        def run(api: ActionApi, place: str = "", **more: object) -> list[Event]:
            url = stack.enter_context(serving(api))
            source = Source(
                name="x/y",
                publisher="x",
                protocol=Protocol.CKAN,
                url=url + place,
                allow_private=True,
                **more,  # type: ignore[arg-type]  # whatever the case needs
            )
            return list(crawl(source, spool=tmp_path / "spool", settings=QUICK))

        yield run


def portal(**manners: object) -> ActionApi:
    return ActionApi([package(number) for number in range(25)], **manners)  # type: ignore[arg-type]


def seen(events: list[Event]) -> list[str]:
    return sorted(event.record.identifier for event in events if isinstance(event, RecordSeen))


def end(events: list[Event]) -> tuple[bool, str]:
    last = events[-1]
    assert isinstance(last, PagesClosed)
    return last.closed, last.reason.removeprefix("harvester.pages.")


@pytest.mark.parametrize("refusal", [400, 409])
def test_a_portal_that_does_not_sort_by_id_is_sorted_by_name_and_that_is_said(
    read: Read, refusal: int
) -> None:
    api = portal(refused_sorts=frozenset({"id asc"}), refusal=refusal)
    events = read(api, page_size=10)
    assert seen(events) == ALL
    assert end(events) == (True, "all-read-by-name")
    assert {query["sort"] for query in api.told(SEARCH)[1:]} == {"name asc"}


@pytest.mark.parametrize("missing", ["404", "html", "400"])
def test_a_portal_without_search_is_read_from_its_list_with_resources(read: Read, missing: str) -> None:
    api = portal(actions=frozenset({WITH_RESOURCES, LIST, SHOW}), missing=missing)
    events = read(api, page_size=10)
    assert seen(events) == ALL
    assert end(events) == (True, "list-read")
    assert [event.total for event in events if isinstance(event, Declared)] == [25]
    assert api.told(SHOW) == []


def test_the_list_with_resources_of_dkan_is_a_list_in_a_list(read: Read) -> None:
    api = portal(actions=frozenset({WITH_RESOURCES, LIST, SHOW}), nested=True, names_as="id")
    events = read(api, page_size=10)
    assert seen(events) == ALL
    assert end(events) == (True, "list-read")
    pointers = [event.record.pointer for event in events if isinstance(event, RecordSeen)]
    assert pointers[:2] == ["/result/0/0", "/result/0/1"]


def test_a_list_that_ignores_the_page_asked_for_is_read_once(read: Read) -> None:
    events = read(portal(actions=frozenset({WITH_RESOURCES, LIST}), ignores_paging=True), page_size=10)
    assert seen(events) == ALL
    assert not [event for event in events if isinstance(event, Duplicate)]
    assert end(events) == (True, "list-read")


def test_what_is_named_and_not_in_the_list_with_resources_is_asked_for(read: Read) -> None:
    class Forgetful(ActionApi):
        def _with_resources(self, query: dict[str, str]) -> tuple[int, object]:
            kept, self.packages = self.packages, self.packages[:22]
            answer = super()._with_resources(query)
            self.packages = kept
            return answer

    api = Forgetful(
        [package(number) for number in range(25)], actions=frozenset({WITH_RESOURCES, LIST, SHOW})
    )
    events = read(api, page_size=10)
    assert seen(events) == ALL
    assert sorted(query["id"] for query in api.told(SHOW)) == ["pakket-22", "pakket-23", "pakket-24"]


def test_a_list_with_resources_that_nothing_can_be_held_against_is_not_complete(read: Read) -> None:
    events = read(portal(actions=frozenset({WITH_RESOURCES})))
    assert seen(events) == ALL
    assert [event.reason_key for event in events if isinstance(event, RecordFailed)] == [
        "harvester.not-found"
    ]


@pytest.mark.parametrize("in_objects", [False, True])
@pytest.mark.parametrize(("rows", "pages"), [(1000, 2), (10, 4)])
def test_a_portal_with_names_only_is_read_package_by_package(
    read: Read, rows: int, pages: int, *, in_objects: bool
) -> None:
    api = portal(actions=frozenset({LIST, SHOW}), most_rows=rows, names_in_objects=in_objects)
    events = read(api, concurrency=4)
    assert seen(events) == ALL
    assert end(events) == (True, "names-read")
    assert [event.total for event in events if isinstance(event, Declared)] == [25]
    assert len(api.told(LIST)) == pages


def test_a_list_of_names_that_takes_no_pages_is_asked_for_whole(read: Read) -> None:
    class Bare(ActionApi):
        def _list(self, query: dict[str, str]) -> tuple[int, object]:
            return (400, "Bad request") if query else super()._list(query)

    events = read(Bare([package(number) for number in range(25)], actions=frozenset({LIST, SHOW})))
    assert seen(events) == ALL
    assert end(events) == (True, "all-names-read")


def test_a_package_that_is_named_and_cannot_be_shown_fails_alone(read: Read) -> None:
    events = read(portal(actions=frozenset({LIST, SHOW}), ghosts=("spook",)))
    assert seen(events) == ALL
    failed = [event for event in events if isinstance(event, RecordFailed)]
    assert [(event.reason_key, event.skipped) for event in failed] == [("harvester.not-found", False)]
    assert failed[0].pointer.endswith("package_show?id=spook")


def test_a_portal_that_offers_nothing_fails_with_what_its_search_said(read: Read) -> None:
    events = read(portal(actions=frozenset()))
    failure = events[-2]
    assert isinstance(failure, CrawlFailed)
    assert (failure.key, failure.facts["url"].rpartition("/")[2].partition("?")[0]) == (
        "harvester.not-found",
        SEARCH,
    )


@pytest.mark.parametrize(
    ("root", "place"),
    [
        ("/data/api/3/action/", "/data"),
        ("/data/api/3/action/", "/data/api/3/action/package_search?q=x"),
        ("/ckan/api/action/", "/ckan/api/action"),
        ("/api/action/", "/api/action/package_list"),
        ("/api/3/action/", "/api"),
        ("/nl/api/3/action/", "/nl/api/3/"),
    ],
)
def test_the_api_is_found_below_whatever_root(read: Read, root: str, place: str) -> None:
    events = read(portal(root=root), place)
    assert seen(events) == ALL
    assert end(events) == (True, "all-read")


def test_the_api_of_a_portal_inside_that_of_another_keeps_its_root(read: Read) -> None:
    events = read(portal(root="/api/ckan/api/3/action/"), "/api/ckan")
    assert seen(events) == ALL


@pytest.mark.parametrize("action", [SEARCH, WITH_RESOURCES])
@pytest.mark.parametrize("start", [0, 100])
def test_a_server_that_manages_few_packages_at_once_loses_none_and_gives_none_twice(
    read: Read, action: str, start: int
) -> None:
    api = ActionApi(
        [package(number) for number in range(250)],
        actions=frozenset({action, LIST}),
        manages=40,
        manages_from=start,
        most_rows=100,
    )
    events = read(api, page_size=100)
    assert seen(events) == [f"p{number:03}" for number in range(250)]
    assert not [event for event in events if isinstance(event, Duplicate)]
    assert end(events)[0]


def test_one_organisation_is_asked_for_by_its_name_however_it_is_written(read: Read) -> None:
    name = 'stad "aan\\zee"'
    packages = [package(number, organization={"name": name if number % 2 else "x"}) for number in range(10)]
    events = read(ActionApi(packages), part=name)
    assert seen(events) == ["p001", "p003", "p005", "p007", "p009"]
    assert end(events) == (True, "all-read")


@pytest.mark.parametrize("actions", [{SEARCH}, {WITH_RESOURCES, LIST}, {LIST, SHOW}])
def test_what_is_of_another_organisation_is_never_taken_though_the_portal_ignores_the_filter(
    read: Read, actions: set[str]
) -> None:
    class Deaf(ActionApi):
        def _search(self, query: dict[str, str]) -> tuple[int, object]:
            return super()._search(query | {"fq": ""})

    packages = [package(number, organization={"name": "a" if number % 2 else "b"}) for number in range(10)]
    events = read(Deaf(packages, actions=frozenset(actions)), part="a")
    assert seen(events) == ["p001", "p003", "p005", "p007", "p009"]
    others = [event for event in events if isinstance(event, RecordFailed)]
    assert {(event.reason_key, event.skipped) for event in others} == {("harvester.record.other-part", True)}
    assert len(others) == 5


def test_a_deleted_package_is_passed_over_and_told_to_be_gone(read: Read) -> None:
    packages = [package(0), package(1, state="deleted"), package(2, state="draft")]
    events = read(ActionApi(packages))
    assert [event for event in events if isinstance(event, RecordGone)] == [
        RecordGone("dataset", "p001", "state: deleted")
    ]
    assert [event.detail for event in events if isinstance(event, RecordFailed)] == ["p001", "p002"]


def test_dkan_says_active_and_means_published_by_private(read: Read) -> None:
    packages = [package(0, state="Active", private=True), package(1, state="Active", private="Published")]
    assert seen(read(ActionApi(packages))) == ["p000", "p001"]


def test_a_series_is_one_and_a_harvest_source_is_none(read: Read) -> None:
    events = read(ActionApi([package(0, type="dataset_series"), package(1, type="harvest"), package(2)]))
    kinds = {event.record.identifier: event.record.kind for event in events if isinstance(event, RecordSeen)}
    assert kinds == {"p000": Kind.SERIES, "p002": Kind.DATASET}


def test_packages_removed_while_they_are_read_leave_the_list_open(read: Read) -> None:
    class Shrinking(ActionApi):
        def _search(self, query: dict[str, str]) -> tuple[int, object]:
            if int(query["start"]):
                self.packages = [one for one in self.packages if one["id"] != "p003"]
            return super()._search(query)

    events = read(Shrinking([package(number) for number in range(25)]), page_size=10)
    assert "p010" not in seen(events)
    assert end(events) == (False, "removed-meanwhile")


def test_a_search_that_gives_the_same_packages_for_every_page_ends_open(read: Read) -> None:
    class Stuck(ActionApi):
        def _search(self, query: dict[str, str]) -> tuple[int, object]:
            status, said = super()._search(query | {"start": "0"})
            return status, {**said, "help": query["start"]} if isinstance(said, dict) else said

    events = read(Stuck([package(number) for number in range(25)]), page_size=10)
    assert len(seen(events)) == 10
    assert end(events) == (False, "fewer-than-declared")


def test_the_newest_moment_that_the_portal_gives_is_left_for_the_next_crawl(read: Read) -> None:
    packages = [
        package(0),
        package(1, metadata_modified="2026-02-03T04:05:06.789"),
        package(2, metadata_modified="9999-01-01T00:00:00"),
        package(3, metadata_modified="wed, 04/08/2015 - 04:20"),
    ]
    assert [event for event in read(ActionApi(packages)) if isinstance(event, Bookmark)] == [
        Bookmark({"since": "2026-02-03T04:05:06.789000+00:00", "passed": []})
    ]


def test_a_portal_without_search_leaves_nothing_to_go_on_from(read: Read) -> None:
    events = read(portal(actions=frozenset({LIST, SHOW})))
    assert [event for event in events if isinstance(event, Bookmark)] == [Bookmark({})]
