"""Lengths of time and distances, as frequencies and resolutions give them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Note
from mappings.reading import Given, Scope
from mappings.rules.durations import duration, frequency_or_duration, regular
from mappings.rules.numbers import size_with_unit
from mappings.rules.resolutions import metres

SCOPE = Scope(base="https://oogst.example", publisher="x")
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("P1M", "MONTHLY"),
        ("R/P1W", "WEEKLY"),
        ("R5/P7D", "WEEKLY"),
        ("R/2020-01-01/P1Y", "ANNUAL"),
        ("P0Y0M1DT0H0M0S", "DAILY"),
        ("P12M", "ANNUAL"),
        ("P24M", "BIENNIAL"),
        ("PT24H", "DAILY"),
        ("P14D", "BIWEEKLY"),
        ("P3M0D", "QUARTERLY"),
        ("R/P0.5M", "MONTHLY_2"),
        ("R/P3.5D", "WEEKLY_2"),
    ],
)
def test_a_length_between_updates_is_a_frequency(written: str, code: str) -> None:
    [one] = frequency_or_duration("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert (one.value, one.original) == (FREQUENCY + code, written)


@pytest.mark.parametrize("written", ["P5D", "P1M3D", "P", "PT", "soms", "P11M"])
def test_a_length_of_no_listed_frequency_is_a_note(written: str) -> None:
    [one] = frequency_or_duration("/a", written, SCOPE)
    assert isinstance(one, Note)
    assert one.code == "frequency-unknown"


@given(some.integers(0, 99), some.integers(0, 99), some.sampled_from(["", "R/", "R3/"]))
def test_any_length_in_one_kind_of_unit_has_one_form(weeks: int, days: int, repeated: str) -> None:
    total = weeks * 7 + days
    form = regular(f"{repeated}P{weeks}W{days}D")
    assert form == regular(f"P{total}D") == regular(f"PT{total * 24}H")
    assert bool(form) == bool(total)
    assert not form or regular(form) == form


@given(some.text(max_size=30))
def test_no_text_stops_the_reading_of_a_length(words: str) -> None:
    regular(words)
    for one in duration("/a", words, SCOPE):
        assert isinstance(one, Note) or re.fullmatch(r"P(?=.)[\dYMDTHS.]*", one.value)


@pytest.mark.parametrize(
    ("written", "form"), [("PT15M", "PT15M"), ("P1W", "P7D"), ("PT0.5S", "PT0.5S"), ("P1Y2M", "P1Y2M")]
)
def test_a_resolution_in_time_is_an_xsd_duration(written: str, form: str) -> None:
    [one] = duration("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert one.value == form


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("0.25", "0.25"),
        ({"@value": "9.21", "@type": "xsd:decimal"}, "9.21"),
        ({"@value": "25", "uom": "cm"}, "0.25"),
        ({"@value": "1", "uom": "urn:ogc:def:uom:EPSG::km"}, "1000"),
        ({"@value": "5.0", "uom": "http://standards.iso.org/uom.xml#m"}, "5"),
        ("50 m", "50"),
    ],
)
def test_a_resolution_in_space_is_in_metres(raw: object, form: str) -> None:
    [one] = metres("/a", raw, SCOPE)
    assert isinstance(one, Given)
    assert one.value == form


@pytest.mark.parametrize(
    "raw", [{"@value": "1", "uom": "deg"}, "dak", "1:5000", {"@value": "3", "uom": "ft"}]
)
def test_a_distance_in_no_known_unit_is_a_note(raw: object) -> None:
    assert [type(one) for one in metres("/a", raw, SCOPE)] == [Note]


@given(some.text(max_size=20), some.text(max_size=10))
def test_no_text_stops_the_reading_of_a_distance(words: str, unit: str) -> None:
    for one in metres("/a", {"@value": words, "uom": unit}, SCOPE):
        assert isinstance(one, Note) or float(one.value) > 0


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12),
        ("1 kB", 1000),
        ("1.5MB", 1_500_000),
        ("2 KiB", 2048),
        ("1,5 GB", 1_500_000_000),
        ("7 bytes", 7),
    ],
)
def test_a_size_is_in_bytes(written: str, number: int) -> None:
    [one] = size_with_unit("/a", written, SCOPE)
    assert isinstance(one, Given)
    assert (one.value, one.original) == (number, written)
