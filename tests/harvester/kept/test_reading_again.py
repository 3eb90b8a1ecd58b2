"""What a crawl told of is read again from the pages it kept: the same records, for every protocol."""

from pathlib import Path

import pytest

from catalogue.errors import StoreError
from catalogue.model import Protocol, Record, Source
from harvester.crawl import CrawlSettings, Event, PageSeen, RecordSeen, crawl
from harvester.crawl.past import PageLost, PastCrawl, PastPage
from harvester.protocols import read_again
from tests.harvester.kept.conftest import MakeSource

SCENARIOS = ("healthy", "twice-on-a-page")
ONE_BY_ONE = [each for each in Protocol if each not in {Protocol.HTML_LIST, Protocol.LDES}]
"""Protocols of which no page has to be read for another."""


def crawled(source: Source, spool: Path, quick: CrawlSettings) -> tuple[list[Record], PastCrawl]:
    """Crawl a source; give its records, and the crawl as it is once it is over."""
    events: list[Event] = list(crawl(source, spool=spool, settings=quick))
    seen = [event for event in events if isinstance(event, PageSeen)]
    bodies = {page.payload: (spool / page.file).read_bytes() for page in seen}
    pages = [
        PastPage(
            url=page.url,
            asked=page.asked,
            sha256=page.payload,
            content_type=page.content_type,
            link=page.link,
            item=page.item,
        )
        for page in seen
    ]
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    return records, PastCrawl(source=source, pages=pages, body=bodies.__getitem__)


def key(record: Record) -> tuple[str, str, str, str]:
    return record.payload, str(record.kind), record.pointer, record.hash


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("protocol", Protocol)
def test_every_record_of_a_crawl_is_read_again_as_it_was(
    portal: MakeSource, quick: CrawlSettings, tmp_path: Path, protocol: Protocol, scenario: str
) -> None:
    records, past = crawled(portal(protocol, scenario), tmp_path, quick)
    steps = list(read_again(protocol)(past, {record.payload for record in records}))
    again = {key(step.record): step.record for step in reversed(steps) if isinstance(step, RecordSeen)}

    assert records
    for record in records:
        same = again[key(record)]
        assert (same.identifier, same.content, same.damage) == (
            record.identifier,
            record.content,
            record.damage,
        )


@pytest.mark.parametrize("protocol", ONE_BY_ONE)
def test_only_the_pages_that_are_wanted_tell_of_records(
    portal: MakeSource, quick: CrawlSettings, tmp_path: Path, protocol: Protocol
) -> None:
    records, past = crawled(portal(protocol), tmp_path, quick)
    wanted = {records[0].payload}
    steps = list(read_again(protocol)(past, wanted))

    assert {step.record.payload for step in steps if isinstance(step, RecordSeen)} == wanted


@pytest.mark.parametrize("protocol", [Protocol.CKAN, Protocol.SCHEMA_ORG, Protocol.LDES])
def test_a_page_that_is_lost_loses_no_other(
    portal: MakeSource, quick: CrawlSettings, tmp_path: Path, protocol: Protocol
) -> None:
    records, past = crawled(portal(protocol), tmp_path, quick)
    lost = records[-1].payload
    known = past.body

    def body(sha256: str) -> bytes:
        if sha256 == lost:
            raise StoreError("kept.payload-gone", payload=sha256)
        return known(sha256)

    torn = PastCrawl(source=past.source, pages=past.pages, body=body)
    steps = list(read_again(protocol)(torn, {record.payload for record in records}))

    assert {step.sha256 for step in steps if isinstance(step, PageLost)} == {lost}
    assert {step.record.payload for step in steps if isinstance(step, RecordSeen)} == {
        record.payload for record in records
    } - {lost}
