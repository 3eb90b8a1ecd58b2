"""Recorded packages and data.json documents, played back by a portal on this machine: as many out as in.

Read in place, nothing of them is kept here. A recorded page of a larger whole must end open, and say why.
"""
# ruff: noqa: ANN401 -- any JSON value

import gzip
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Protocol
from harvester.crawl import CrawlFailed, Duplicate, Event, PagesClosed, RecordFailed, RecordSeen
from tests.harvester.conftest import Crawl
from tests.harvester.protocols.action_api import (
    LIST,
    SEARCH,
    SHOW,
    WITH_RESOURCES,
    ActionApi,
    Documents,
    Portal,
    serving,
)

pytestmark = pytest.mark.corpus

WHOLE = (True, "harvester.pages.all-read")
LISTED = (True, "harvester.pages.list-read")
NAMED = (True, "harvester.pages.names-read")
DOCUMENT = (True, "harvester.pages.one-document")
SHORT = (False, "harvester.pages.fewer-than-declared")

Play = Callable[..., list[Event]]


class Recorded:
    """A portal that has one recorded page of its search, and nothing after it."""

    etag = ""

    def __init__(self, page: Any) -> None:
        self.page = page

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        if not path.endswith(SEARCH):
            return 404, "Not Found"
        empty = {"success": True, "result": {"count": self.page["result"]["count"], "results": []}}
        return 200, empty if int(query["start"]) else self.page


class Exchanges:
    """A portal that answers as one did when its answers were recorded."""

    etag = ""

    def __init__(self, exchanges: list[Any]) -> None:
        self.search = json.loads(exchanges[0]["response"]["body"])

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:  # noqa: ARG002 -- it minds none
        return (200, self.search) if path.endswith(SEARCH) else (404, "Not Found")


def loaded(file: Path) -> Any:
    return json.loads(body(file))


