from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from harvester.crawl import CrawlSettings, Duplicate, Event, PagesClosed, RecordFailed, RecordSeen, crawl
from oogst.demo import SamplePortals

PORTALS = [
    ("ckan", Protocol.CKAN, (13, 0, 0)),
    ("opendatasoft", Protocol.OPENDATASOFT, (10, 0, 1)),
    ("arcgis_hub", Protocol.ARCGIS_HUB, (10, 1, 0)),
    ("dcat_turtle", Protocol.DCAT_RDF, (12, 0, 0)),
    ("dcat_rdfxml", Protocol.DCAT_RDF, (10, 0, 0)),
]


def harvested(url: str, protocol: Protocol, spool: Path) -> list[Event]:
    source = Source(name="proef/portaal", publisher="proef", protocol=protocol, url=url, allow_private=True)
    return list(crawl(source, spool=spool, settings=CrawlSettings()))


@pytest.mark.parametrize(("portal", "protocol", "expected"), PORTALS)
def test_a_sample_portal_is_harvested_whole_in_spite_of_its_faults(
    first_day: SamplePortals, tmp_path: Path, portal: str, protocol: Protocol, expected: tuple[int, int, int]
) -> None:
    events = harvested(first_day.url(portal), protocol, tmp_path)
    found = [
        sum(isinstance(event, kind) for event in events) for kind in (RecordSeen, Duplicate, RecordFailed)
    ]

    assert tuple(found) == expected
    assert [event.closed for event in events if isinstance(event, PagesClosed)] == [True]


def test_only_what_really_changed_has_another_hash_a_day_later(tmp_path: Path) -> None:
    with SamplePortals() as portals:
        days = []
        for day in (1, 2):
            portals.day = day
            events = harvested(portals.url("ckan"), Protocol.CKAN, tmp_path)
            records = [event.record for event in events if isinstance(event, RecordSeen)]
            days.append({record.content["name"]: record.hash for record in records})
    first, second = days

    assert {name for name in first if second.get(name, "") not in ("", first[name])} == {
        "begroting-2025",
        "laadpalen",
    }
