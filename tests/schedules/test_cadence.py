from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import Cadence, Freshness, staleness

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekday", "days"),
    [
        ("0", "Sun"),
        ("7", "Sun"),
        ("1", "Mon"),
        ("sun", "Sun"),
        ("MON", "Mon"),
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("mon-fri", "Mon Tue Wed Thu Fri"),
        ("5-7", "Fri Sat Sun"),
        ("fri-sun", "Fri Sat Sun"),
        ("0-2", "Mon Tue Sun"),
        ("1,3", "Mon Wed"),
        ("*/3", "Wed Sat Sun"),
        ("*", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_weekdays_are_counted_as_crontab_counts_them(weekday: str, days: str) -> None:
    cadence = Cadence(f"0 12 * * {weekday}", "UTC")
    week = [MONDAY + timedelta(days=day) for day in range(7)]

    assert " ".join(f"{day:%a}" for day in week if cadence.next_after(day).date() == day.date()) == days


def test_the_next_moment_is_later_than_the_moment_itself() -> None:
    cadence = Cadence("15 3 * * *", "UTC")
    moment = cadence.next_after(MONDAY)

    assert cadence.next_after(moment) == moment + timedelta(days=1)


def test_a_nightly_cadence_keeps_its_local_hour_through_summer_time() -> None:
    cadence = Cadence("15 3 * * *")

    before = cadence.next_after(datetime(2026, 3, 27, 12, tzinfo=UTC))
    after = cadence.next_after(datetime(2026, 3, 29, 12, tzinfo=UTC))

    assert (before.hour, before.utcoffset()) == (3, timedelta(hours=1))
    assert (after.hour, after.utcoffset()) == (3, timedelta(hours=2))


def test_a_source_without_a_complete_run_was_never_harvested() -> None:
    assert staleness(None, Cadence("15 3 * * *"), MONDAY).state is Freshness.NEVER


@pytest.mark.parametrize(
    ("hours", "state"),
    [(1, Freshness.FRESH), (49, Freshness.FRESH), (51, Freshness.LATE), (500, Freshness.LATE)],
)
def test_a_source_is_late_when_two_expected_runs_and_the_grace_went_by(hours: int, state: Freshness) -> None:
    complete = MONDAY.replace(hour=3)

    found = staleness(complete, Cadence("0 3 * * *", "UTC"), complete + timedelta(hours=hours))

    assert found.state is state
    assert found.deadline == complete + timedelta(hours=50)
    assert found.age == timedelta(hours=hours)


def test_the_grace_may_be_another() -> None:
    found = staleness(MONDAY, Cadence("0 3 * * *", "UTC"), MONDAY, grace=timedelta(0))

    assert found.deadline == datetime(2026, 3, 3, 3, tzinfo=UTC)


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_a_source_that_is_late_stays_late_until_it_is_harvested(begin: int, minutes: int) -> None:
    complete = MONDAY + timedelta(minutes=begin)
    cadence = Cadence("15 3 * * 1-5")
    now = complete + timedelta(minutes=minutes)
    state = staleness(complete, cadence, now).state

    later = staleness(complete, cadence, now + timedelta(hours=1)).state

    assert (state, later) != (Freshness.LATE, Freshness.FRESH)
