"""What the address of a file says of its format."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mappings.rules.file_names import named_by_address


def _names(address: str) -> tuple[str, str]:
    found = named_by_address(address)
    return tuple(code.row.partition("/")[2] if code else "" for code in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("address", "format_", "wrapper"),
    [
        ("https://x.be/a.csv", "CSV", ""),
        ("https://x.be/A.GeoJSON?v=2", "GEOJSON", ""),
        ("https://x.be/wegen.shp.zip", "SHP", "ZIP"),
        ("https://x.be/dump.nt.gz", "RDF_N_TRIPLES", "GZIP"),
        ("https://x.be/alles.zip", "ZIP", ""),
        ("https://x.be/export?format=csv", "CSV", ""),
        ("https://x.be/q?f=geojson", "GEOJSON", ""),
        ("https://x.be/wfs?service=WFS&request=GetFeature&outputFormat=SHAPE-ZIP", "SHP", "ZIP"),
        ("https://x.be/wfs?service=WFS&request=GetFeature&outputFormat=application/json", "JSON", ""),
        ("https://x.be/wms?service=WMS&request=GetCapabilities&format=text/xml", "", ""),
        ("https://x.be/wms?service=WMS", "", ""),
        ("https://p.be/api/explore/v2.1/catalog/datasets/a/exports/geojson", "GEOJSON", ""),
        ("https://p.be/api/download/v1/items/0/shapefile?layers=1", "SHP", ""),
        ("https://x.be/exports/", "", ""),
        ("https://x.be/json", "", ""),
        ("https://x.be/v1.2", "", ""),
        ("https://x.be/?format=best", "", ""),
        ("https://[x", "", ""),
    ],
)
def test_an_address_names_a_format_and_what_is_around_it(address: str, format_: str, wrapper: str) -> None:
    assert _names(address) == (format_, wrapper)


@given(some.text(alphabet="htps:/x.bezicgv?&=f-", max_size=60) | some.text(max_size=40))
def test_no_text_breaks_the_reading_of_an_address(words: str) -> None:
    named_by_address(words)
