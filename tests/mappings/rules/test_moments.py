from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Moment
from mappings.rules.moments import parse
from mappings.tables import day_names, month_names


@pytest.mark.parametrize(
    ("written", "lexical", "datatype"),
    [
        ("2022-05-04T15:46:07.000Z", "2022-05-04T15:46:07.000Z", "dateTime"),
        ("2014-08-01 13:13", "2014-08-01T13:13:00", "dateTime"),
        ("2014-08-01T13:13:41+0200", "2014-08-01T13:13:41+02:00", "dateTime"),
        ("2014-07-08", "2014-07-08", "date"),
        ("04-08-2021", "2021-08-04", "date"),
        ("31/12/2020", "2020-12-31", "date"),
        ("2013-05", "2013-05", "gYearMonth"),
        ("2011", "2011", "gYear"),
        ("1540000000000", "2018-10-20T01:46:40Z", "dateTime"),
        ("/Date(1540000000000)/", "2018-10-20T01:46:40Z", "dateTime"),
        ("1540000000", "2018-10-20T01:46:40Z", "dateTime"),
        ("20210112", "2021-01-12", "date"),
        ("20210112T101500Z", "2021-01-12T10:15:00Z", "dateTime"),
        ("12/31/2020", "2020-12-31", "date"),
        ("12 januari 2021", "2021-01-12", "date"),
        ("dinsdag 12 jan. 2021 om 10:15", "2021-01-12T10:15:00", "dateTime"),
        ("1er février 2021", "2021-02-01", "date"),
        ("12. März 2021", "2021-03-12", "date"),
        ("March 3rd, 2021", "2021-03-03", "date"),
        ("mei 2019", "2019-05", "gYearMonth"),
        ("Tue, 12 Jan 2021 10:15:00 +0100", "2021-01-12T10:15:00+01:00", "dateTime"),
    ],
)
def test_dates_are_read_in_the_precision_given(written: str, lexical: str, datatype: str) -> None:
    assert parse(written) == (lexical, datatype)


@pytest.mark.parametrize(
    "written",
    [
        *("03/04/2020", "2020-13-01", "2020-02-30", "gisteren", "0000", "2020-01-01T25:00", "jaar"),
        *("20211301", "202101", "31 februari 2021", "januari februari 2021", "12 jan 2021 25:00"),
        *("mei", "12 mei", "0000 mei 0000", "99999999999999", "10 of 12 januari 2021"),
    ],
)
def test_a_date_that_can_be_read_two_ways_or_none_is_not_read(written: str) -> None:
    assert parse(written) is None


def test_ckan_times_without_a_zone_are_utc() -> None:
    assert parse("2015-08-03T10:23:36.159781", "Z") == Moment("2015-08-03T10:23:36.159781Z", "dateTime")


@given(
    some.text(alphabet="0123456789-/.:TZ+ ()Date", max_size=30)
    | some.lists(
        some.sampled_from(["mei", "mars", "1er", "12", "2021", "om", "10:15", "ma", ",", ".", "+9999", "m"])
    ).map(" ".join)
)
def test_no_string_of_digits_and_marks_and_months_breaks_the_reading(written: str) -> None:
    found = parse(written)
    assert found is None or found.lexical[:4].isdigit()


@given(some.dates(), some.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d} {m}. {y}", "zo {d} {m} {y}"]))
def test_a_day_in_words_is_that_day(day: date, shape: str) -> None:
    for name in (name for name, number in month_names().items() if number == day.month):
        assert parse(shape.format(d=day.day, m=name, y=f"{day.year:04}")) == (day.isoformat(), "date")


def test_no_name_of_a_month_is_that_of_a_day_of_the_week() -> None:
    assert month_names().keys().isdisjoint(day_names())