def body(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


@pytest.fixture
def play(harvest: Crawl) -> Play:
    def run(portal: Portal, protocol: Protocol = Protocol.CKAN, **more: Any) -> list[Event]:
        with serving(portal) as url:
            return harvest(protocol, url, **more)

    return run


def number(events: list[Event]) -> int:
    assert not [event for event in events if isinstance(event, Duplicate | CrawlFailed)]
    assert not [event for event in events if isinstance(event, RecordFailed) and not event.skipped]
    return sum(isinstance(event, RecordSeen) for event in events)


def end(events: list[Event]) -> tuple[bool, str]:
    last = events[-1]
    assert isinstance(last, PagesClosed)
    return last.closed, last.reason


@pytest.mark.parametrize(
    ("name", "packages", "ended"),
    [
        ("dados.gov.br_package_search_rows10.json", 10, SHORT),
        ("dados.gov.br_package_search_q-name.json", 10, SHORT),
        ("data.birmingham.gov.uk_package_search_2021.json", 10, SHORT),
        ("data.gov.uk_search_dataset_p1.json", 5, WHOLE),
    ],
)
def test_a_recorded_page_of_a_search(
    corpus: Path, play: Play, name: str, packages: int, ended: tuple[bool, str]
) -> None:
    events = play(Recorded(loaded(corpus / "ckan" / name)))
    assert (number(events), end(events)) == (packages, ended)


def test_the_recorded_exchange_of_a_portal_that_speaks_ckan(corpus: Path, play: Play) -> None:
    recorded = loaded(corpus / "ckan/http_exchange_datasud_package_search_2025-07-30.json")
    events = play(Exchanges(recorded["requests_history"]))
    assert (number(events), end(events)) == (7, WHOLE)


SHOWN = (
    "ckanext-dcat_ckan_dataset_multilingual.json",
    "ckanext-dcat_ckan_full_dataset_dcat_ap.json",
    "ckanext-dcat_ckan_full_dataset_dcat_ap_vocabularies.json",
    "ckanext-dcat_full_ckan_dataset_legacy.json",
    "data.biodiversity.be_package_show.json",
    "data.gov.uk_package_show_create.json",
    "data.gov.uk_package_show_empty.json",
    "data.gov.uk_package_show_inspire.json",
    "data.gov.uk_package_show_update.json",
    "dkan_french_w_license.json",
    "opendata.swiss_dataset.json",
    "trentino_package_show.json",
    "udata_ckan-dataset-1.json",
    "udata_ckan-dataset-2.json",
    "udata_ckan-dataset-3.json",
)


def shown(folder: Path) -> list[dict[str, Any]]:
    """Give the one package of each recorded answer, in whatever envelope."""
    answers = [loaded(folder / name) for name in SHOWN]
    results = [answer.get("result", answer) for answer in answers]
    return [result[0] if isinstance(result, list) else result for result in results]


@pytest.mark.parametrize(
    ("actions", "nested", "ended"),
    [({SEARCH}, False, WHOLE), ({WITH_RESOURCES, LIST}, True, LISTED), ({LIST, SHOW}, True, NAMED)],
)
def test_every_recorded_package_comes_out_by_whatever_way(
    corpus: Path, play: Play, actions: set[str], *, nested: bool, ended: tuple[bool, str]
) -> None:
    packages = [{"id": package["name"], **package} for package in shown(corpus / "ckan")]
    api = ActionApi(packages, actions=frozenset(actions), nested=nested, most_rows=4)
    events = play(api, concurrency=4)
    distinct = len({package["id"] for package in packages})
    assert (sum(isinstance(event, RecordSeen) for event in events), end(events)) == (distinct, ended)
    assert not [event for event in events if isinstance(event, RecordFailed)]


def test_fifteen_hundred_packages_of_the_eu_portal_in_pages(corpus: Path, play: Play) -> None:
    lines = body(corpus / "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz").splitlines()
    packages = [json.loads(line) for line in lines]
    api = ActionApi(packages, manages=200, manages_from=400)
    events = play(api)
    assert (number(events), end(events)) == (1500, WHOLE)
    assert Counter(query["rows"] for query in api.told(SEARCH))["166"] > 1


def test_the_export_of_an_old_search_is_read_as_its_file_and_in_pages(
    corpus: Path, harvest: Crawl, play: Play
) -> None:
    file = corpus / "ckan/datacatalogs.org_ckan-export_2012.json.gz"
    events = harvest(Protocol.CKAN, str(file))
    assert (number(events), end(events)) == (390, WHOLE)
    events = play(ActionApi(loaded(file)["results"]), page_size=100)
    assert (number(events), end(events)) == (390, WHOLE)


@pytest.mark.parametrize(
    ("name", "datasets"),
    [
        ("ckan/ckanext-dcat_catalog.json", 2),
        ("other_json/gsa_arm.data.json", 3),
        ("other_json/gsa_collection-2-parent-4-children.data.json", 6),
        ("other_json/gsa_dcatus.json", 7),
        ("other_json/gsa_dcatus_bad_license_uri.json", 1),
        ("other_json/gsa_dcatus_multiple_invalid.json", 1),
        ("other_json/gsa_geospatial.data.json", 2),
        ("other_json/gsa_many-resources.data.json", 1),
        ("other_json/gsa_usda.gov.data.json", 3),
        ("other_json/usmart_cycling_scotland.json.gz", 91),
        ("other_json/usmart_dumfries_and_galloway.json", 31),
        ("arcgis_hub/dcat-us_evian.json", 8),
    ],
)
def test_every_dataset_of_a_recorded_data_json_comes_out(
    corpus: Path, play: Play, name: str, datasets: int
) -> None:
    events = play(Documents({"/data.json": body(corpus / name)}), Protocol.DCAT_US)
    assert (number(events), end(events)) == (datasets, DOCUMENT)


@pytest.mark.parametrize(
    "name", ["open.utrecht.nl_jsonapi_datasets.json", "sodha_dataverse_dataset-example.json"]
)
def test_json_of_another_kind_is_named_as_such(corpus: Path, play: Play, name: str) -> None:
    events = play(Documents({"/data.json": body(corpus / "other_json" / name)}), Protocol.DCAT_US)
    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.wrong-shape"]
