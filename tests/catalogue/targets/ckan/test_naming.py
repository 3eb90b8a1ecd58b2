import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.targets.ckan.codes import format_name, licence_id, media_type
from catalogue.targets.ckan.geometry import geojson
from catalogue.targets.ckan.losses import Losses
from catalogue.targets.ckan.naming import NAME, dataset_name, tag_of, tags_of

UUID = "9f880a3e-3fa7-56ee-9aee-216066508e88"
TAG = re.compile(r"[\w \-.]{2,100}")
NUMBERS = st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 6))


@given(st.text(max_size=200))
def test_any_title_makes_a_name_that_ckan_accepts(title: str) -> None:
    name = dataset_name(title, UUID)
    assert NAME.fullmatch(name)
    assert name.endswith("9f880a3e")


@given(st.text(max_size=150))
def test_any_keyword_makes_a_valid_tag_or_none(keyword: str) -> None:
    tag = tag_of(keyword)
    assert not tag or (TAG.fullmatch(tag) and tag == tag.strip())


@given(st.lists(st.text(min_size=1, max_size=20)))
def test_no_keyword_is_lost_between_tags_and_what_is_kept_beside(keywords: list[str]) -> None:
    tags, altered = tags_of(keywords, Losses())
    assert len(tags) == len(set(tags))
    assert set(keywords) <= {*tags, *altered}


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5))
def test_a_ring_of_wkt_keeps_its_positions_as_geojson(pairs: list[tuple[float, float]]) -> None:
    ring = [*pairs, pairs[0]]
    text = ", ".join(f"{x:f} {y:f}" for x, y in ring)
    shape = geojson(f"POLYGON(({text}))")
    assert shape is not None
    assert shape["coordinates"] == [[[float(f"{x:f}"), float(f"{y:f}")] for x, y in ring]]
    assert json.loads(json.dumps(shape)) == shape


@given(st.text(alphabet="POLYGNMUTI() ,0123456789.-eE", max_size=60))
def test_text_that_is_no_shape_makes_none_and_never_an_error(text: str) -> None:
    shape = geojson(text)
    assert shape is None or shape["coordinates"] is not None


@pytest.mark.parametrize(
    ("wkt", "coordinates"),
    [
        ("POINT(3.7 51)", [3.7, 51.0]),
        ("POINT Z (3.7 51 4)", [3.7, 51.0]),
        ("MULTIPOINT((1 2),(3 4))", [[1.0, 2.0], [3.0, 4.0]]),
        ("MULTIPOLYGON(((1 2, 3 4, 5 6, 1 2)))", [[[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [1.0, 2.0]]]]),
    ],
)
def test_each_kind_of_shape_is_as_deep_as_geojson_has_it(wkt: str, coordinates: list[object]) -> None:
    shape = geojson(wkt)
    assert shape is not None
    assert shape["coordinates"] == coordinates


def test_formats_and_media_types_go_by_the_names_that_ckan_has() -> None:
    files = "http://publications.europa.eu/resource/authority/file-type/"
    names = [format_name(files + code) for code in ("CSV", "GEOJSON", "WFS_SRVC", "MAP_SRVC")]
    assert names == ["CSV", "GeoJSON", "WFS", "Kaartdienst"]
    assert media_type("http://www.iana.org/assignments/media-types/text/csv") == "text/csv"


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({"creativecommons.org/licenses/by/4.0": "eigen"}, "eigen"),
        ({"cc-by-4.0": "CC-BY-4.0", "cc-by": "cc-by"}, "CC-BY-4.0"),
        ({"cc-by": "cc-by"}, "cc-by"),
        ({"cc-zero": "cc-zero"}, ""),
    ],
)
def test_a_licence_is_found_by_its_address_then_by_its_usual_id(known: dict[str, str], found: str) -> None:
    assert licence_id("https://creativecommons.org/licenses/by/4.0/", known) == found
