import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.likeness.addresses import address, is_layer, local_names, slug, world_names
from tests.catalogue.likeness.made import ITEM

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize(
    "same",
    [
        "http://data.stad.example/fietsen/",
        "https://www.data.stad.example/fietsen",
        "https://data.stad.example:443/fietsen",
        "HTTPS://DATA.STAD.EXAMPLE//fietsen",
        "https://data.stad.example/fietsen?utm_source=nieuws&fbclid=x",
        "https://data.stad.example/fietsen;jsessionid=1A2B",
        "https://data.stad.example/f%69etsen",
    ],
)
def test_addresses_of_one_place_are_written_alike(same: str) -> None:
    assert address(same) == "data.stad.example/fietsen"


def test_the_order_of_a_query_does_not_count() -> None:
    assert address("https://a.example/x?b=2&a=1") == address("https://a.example/x?a=1&b=2")


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example/nl/x",
        "https://a.example/x?id=2",
        "https://a.example/x#musea",
        "https://a.example/X",
        "https://a.example:8080/x",
        "https://b.example/x",
    ],
)
def test_what_may_be_another_place_is_written_otherwise(other: str) -> None:
    assert address(other) != address("https://a.example/x")


@pytest.mark.parametrize(
    "nothing",
    [
        "https://a.example",
        "https://www.a.example/",
        "ftp://a.example/x",
        "urn:x:y",
        "",
        "http://[",
        "https://a:x/",
    ],
)
def test_what_leads_to_no_dataset_is_no_address(nothing: str) -> None:
    assert address(nothing) == ""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"https://hub.example/datasets/{ITEM}_12.geojson", f"{ITEM}_12"),
        (f"https://hub.example/api/download/v1/items/{ITEM}/csv?layers=12", f"{ITEM}_12"),
        (f"https://www.arcgis.com/home/item.html?id={ITEM}&sublayer=12", f"{ITEM}_12"),
        (f"https://hub.example/documents/{ITEM}/about", ITEM),
        (f"https://ckan.example/dataset/{UUID.upper()}", UUID),
    ],
)
def test_names_that_last_are_read_out_of_addresses(url: str, name: str) -> None:
    assert list(world_names(url)) == [name]


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://ods.example/explore/dataset/fietstellingen/?tab=map", ["fietstellingen"]),
        ("https://ods.example/explore/assets/fietstellingen/", ["fietstellingen"]),
        (
            "https://ods.example/api/explore/v2.1/catalog/datasets/fietstellingen/exports/csv",
            ["fietstellingen"],
        ),
        ("http://ods.example/api/datasets/1.0/fietstellingen", ["fietstellingen"]),
        ("http://ods.example/api/records/1.0/download?format=csv&dataset=fietstellingen", ["fietstellingen"]),
        ("https://ckan.example/nl/dataset/Fietstellingen", ["fietstellingen"]),
        ("https://ckan.example/dataset/fietstellingen/resource/1", ["fietstellingen"]),
        ("https://other.example/dataset/stad/fietstellingen", []),
        ("http://ods.example/api/datasets/1.0/search?rows=-1", []),
        ("https://ckan.example/dataset/12345", []),
    ],
)
def test_names_on_a_portal_are_read_where_its_software_writes_them(url: str, names: list[str]) -> None:
    assert list(local_names(url)) == names


@pytest.mark.parametrize(
    ("url", "last"),
    [
        ("https://hub.example/maps/stad::fiets-tellingen", "fiets-tellingen"),
        ("https://a.example/gis/fietstellingen.json", "fietstellingen"),
        ("https://www.a.example/opendata#fietstellingen", "fietstellingen"),
        (f"https://hub.example/datasets/{ITEM}_12", ""),
        (f"https://ckan.example/dataset/{UUID}", ""),
        ("https://a.example/x/4443", ""),
    ],
)
def test_the_last_part_of_an_address_counts_where_it_is_words(url: str, last: str) -> None:
    assert slug(url) == last


def test_a_numbered_layer_is_told_from_a_file() -> None:
    assert is_layer(address("https://kaart.example/rest/services/P/MapServer/12/"))
    assert not is_layer(address("https://kaart.example/rest/services/P/MapServer"))


@settings(deadline=None)
@given(st.text(max_size=60).map(lambda tail: f"https://{tail}"))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    written = address(text)
    assert address(f"https://{written}") == written or not written or not written.isascii()
    assert list(world_names(text)) == list(world_names(text))
    assert all(list(local_names(text)))
    assert slug(text) == slug(text).casefold()
