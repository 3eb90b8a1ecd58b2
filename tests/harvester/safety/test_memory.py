"""However large an answer is, the crawler stays small, or refuses it."""

import sys
from dataclasses import replace

import pytest

from catalogue.model import Protocol
from harvester.crawl import CrawlFailed, CrawlSettings, PagesClosed
from tests.bench.measuring import ChildWatch
from tests.harvester.conftest import QUICK, Crawl
from tests.harvester.pathologies.endings import READY
from tests.harvester.scenarios import Scenarios, entry, selectors

MEGABYTE = 1024 * 1024
LARGE = 200 * MEGABYTE
MOST = 350
"""MB of a crawler that was sent 200; without a catalogue it takes 80."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the marks under /proc")


@pytest.mark.parametrize("protocol", READY)
def test_a_body_of_200_megabytes_costs_a_crawler_little_memory(
    harvest: Crawl, inside: Scenarios, protocol: Protocol
) -> None:
    inside.padding = LARGE
    with ChildWatch() as children:
        place = inside.url + entry(protocol, "padded")
        events = harvest(protocol, place, QUICK, page_size=10, selectors=selectors(protocol))
    failures = [event.key for event in events if isinstance(event, CrawlFailed)]

    assert isinstance(events[-1], PagesClosed)
    assert failures in ([], ["harvester.too-large"])
    assert children.peak < MOST


def test_a_body_that_is_small_on_the_line_and_large_in_memory_is_refused(
    harvest: Crawl, inside: Scenarios
) -> None:
    tight = replace(QUICK, max_memory=250 * MEGABYTE)
    place = inside.url + entry(Protocol.CKAN, "swelling")
    with ChildWatch() as children:
        events = harvest(Protocol.CKAN, place, tight, page_size=10)

    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.too-large"]
    assert children.peak < 350


def test_a_crawler_may_not_take_all_memory_of_the_machine() -> None:
    assert CrawlSettings().max_memory <= 1024 * MEGABYTE
