"""Values that can be read and still cannot be right: addresses, places, dates, spaces, relations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.profile import Validator, assess, gate
from catalogue.profile.addresses import address_flaw
from catalogue.profile.geometry import geometry_flaw, is_rectangle
from tests.catalogue.profile.faults import without
from tests.catalogue.profile.sample import HOME, good, ntriples, parsed

DATASET = f"{HOME}/dataset/1"


@pytest.mark.parametrize(
    ("iri", "rule"),
    [
        ("mailto:data@stad.example", ""),
        ("mailto:open.data+vragen@data.stad.example?subject=x", ""),
        ("MAILTO:Data@Stad.Example", ""),
        ("mailto:http://stad.example/contact", "email-not-valid"),
        ("mailto:stad.example", "email-not-valid"),
        ("mailto:data@stad", "email-not-valid"),
        ("mailto:a@b.example,c@d.example", "email-not-valid"),
        ("tel:+32-2-555-12-12", ""),
        ("tel:+3225551212;ext=3", ""),
        ("tel:1207;phone-context=stad.example", ""),
        ("tel:025551212", "phone-not-valid"),
        ("tel:+32/2/5551212", "phone-not-valid"),
        ("https://stad.example/telefoon", ""),
    ],
)
def test_an_address_is_what_its_scheme_says(iri: str, rule: str) -> None:
    assert address_flaw(iri) == rule


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT(4.4 51.2)",
        "point (4.4 51.2)",
        "POINT Z (4.4 51.2 12.5)",
        "POINT EMPTY",
        "LINESTRING(4 51, 4.1 51.1)",
        "POLYGON((3 51, 4 51, 4 52, 3 51), (3.1 51.1, 3.2 51.1, 3.2 51.2, 3.1 51.1))",
        "MULTIPOINT(4 51, 5 51)",
        "MULTIPOINT((4 51), (5 51))",
        "MULTIPOLYGON(((3 51, 4 51, 4 52, 3 51)))",
        "GEOMETRYCOLLECTION(POINT(4 51), LINESTRING(4 51, 5 51))",
        "ENVELOPE(3.5, 3.8, 51.2, 50.9)",
        "<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(4.4 51.2)",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(51.2 4.4)",
        "<http://www.opengis.net/def/crs/EPSG/0/31370> POINT(152000 212000)",
        "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
    ],
)
def test_a_place_that_can_be_drawn_is_no_finding(wkt: str) -> None:
    assert geometry_flaw(wkt) == ""


@pytest.mark.parametrize(
    "wkt",
    [
        "4.4,51.2",
        "POINT",
        "POINT()",
        "POINT(4.4)",
        "POINT(4.4, 51.2)",
        "POINT(4.4 51.2",
        "POINT(4.4 51.2))",
        "POINT(4.4 51.2) POINT(4 51)",
        "POINT(vier 51)",
        "POINT((4.4 51.2))",
        "POLYGON(3 51, 4 51, 4 52, 3 51)",
        "POLYGON((3 51, 4 51, 4 52, 3 50))",
        "POLYGON((3 51, 4 51, 3 51))",
        "CIRCLE(4 51, 3)",
        "ENVELOPE(3.8, 3.5, 51.2, 50.9)",
        "ENVELOPE(3.5, 3.8, 50.9, 51.2)",
        "GEOMETRYCOLLECTION(4 51)",
        "POINT(" + "(" * 5000,
        "POINT(nan 51)",
        "POINT(inf 51)",
    ],
)
def test_a_place_that_cannot_be_drawn_is_a_finding(wkt: str) -> None:
    assert geometry_flaw(wkt) == "geometry-not-valid"


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT(204 51)",
        "POINT(4 151)",
        "POINT(152000 212000)",
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(151 4)",
    ],
)
def test_a_place_beyond_the_earth_is_a_finding(wkt: str) -> None:
    assert geometry_flaw(wkt) == "geometry-outside-world"


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT(51.2 4.4)",
        "POLYGON((51 3, 51 4, 52 4, 51 3))".replace("52", "51.5"),
        "<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(4.4 51.2)",
    ],
)
def test_a_place_that_lies_in_belgium_the_other_way_round_is_a_finding(wkt: str) -> None:
    assert geometry_flaw(wkt) == "geometry-axes-swapped"


def test_a_box_is_a_rectangle_along_the_axes() -> None:
    assert is_rectangle("POLYGON((3 51, 4 51, 4 52, 3 52, 3 51))")
    assert is_rectangle("ENVELOPE(3, 4, 52, 51)")
    assert not is_rectangle("POLYGON((3 51, 4 51, 4 52, 3 51))")
    assert not is_rectangle("POLYGON((3 51, 4 51.5, 4 52, 3 52, 3 51))")
    assert not is_rectangle("POINT(3 51)")
    assert not is_rectangle("geen plaats")


@given(st.text())
def test_any_text_is_judged_as_a_place_and_as_an_address(text: str) -> None:
    assert geometry_flaw(text) in {
        "",
        "geometry-not-valid",
        "geometry-outside-world",
        "geometry-axes-swapped",
    }
    assert isinstance(is_rectangle(text), bool)
    assert address_flaw(text) in {"", "iri-not-valid", "email-not-valid", "phone-not-valid"}


@given(st.text(alphabet="POINTLGYEMU(), .0123456789-eZ", max_size=60))
def test_anything_like_wkt_is_judged(text: str) -> None:
    assert isinstance(geometry_flaw("POLYGON" + text), str)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("<{d}> dct:subject <mailto:stad> .", "email-not-valid"),
        ("<{d}> dct:subject <tel:12> .", "phone-not-valid"),
        ('<{d}> dct:title " Arbres"@fr .', "text-padded"),
        ('<{d}> dct:title "Arbres\\n"@fr .', "text-padded"),
        ('<{d}> dct:title "Bomen"@nld .', "language-tag-not-shortest"),
        ("<{d}> dct:relation <{d}> .", "self-reference"),
        ("<{d}> dct:subject _:iets .", "node-without-iri"),
        ('<{h}/location/1> dcat:centroid "POINT(4)"^^geo:wktLiteral .', "geometry-not-valid"),
        ('<{h}/location/1> dcat:centroid "POINT(400 51)"^^geo:wktLiteral .', "geometry-outside-world"),
        ('<{h}/location/1> dcat:centroid "POINT(51 4)"^^geo:wktLiteral .', "geometry-axes-swapped"),
    ],
)
def test_a_value_that_cannot_be_right_is_told_and_holds_nothing_back(
    lines: str, rule: str, engine: Validator, second: Validator
) -> None:
    blocks = good(1)
    for subject, triples in parsed(lines.replace("{d}", DATASET).replace("{h}", HOME)).items():
        blocks[subject] += triples
    (findings,) = assess([blocks], engine)
    assert [each.rule for each in findings] == [rule]
    assert [findings] == assess([blocks], second)
    assert gate(findings)


def test_an_empty_text_is_an_error_and_is_not_told_to_be_missing_too(engine: Validator) -> None:
    entry = ntriples(without(good(1), DATASET, "dct:title"))
    entry += f'<{DATASET}> <http://purl.org/dc/terms/title> "  "@nl .\n'
    (findings,) = assess([entry], engine)
    assert [each.rule for each in findings] == ["text-empty"]
    assert not gate(findings)


def test_a_box_that_is_no_box_is_told(engine: Validator) -> None:
    place = f"{HOME}/location/1"
    blocks = without(good(1), place, "dcat:bbox")
    blocks[place] += parsed(f'<{place}> dcat:bbox "POLYGON((3 51, 4 51, 4 52, 3 51))"^^geo:wktLiteral .')[
        place
    ]
    assert [each.rule for each in assess([blocks], engine)[0]] == ["bounding-box-no-rectangle"]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ('"2020"^^xsd:gYear', '"2019-12-31"^^xsd:date', True),
        ('"2020-05-01"^^xsd:date', '"2020"^^xsd:gYear', False),
        ('"2020-05-01T10:00:00Z"^^xsd:dateTime', '"2020-05-01T09:00:00+02:00"^^xsd:dateTime', False),
        ('"2020-05-02"^^xsd:date', '"2020-05-01"^^xsd:date', True),
    ],
)
def test_a_period_does_not_end_before_it_begins_as_far_as_its_dates_are_precise(
    start: str, end: str, *, wrong: bool, engine: Validator
) -> None:
    period = f"{HOME}/period/1"
    blocks = without(without(good(1), period, "dcat:startDate"), period, "dcat:endDate")
    blocks[period] += parsed(f"<{period}> dcat:startDate {start} ; dcat:endDate {end} .")[period]
    assert [each.rule for each in assess([blocks], engine)[0]] == ["period-ends-before-start"] * wrong


def test_what_is_modified_before_it_is_issued_is_told(engine: Validator) -> None:
    blocks = without(good(1), DATASET, "dct:modified")
    blocks[DATASET] += parsed(f'<{DATASET}> dct:modified "2025-12-31T00:00:00Z"^^xsd:dateTime .')[DATASET]
    (findings,) = assess([blocks], engine)
    assert [(each.rule, each.path) for each in findings] == [("modified-before-issued", "dct:modified")]


def test_a_dataset_without_an_iri_is_passed_over_by_the_platform(engine: Validator) -> None:
    (findings,) = assess(
        ["_:d <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n"],
        engine,
    )
    assert "resource-without-iri" in {each.rule for each in findings if each.layer == "platform"}
    assert not gate(findings)
