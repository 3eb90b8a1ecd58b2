import re

import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Note
from mappings.reading import Given, Scope
from mappings.rules.envelopes import envelope
from mappings.rules.places import box, boxed, geometry, point
from mappings.rules.reference_systems import placed, system_named

SCOPE = Scope(base="https://oogst.example", publisher="x")
SQUARE = "POLYGON((3.5 50.9, 3.8 50.9, 3.8 51.1, 3.5 51.1, 3.5 50.9))"


@pytest.mark.parametrize(
    "written", ["3.5,50.9,3.8,51.1", SQUARE, f"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> {SQUARE}"]
)
def test_a_box_becomes_a_polygon_with_longitude_first(written: str) -> None:
    [one] = box("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert one.value == SQUARE


def test_geojson_becomes_wkt() -> None:
    [one] = geometry("/a", {"type": "Point", "coordinates": [3.7, 51.05]}, SCOPE)
    assert isinstance(one, Given)
    assert one.value == "POINT(3.7000000 51.0500000)"


@pytest.mark.parametrize(
    "written",
    [
        "<gml:Envelope/>",
        "<https://voorbeeld.be/stelsel/9> POINT(100000 200000)",
        "<http://www.opengis.net/def/crs/EPSG/0/28992> POINT(0 0 0 0 0",
        '{"type": "Point"}',
    ],
)
def test_what_cannot_be_read_as_coordinates_gives_a_note(written: str) -> None:
    assert geometry("/a", written, SCOPE) == [Note("geometry-unreadable", "/a", written)]


def test_a_box_off_the_globe_and_outside_belgium_in_lambert_gives_a_note() -> None:
    [note] = box("/a", "100000,450000,200000,550000", SCOPE)
    assert isinstance(note, Note)


GENT = (104500.0, 194500.0)
"""The centre of Gent in Lambert 72; it lies at 3.71975 east, 51.05886 north."""


@pytest.mark.parametrize(
    "written",
    [
        "<http://www.opengis.net/def/crs/EPSG/0/31370> POINT(104500 194500)",
        "SRID=31370;POINT(104500 194500)",
        "<urn:ogc:def:crs:EPSG::31370> POINT (104500.0 194500.0)",
        '<gml:Point srsName="urn:ogc:def:crs:EPSG::31370"><gml:pos>104500 194500</gml:pos></gml:Point>',
        '<gml:Point srsName="EPSG:31370"><gml:coordinates>104500,194500</gml:coordinates></gml:Point>',
        {
            "type": "Point",
            "coordinates": [104500, 194500],
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}},
        },
        "<http://www.opengis.net/def/crs/EPSG/0/3812> POINT(604497.4 694494.5)",
    ],
)
def test_a_stated_system_is_brought_to_degrees(written: object) -> None:
    [one] = point("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert _near(one.value, GENT)
    assert one.row.startswith("reference-systems/")


def _near(wkt: str, lambert: tuple[float, float]) -> bool:
    found = [float(number) for number in wkt.removeprefix("POINT(").removesuffix(")").split()]
    wanted = pyproj.Transformer.from_crs(31370, "OGC:CRS84", always_xy=True).transform(*lambert)
    return all(abs(one - other) < 0.00005 for one, other in zip(found, wanted, strict=True))


def test_a_box_in_lambert_covers_its_bent_edges() -> None:
    [one] = boxed("/a", "", (20_000, 150_000, 290_000, 240_000), system_named("EPSG:31370"))
    assert isinstance(one, Given)
    numbers = [float(number) for number in re.findall(r"[\d.]+", one.value)]
    corners = pyproj.Transformer.from_crs(31370, "OGC:CRS84", always_xy=True).transform(
        [20_000, 290_000], [240_000, 240_000]
    )
    assert max(numbers[1::2]) > max(corners[1]) + 0.001


def test_lambert_numbers_without_a_statement_are_read_as_derived() -> None:
    one, note = box("/a", "90000,180000,120000,210000", SCOPE)
    assert isinstance(one, Given)
    assert one.value.startswith("POLYGON((3.51")
    assert one.row == "reference-systems/31370"
    assert note == Note("reference-system-derived", "/a", "90000,180000,120000,210000")


def test_british_numbers_that_lie_within_lambert_are_not_taken_for_it_where_their_system_is_stated() -> None:
    extent = {
        "xmin": 150000,
        "ymin": 30000,
        "xmax": 200000,
        "ymax": 60000,
        "spatialReference": {"wkid": 27700},
    }
    [one] = envelope("/a", extent, SCOPE)
    assert isinstance(one, Given)
    assert one.row == "epsg/27700"
    assert one.value.startswith("POLYGON((-5.")


def test_web_mercator_of_esri_is_brought_to_degrees() -> None:
    extent = {
        "rings": [[[398000, 6620000], [429000, 6620000], [429000, 6660000], [398000, 6620000]]],
        "spatialReference": {"wkid": 102100, "latestWkid": 3857},
    }
    [one] = envelope("/a", extent, SCOPE)
    assert isinstance(one, Given)
    assert one.value.startswith("POLYGON((3.57529 50.99")


def test_latitude_first_is_believed_of_an_ogc_name_only() -> None:
    iri = "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51.05 3.72)"
    [named] = geometry("/a", iri, SCOPE)
    [srid] = geometry("/a", "SRID=4326;POINT(3.72 51.05)", SCOPE)
    assert isinstance(named, Given)
    assert isinstance(srid, Given)
    assert (named.value, srid.value) == ("POINT(3.7200000 51.0500000)", "SRID=4326;POINT(3.72 51.05)"[10:])


@pytest.mark.parametrize(
    "written",
    [
        "POINT(51.05 3.72)",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(3.72 51.05)",
        '{"type": "Point", "coordinates": [51.05, 3.72]}',
    ],
)
def test_an_order_that_only_makes_sense_the_other_way_is_turned_with_a_note(written: str) -> None:
    one, note = geometry("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert [float(number) for number in re.findall(r"[\d.]+", one.value)] == [3.72, 51.05]
    assert note == Note("coordinates-swapped", "/a", written)


def test_an_order_that_makes_sense_as_it_stands_is_left_alone() -> None:
    [one] = geometry("/a", "POINT(10.2 46.3)", SCOPE)
    assert isinstance(one, Given)
    assert one.value == "POINT(10.2 46.3)"


def test_a_polygon_keeps_its_rings_in_another_system() -> None:
    outer = "(100000 190000, 110000 190000, 110000 200000, 100000 190000)"
    hole = "(105000 192000, 106000 192000, 106000 193000, 105000 192000)"
    [one] = geometry("/a", f"SRID=31370;POLYGON({outer}, {hole})", SCOPE)
    assert isinstance(one, Given)
    assert one.value.count("(") == 3
    assert one.value.count(",") == 7


@given(some.floats(14_700, 291_000), some.floats(22_700, 246_400))
def test_every_lambert_position_in_belgium_lies_in_belgium(east: float, north: float) -> None:
    found = placed([(east, north)], system_named("EPSG:31370"))
    assert found is not None
    [(x, y)] = found.pairs
    assert 2.0 < x < 7.0
    assert 49.0 < y < 52.0


@given(some.text(max_size=60) | some.text(alphabet='POINTLYG(), 0123456789.-<>SRID=;{}[]:"', max_size=80))
def test_no_text_breaks_the_reading_of_a_geometry(words: str) -> None:
    for item in (*geometry("/a", words, SCOPE), *box("/a", words, SCOPE), *envelope("/a", words, SCOPE)):
        assert isinstance(item, Given | Note)


@given(
    some.recursive(
        some.none() | some.floats() | some.integers() | some.text(max_size=5),
        lambda inner: (
            some.lists(inner, max_size=4)
            | some.dictionaries(
                some.sampled_from(
                    ["type", "coordinates", "rings", "crs", "spatialReference", "wkid", "xmin"]
                ),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_breaks_the_reading_of_a_geometry(raw: object) -> None:
    for item in (*geometry("/a", raw, SCOPE), *envelope("/a", raw, SCOPE)):
        assert isinstance(item, Given | Note)
