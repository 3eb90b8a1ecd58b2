"""Observations are only added to; what they come to is asked as of any moment."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from catalogue.store import Database, tables
from catalogue.store.observations import Observed, keep_observations
from catalogue.store.observed import links_of
from catalogue.testimony import Discount, Facts, Link, Observation, Role, Sample
from catalogue.testimony.written import read_observation, write_observation

URL = "https://stad.example/bomen.csv"
START = datetime(2026, 3, 1, 2, tzinfo=UTC)


def seen(day: float, body: bytes | None = b"a;b\n", *, status: int | None = 200, **more: object) -> Observed:
    facts = Facts(subjects=("https://stad.example/id/boom/1",)) if body else Facts()
    digest = f"{body!r}".ljust(64, ".")[:64]
    sample = Sample(sha256=digest, size=len(body), whole=True, facts=facts) if body else None
    at = START + timedelta(days=day)
    one = Observation(
        url=URL,
        role=Role.DOWNLOAD,
        asked=URL,
        at=at,
        vantage="test",
        method="GET",
        status=status,
        sample=sample,
        **more,  # type: ignore[arg-type]  # whatever a test is about
    )
    return Observed(one, at + timedelta(days=1), {digest: body} if body else {})


def gone(day: float, **more: object) -> Observed:
    return seen(day, None, status=404, **more)


def link_at(store: Database, day: float, *batch: Observed) -> Link | None:
    with store.transaction() as connection:
        keep_observations(connection, batch)
        return links_of(connection, [URL], START + timedelta(days=day)).get(URL)


def test_an_address_that_was_never_asked_has_no_link(store: Database) -> None:
    assert link_at(store, 5) is None


def test_an_observation_is_read_back_as_it_was() -> None:
    one = seen(0, redirects=(), headers={"etag": '"1"'}, discount=Discount.OWN_OUTAGE).observation
    assert read_observation(write_observation(one)) == one


def test_what_was_kept_is_given_back_whole(store: Database) -> None:
    one = seen(0)
    link = link_at(store, 1, one)
    assert link is not None
    assert link.latest == one.observation
    assert (link.probes, link.answered, link.failed_days) == (1, 1, 0)
    assert (link.before, link.changed_at) == (None, None)


def test_failing_twice_on_one_day_is_one_strike(store: Database) -> None:
    link = link_at(store, 9, seen(0), gone(1), gone(1.5), gone(2))
    assert link is not None
    assert (link.failed_days, link.probes, link.answered) == (2, 4, 1)


def test_an_answer_takes_all_strikes_away(store: Database) -> None:
    link = link_at(store, 9, gone(0), gone(1), gone(2), seen(3), gone(4))
    assert link is not None
    assert link.failed_days == 1


def test_being_kept_out_is_neither_up_nor_down(store: Database) -> None:
    busy = [seen(day, None, status=429) for day in range(4)]
    link = link_at(store, 9, gone(0), *busy[1:])
    assert link is not None
    assert (link.probes, link.answered, link.failed_days) == (1, 0, 1)


def test_our_own_outage_counts_for_nothing(store: Database) -> None:
    ours = [seen(day, None, status=None, failure="dns", discount=Discount.OWN_OUTAGE) for day in (1, 2, 3)]
    link = link_at(store, 9, seen(0), *ours)
    assert link is not None
    assert (link.latest.at, link.failed_days, link.probes) == (START, 0, 1)


def test_only_ninety_days_count_for_the_share_of_answers(store: Database) -> None:
    link = link_at(store, 100, seen(0), gone(50), seen(99))
    assert link is not None
    assert (link.probes, link.answered, link.first_at) == (2, 1, START)


def test_content_that_changed_tells_since_when_and_from_what(store: Database) -> None:
    link = link_at(store, 9, seen(0), seen(1, b"a;b;c\n"), gone(2), seen(3, b"a;b;c\n"))
    assert link is not None
    assert link.changed_at == START + timedelta(days=1)
    assert link.before == seen(0).observation
    assert link.watched_since == START


def test_content_that_came_back_changed_when_it_came_back(store: Database) -> None:
    link = link_at(store, 9, seen(0), seen(1, b"other"), seen(2))
    assert link is not None
    assert link.changed_at == START + timedelta(days=2)


def test_what_was_known_on_a_day_does_not_know_the_days_after_it(store: Database) -> None:
    everything = [seen(0), seen(1, b"other"), gone(2), gone(3)]
    link_at(store, 9, *everything)
    link = link_at(store, 0.5)
    assert link is not None
    assert link.latest == everything[0].observation
    assert (link.changed_at, link.failed_days) == (None, 0)
    later = link_at(store, 2.5)
    assert later is not None
    assert (later.failed_days, later.changed_at) == (1, START + timedelta(days=1))


def test_the_same_bytes_are_kept_once(store: Database) -> None:
    link_at(store, 9, seen(0), seen(1))
    link_at(store, 9, seen(2))
    with store.transaction() as connection:
        assert connection.execute(select(func.count()).select_from(tables.payload)).scalar() == 1
        assert connection.execute(select(func.count()).select_from(tables.observation)).scalar() == 3
