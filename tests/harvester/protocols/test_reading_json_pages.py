from pathlib import Path

import pytest

from catalogue.errors import SourceError
from harvester.crawl import RecordSeen
from harvester.crawl.spool import keep
from harvester.crawl.steps import Closed, Page
from harvester.protocols.arcgis_hub import payload as hub
from harvester.protocols.arcgis_hub.ways import feed_urls
from harvester.protocols.ckan.addresses import search_url
from harvester.protocols.json_page import load
from harvester.protocols.opendatasoft.addresses import catalogue_url


def page(folder: Path, body: bytes) -> Page:
    raw = (folder / "raw").open("w+b")
    raw.write(body)
    return Page("http://x.example/feed", keep(raw, folder, url="http://x.example/feed", limit=10_000_000))


def test_json_is_read_with_a_byte_order_mark_and_stray_control_characters() -> None:
    assert load(b'\xef\xbb\xbf{"a": "b\tc"}', "http://x") == {"a": "b\tc"}


def test_what_is_no_json_is_named() -> None:
    with pytest.raises(SourceError) as caught:
        load(b'{"a": ', "http://x")
    assert caught.value.key == "harvester.unparseable"


def test_a_feed_that_breaks_off_gives_its_whole_items_and_is_not_closed(tmp_path: Path) -> None:
    one = page(
        tmp_path,
        b'{"dataset": [{"identifier": "a", "x": {"y": 1}}, {"identifier": "b"}, {"identifier": "c", ',
    )
    *records, end = hub.read(one, set())
    assert [step.record.identifier for step in records if isinstance(step, RecordSeen)] == ["a", "b"]
    assert end == Closed("harvester.pages.truncated", whole=False)
    one.payload.stream.close()


@pytest.mark.parametrize(
    "place",
    ["https://x.example", "https://x.example/", "https://x.example/api/3/action/package_list?limit=1"],
)
def test_any_address_of_a_ckan_portal_leads_to_its_search(place: str) -> None:
    assert search_url(place, start=0, rows=5) == (
        "https://x.example/api/3/action/package_search?q=*:*&rows=5&start=0&sort=id+asc"
    )


@pytest.mark.parametrize(
    "place", ["https://x.example/explore/?sort=modified", "https://x.example/api/explore/v2.1/"]
)
def test_any_address_of_an_opendatasoft_portal_leads_to_its_catalogue(place: str) -> None:
    assert catalogue_url(place, offset=0, limit=100) == (
        "https://x.example/api/explore/v2.1/catalog/datasets?limit=100&offset=0&order_by=dataset_id"
    )


def test_a_hub_feed_given_by_its_address_is_the_only_one_tried() -> None:
    assert feed_urls("https://x.example/data.json") == ["https://x.example/data.json"]
    assert [url.removeprefix("https://x.example") for url in feed_urls("https://x.example/")] == [
        "/api/feed/dcat-us/1.1.json",
        "/data.json",
        "/api/feed/dcat-ap/3.0.0.json",
        "/api/feed/dcat-ap/2.1.1.json",
        "/api/feed/dcat-ap/2.0.1.json",
    ]
