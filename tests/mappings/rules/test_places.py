import pytest

from catalogue.model import Note
from mappings.reading import Given, Scope
from mappings.rules.places import box, geometry

SCOPE = Scope(base="https://oogst.example", publisher="x")
SQUARE = "POLYGON((3.5 50.9, 3.8 50.9, 3.8 51.1, 3.5 51.1, 3.5 50.9))"


@pytest.mark.parametrize(
    "written", ["3.5,50.9,3.8,51.1", SQUARE, f"<http://www.opengis.net/def/crs/OGC/1.3/CRS84> {SQUARE}"]
)
def test_a_box_becomes_a_polygon_with_longitude_first(written: str) -> None:
    [given] = box("/a", written, SCOPE)
    assert isinstance(given, Given)
    assert given.value == SQUARE


def test_geojson_becomes_wkt() -> None:
    [given] = geometry("/a", {"type": "Point", "coordinates": [3.7, 51.05]}, SCOPE)
    assert isinstance(given, Given)
    assert given.value == "POINT(3.7000000 51.0500000)"


@pytest.mark.parametrize(
    "written",
    [
        "<gml:Envelope/>",
        "<http://www.opengis.net/def/crs/EPSG/0/31370> POINT(100000 200000)",
        '{"type": "Point"}',
    ],
)
def test_what_is_not_in_degrees_gives_a_note(written: str) -> None:
    assert geometry("/a", written, SCOPE) == [Note("geometry-unreadable", "/a", written)]


def test_a_box_off_the_globe_gives_a_note() -> None:
    [note] = box("/a", "100000,150000,200000,250000", SCOPE)
    assert isinstance(note, Note)
