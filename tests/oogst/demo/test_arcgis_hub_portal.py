from typing import Any

from oogst.demo import SamplePortals
from tests.oogst.demo.asking import get


def dcat_ap(portals: SamplePortals) -> dict[str, Any]:
    feed: dict[str, Any] = get(portals.url("arcgis_hub") + "/api/feed/dcat-ap/2.0.1.json").json
    return feed


def dcat_us(portals: SamplePortals) -> dict[str, Any]:
    feed: dict[str, Any] = get(portals.url("arcgis_hub") + "/api/feed/dcat-us/1.1.json").json
    return feed


def test_both_feeds_list_the_same_items(first_day: SamplePortals) -> None:
    european = [dataset["dct:identifier"] for dataset in dcat_ap(first_day)["dcat:dataset"]]

    assert european == [dataset["identifier"] for dataset in dcat_us(first_day)["dataset"]]
    assert len(european) == 11


def test_the_european_feed_writes_the_access_url_in_lower_case(first_day: SamplePortals) -> None:
    files = [file for dataset in dcat_ap(first_day)["dcat:dataset"] for file in dataset["dcat:distribution"]]

    assert all("dcat:accessUrl" in file and "dcat:accessURL" not in file for file in files)


def test_the_european_feed_has_no_licence_and_no_date_of_change(first_day: SamplePortals) -> None:
    datasets = dcat_ap(first_day)["dcat:dataset"]

    assert not any({"dct:license", "dct:modified"} & set(dataset) for dataset in datasets)
    assert all(dataset["dct:language"] == {"@id": "lang:ENG"} for dataset in datasets)


def test_the_american_feed_has_licence_date_and_place(first_day: SamplePortals) -> None:
    glass = dcat_us(first_day)["dataset"][0]

    assert "modellicentie-gratis-hergebruik" in glass["license"]
    assert glass["modified"] == "2025-07-01T06:00:12.000Z"
    assert glass["spatial"].count(",") == 3


def test_the_american_feed_stands_at_data_json_too(first_day: SamplePortals) -> None:
    assert get(first_day.url("arcgis_hub") + "/data.json").json == dcat_us(first_day)
