import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Moment
from mappings.rules.moments import parse


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
    ],
)
def test_dates_are_read_in_the_precision_given(written: str, lexical: str, datatype: str) -> None:
    assert parse(written) == (lexical, datatype)


@pytest.mark.parametrize(
    "written", ["03/04/2020", "2020-13-01", "2020-02-30", "gisteren", "0000", "2020-01-01T25:00", "jaar"]
)
def test_a_date_that_can_be_read_two_ways_or_none_is_not_read(written: str) -> None:
    assert parse(written) is None


def test_ckan_times_without_a_zone_are_utc() -> None:
    assert parse("2015-08-03T10:23:36.159781", "Z") == Moment("2015-08-03T10:23:36.159781Z", "dateTime")


@given(some.text(alphabet="0123456789-/.:TZ+ ()Date", max_size=30))
def test_no_string_of_digits_and_marks_breaks_the_reading(written: str) -> None:
    found = parse(written)
    assert found is None or found.lexical[:4].isdigit()
