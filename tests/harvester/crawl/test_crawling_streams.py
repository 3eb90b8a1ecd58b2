"""Event streams, crawled page by page over two days. All samples are synthetic."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Content, Kind, Protocol, Source
from harvester.crawl import (
    Bookmark,
    CatalogueSeen,
    CrawlFailed,
    Event,
    PagesClosed,
    RecordFailed,
    RecordGone,
    RecordSeen,
    RecordUnchanged,
    Remembered,
    crawl,
    record_key,
)
from tests.harvester.conftest import QUICK
from tests.harvester.served import Reply, Site, serving_site
from tests.harvester.streams import DATASET, DISTRIBUTION, activity, leaf, node, publisher, version

Follow = Callable[..., "Followed"]
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
CHANGES = PagesClosed(closed=True, reason="harvester.pages.stream-changes", changes=True)


class Followed:
    """What came of one crawl, and what is remembered of it for the next."""

    def __init__(self, events: list[Event], before: dict[str, str], asked: list[str]) -> None:
        self.events = events
        self.asked = asked
        self.records = {
            event.record.identifier: event.record.content for event in events if isinstance(event, RecordSeen)
        }
        self.unchanged = {event.identifier for event in events if isinstance(event, RecordUnchanged)}
        self.gone = {
            event.identifier
            for event in events
            if isinstance(event, RecordGone) and event.kind == Kind.DATASET.value
        }
        hashes = {
            record_key(event.record.kind, event.record.identifier): event.record.hash
            for event in events
            if isinstance(event, RecordSeen)
        }
        kept = (event.content for event in events if isinstance(event, Bookmark))
        self.remembered = Remembered(records=before | hashes, bookmark=next(kept, {}))

    @property
    def end(self) -> Event:
        return self.events[-1]

    def title(self, name: str) -> str:
        return value(self.records[f"urn:{name}"], "dct:title")

    def parts(self, name: str) -> list[str]:
        """Give the titles of the distributions that came with a dataset."""
        said = self.records[f"urn:{name}"].get("dcat:distribution", [])
        return [value(each, "dct:title") if "dct:title" in each else "?" for each in said]


def value(content: Content, key: str) -> str:
    return str(content[key][0]["@value"])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as server:
        yield server


@pytest.fixture
def follow(site: Site, tmp_path: Path) -> Follow:
    """Crawl the stream, going on from an earlier crawl when one is given."""
    crawls = iter(range(100))

    def run(place: str = "/stream", before: Followed | None = None, **more: Any) -> Followed:  # noqa: ANN401 -- fields of Source
        more.setdefault("incremental", True)
        source = Source(
            name="t/t",
            publisher="t",
            protocol=Protocol.LDES,
            url=site.url + place,
            allow_private=True,
            **more,
        )
        remembered = before.remembered if before else Remembered()
        site.asked.clear()
        spool = tmp_path / str(next(crawls))
        events = list(crawl(source, spool=spool, settings=QUICK, remembered=remembered))
        return Followed(events, remembered.records, list(site.asked))

    return run


def day_one() -> dict[str, Reply | str]:
    """Lay out a feed of activities: two lasting pages and one that still grows, below a view."""
    return {
        "/stream": node([], said="<stream> tree:view <view> ; ldes:timestampPath as:published ."),
        "/view": node(["p1", "p2"]),
        "/p1": leaf(
            [
                activity("Create", "d1", 1, DISTRIBUTION("d1", "Bestand 1")),
                activity("Create", "stad", 1, publisher("Stad")),
            ],
            ["p2"],
            lasting=True,
        ),
        "/p2": leaf(
            [
                activity("Create", "a", 2, DATASET("a", "A", "d1")),
                activity("Create", "b", 2, DATASET("b", "B", "d2")),
                activity("Create", "d2", 2, DISTRIBUTION("d2", "Bestand 2")),
            ],
            ["p3"],
            lasting=True,
        ),
        "/p3": leaf([activity("Create", "c", 3, DATASET("c", "C"))], ["p1"]),
    }


def grown(*members: str) -> dict[str, Reply | str]:
    """Lay out the same feed a day later."""
    last = activity("Create", "c", 3, DATASET("c", "C"))
    return day_one() | {"/p3": leaf([last, *members], ["p1"])}


def test_a_dataset_is_put_together_from_members_on_several_pages(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    seen = follow()
    assert seen.end == WHOLE
    assert set(seen.records) == {"urn:a", "urn:b", "urn:c"}
    assert seen.parts("a") == ["Bestand 1"]
    assert seen.records["urn:a"]["dct:publisher"][0]["foaf:name"] == [{"@value": "Stad", "@language": "nl"}]
    assert seen.records["urn:a"]["dcat:contactPoint"][0]["vcard:fn"] == [{"@value": "Loket"}]
    assert site.asked == ["/stream", "/view", "/p1", "/p2", "/p3"]


def test_a_day_without_changes_asks_only_for_pages_that_may_change(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    again = follow(before=follow())
    assert again.asked == ["/stream", "/view", "/p3"]
    assert (again.records, again.gone, again.end) == ({}, set(), CHANGES)


def test_the_next_day_gives_only_what_changed_whole_again(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(
        activity("Update", "a", 4, DATASET("a", "A bis", "d1", "d3")),
        activity("Create", "d3", 4, DISTRIBUTION("d3", "Bestand 3")),
        activity("Delete", "b", 4),
    )
    second = follow(before=first)
    assert list(second.records) == ["urn:a"]
    assert second.title("a") == "A bis"
    assert second.parts("a") == ["Bestand 1", "Bestand 3"]
    assert "foaf:name" in second.records["urn:a"]["dct:publisher"][0]
    assert second.gone == {"urn:b"}
    assert second.end == CHANGES


def test_what_a_crawl_of_changes_gives_is_what_a_whole_crawl_gives(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(
        activity("Update", "d1", 5, DISTRIBUTION("d1", "Bestand 1 bis")),
        activity("Update", "stad", 6, publisher("Stad bis")),
    )
    changes, whole = follow(before=first), follow()
    assert whole.end == WHOLE
    assert {name: whole.records[name] for name in changes.records} == changes.records
    assert changes.parts("a") == ["Bestand 1 bis"]


def test_a_changed_part_brings_its_datasets_along(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(activity("Update", "d2", 4, DISTRIBUTION("d2", "Bestand 2 bis")))
    second = follow(before=first)
    assert list(second.records) == ["urn:b"]
    assert (second.title("b"), second.parts("b")) == ("B", ["Bestand 2 bis"])


def test_a_deleted_part_leaves_its_dataset(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(activity("Delete", "d2", 4))
    second = follow(before=first)
    assert second.parts("b") == ["?"]
    assert "urn:b" not in second.gone


def test_a_dataset_that_was_deleted_and_made_again_comes_back(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(activity("Delete", "a", 4))
    second = follow(before=first)
    assert second.gone == {"urn:a"}
    site.pages = grown(activity("Delete", "a", 4), activity("Create", "a", 5, DATASET("a", "A weer", "d1")))
    third = follow(before=second)
    assert (third.title("a"), third.parts("a"), third.gone) == ("A weer", ["Bestand 1"], set())


def test_replaying_the_same_changes_changes_nothing(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(activity("Update", "a", 4, DATASET("a", "A bis", "d1")), activity("Delete", "b", 4))
    second = follow(before=first)
    third = follow(before=second)
    assert (third.records, third.gone, third.unchanged) == ({}, set(), set())
    whole = follow()
    assert set(whole.records) == {"urn:a", "urn:c"}
    assert whole.gone == {"urn:b"}


def test_a_page_that_became_lasting_is_not_asked_for_any_more(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    full = leaf([activity("Create", "c", 3, DATASET("c", "C"))], ["p4"], lasting=True)
    site.pages |= {"/p3": full, "/p4": leaf([activity("Create", "e", 7, DATASET("e", "E"))])}
    second = follow(before=first)
    assert list(second.records) == ["urn:e"]
    third = follow(before=second)
    assert third.asked == ["/stream", "/view", "/p4"]
    assert third.records == {}


def test_an_old_version_on_a_later_page_does_not_win(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    first = follow()
    site.pages = grown(activity("Update", "a", 1, DATASET("a", "Oud", "d1")))
    second = follow(before=first)
    assert second.records.get("urn:a") is None
    assert follow().title("a") == "A"


def test_a_source_that_is_not_incremental_keeps_no_place(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    seen = follow(incremental=False)
    assert not [event for event in seen.events if isinstance(event, Bookmark)]


def test_the_words_of_a_catalogue_among_the_members_go_with_every_crawl(site: Site, follow: Follow) -> None:
    site.pages = day_one()
    words = '<urn:cat> a dcat:Catalog ; dct:title "Catalogus"@nl ; dct:publisher <urn:stad> .'
    site.pages["/p2"] = leaf(
        [
            activity("Create", "cat", 1, words),
            activity("Create", "a", 2, DATASET("a", "A", "d1")),
        ],
        ["p3"],
        lasting=True,
    )
    first = follow()
    site.pages["/p3"] = leaf([activity("Create", "e", 7, DATASET("e", "E"))], ["p1"])
    for seen in (first, follow(before=first)):
        catalogue = next(event for event in seen.events if isinstance(event, CatalogueSeen))
        assert value(catalogue.content, "dct:title") == "Catalogus"
        assert "foaf:name" in catalogue.content["dct:publisher"][0]


# The other dialect: versions.


SERVER = (
    "<stream> tree:view <view> ; ldes:timestampPath prov:generatedAtTime ;"
    " ldes:versionOfPath dct:isVersionOf ; ldes:versionDeleteObject <http://example.org/Deleted> ."
)


def versioned(name: str, day: int, title: str) -> str:
    inside = f'dcat:distribution [ a dcat:Distribution ; dct:title "Bestand {title}"@nl ]'
    return version(name, day, f'a dcat:Dataset ; dct:title "{title}"@nl ; {inside}')


def test_versions_are_given_under_the_name_of_their_object(site: Site, follow: Follow) -> None:
    site.pages = {
        "/stream": node([], said=SERVER),
        "/view": node(["p1"], said=SERVER),
        "/p1": leaf([versioned("a", 1, "Oud"), versioned("a", 2, "Nieuw"), versioned("b", 1, "B")]),
    }
    seen = follow()
    assert set(seen.records) == {"urn:a", "urn:b"}
    assert (seen.title("a"), seen.parts("a")) == ("Nieuw", ["Bestand Nieuw"])
    assert not {"dct:isVersionOf", "prov:generatedAtTime"} & seen.records["urn:a"].keys()


def test_the_next_day_of_a_stream_of_versions_gives_what_changed(site: Site, follow: Follow) -> None:
    site.pages = {
        "/stream": node([], said=SERVER),
        "/view": node(["p1"], said=SERVER),
        "/p1": leaf(
            [versioned("a", 1, "A"), versioned("b", 1, "B"), versioned("c", 1, "C")], ["p2"], lasting=True
        ),
        "/p2": leaf([]),
    }
    first = follow()
    site.pages["/p2"] = leaf([versioned("a", 2, "A bis"), version("b", 2, "a dcat:Dataset", deleted=True)])
    second = follow(before=first)
    assert list(second.records) == ["urn:a"]
    assert (second.title("a"), second.gone, second.end) == ("A bis", {"urn:b"}, CHANGES)
    assert second.asked == ["/stream", "/view", "/p2"]


def test_a_page_may_say_itself_that_it_gets_no_new_members(site: Site, follow: Follow) -> None:
    site.pages = {
        "/stream": node(["p1", "p2"]),
        "/p1": leaf([versioned("a", 1, "A")], said="<> ldes:immutable true ."),
        "/p2": leaf([versioned("b", 1, "B")]),
    }
    assert follow(before=follow()).asked == ["/stream", "/p2"]


@pytest.mark.parametrize(
    ("policy", "end"),
    [
        ("a ldes:LatestVersionSubset ; ldes:amount 1", WHOLE),
        ("a ldes:RetentionPolicy ; ldes:versionAmount 1", WHOLE),
        ("a ldes:RetentionPolicy ; ldes:versionAmount 1 ; ldes:fullLogDuration 'P1D'", WHOLE),
        ("a ldes:DurationAgoPolicy ; tree:value 'P30D'", None),
        ("a ldes:RetentionPolicy ; ldes:fullLogDuration 'P30D'", None),
    ],
)
def test_a_stream_that_keeps_only_a_window_proves_nothing_of_what_is_absent(
    site: Site, follow: Follow, policy: str, end: PagesClosed | None
) -> None:
    said = f"<stream> tree:view <> . <> tree:viewDescription [ ldes:retentionPolicy [ {policy} ] ] ."
    site.pages = {"/stream": leaf([versioned("a", 1, "A")], said=said)}
    seen = follow()
    assert set(seen.records) == {"urn:a"}
    assert seen.end == (end or PagesClosed(closed=True, reason="harvester.pages.stream-window", changes=True))


def test_of_several_views_one_that_keeps_everything_is_followed(site: Site, follow: Follow) -> None:
    lately = "<lately> ldes:retentionPolicy [ a ldes:DurationAgoPolicy ; tree:value 'P1D' ] ."
    site.pages = {
        "/stream": node([], said=f"<stream> tree:view <lately>, <all> . {lately}"),
        "/all": leaf([versioned("a", 1, "A")]),
    }
    seen = follow()
    assert set(seen.records) == {"urn:a"}
    assert seen.end == WHOLE


# What goes wrong.


def test_a_page_that_cannot_be_had_gives_no_records_at_all(site: Site, follow: Follow) -> None:
    """An older version may be all that was read, so none is given."""
    site.pages = day_one()
    del site.pages["/p3"]
    seen = follow()
    assert [event.key for event in seen.events if isinstance(event, CrawlFailed)] == ["harvester.not-found"]
    assert seen.records == {}


def test_a_stream_that_leads_to_another_host_is_not_followed(site: Site, follow: Follow) -> None:
    site.pages = {"/stream": node(["http://elsewhere.example/p1"])}
    seen = follow()
    assert [event.key for event in seen.events if isinstance(event, CrawlFailed)] == [
        "harvester.foreign-page"
    ]


def test_a_page_of_something_else_is_no_stream(site: Site, follow: Follow) -> None:
    site.pages = {"/stream": "<urn:a> a <http://www.w3.org/ns/dcat#Dataset> ."}
    seen = follow()
    assert [event.key for event in seen.events if isinstance(event, CrawlFailed)] == ["harvester.no-stream"]


def test_a_member_that_is_listed_and_not_described_is_named(site: Site, follow: Follow) -> None:
    site.pages = {"/stream": leaf([versioned("a", 1, "A"), "<stream> tree:member <urn:weg/1> ."])}
    seen = follow()
    assert RecordFailed("urn:weg/1", "harvester.record.not-described", "") in seen.events


def test_one_name_for_two_deletions_deletes_both(site: Site, follow: Follow) -> None:
    """Seen in a real feed: activities of one millisecond share a name, which differs from the listed one."""
    twice = (
        "<stream> tree:member <#weg_3A1> . <#weg%3A1> a as:Delete ; as:object <urn:a>, <urn:b> ;"
        ' as:published "2026-01-09T00:00:00Z"^^xsd:dateTime .'
    )
    site.pages = grown(twice)
    seen = follow()
    assert seen.gone >= {"urn:a", "urn:b"}
    assert set(seen.records) == {"urn:c"}
    assert seen.end == WHOLE


def test_a_broken_line_of_a_member_costs_only_that_line(site: Site, follow: Follow) -> None:
    broken = activity(
        "Create",
        "e",
        4,
        '\n<urn:e> a dcat:Dataset ;\n dct:title "E"@nl ;\n dct:description "a "b" c" ;\n'
        " dcat:distribution <urn:d1> .\n",
    )
    site.pages = grown(broken, activity("Create", "f", 4, DATASET("f", "F")))
    seen = follow()
    assert set(seen.records) == {"urn:a", "urn:b", "urn:c", "urn:e", "urn:f"}
    damaged = {
        event.record.identifier: event.record.damage
        for event in seen.events
        if isinstance(event, RecordSeen) and event.record.damage
    }
    assert list(damaged) == ["urn:e"]
    assert "dct:description" in damaged["urn:e"][0]
    assert (seen.parts("e"), seen.end) == (["Bestand 1"], WHOLE)


def test_a_page_that_breaks_off_ends_the_crawl(site: Site, follow: Follow) -> None:
    """It may have led further."""
    site.pages = day_one()
    whole = site.pages["/p3"]
    assert isinstance(whole, Reply)
    site.pages["/p3"] = whole._replace(body=whole.body[:-30])
    seen = follow()
    assert [event.key for event in seen.events if isinstance(event, CrawlFailed)] == ["harvester.unparseable"]


def test_a_byte_order_mark_is_passed_over(site: Site, follow: Follow) -> None:
    text = leaf([versioned("a", 1, "A")])
    site.pages = {"/stream": text._replace(body="\ufeff" + str(text.body))}
    assert set(follow().records) == {"urn:a"}
