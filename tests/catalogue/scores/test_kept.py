"""Scores of publishers over time, and what the store knows of a publisher itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from catalogue.charter import Fault, Outcome, PublisherScore, Rubric, Verdict, load_rubric
from catalogue.model import Protocol, Source
from catalogue.scores import Cause, keep_score, kept_score, kept_scores, present_score
from catalogue.store import (
    Database,
    RunState,
    Tally,
    begin_run,
    decisions,
    end_run,
    keep_batch,
    open_database,
)
from catalogue.store.attestations import sign
from tests.catalogue.store.attested import MARCH, attested
from tests.catalogue.store.judged import judged
from tests.stores import STORES, empty_store

RUBRIC = load_rubric()
DAY = timedelta(days=1)
TOWN = Source(
    name="zonnegem/ods",
    publisher="zonnegem",
    protocol=Protocol.OPENDATASOFT,
    url="https://data.zonnegem.example",
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    database = open_database(empty_store(request.param, tmp_path))
    yield database
    database.close()


def verdict(rubric: str = RUBRIC.version) -> Verdict:
    return Verdict("P04.1", 4, Outcome.PASS, 1, Fault.NONE, {"rubric": rubric}, "licence-allows")


def harvest(store: Database, *names: str, day: int = 0, rubric: str = RUBRIC.version) -> None:
    """Keep a complete run with these datasets."""
    entries = []
    for name in names:
        one = judged(name)
        identity = one.identity._replace(publisher="zonnegem")
        entries.append((replace(one, identity=identity, verdicts=[verdict(rubric)]), None))
    now = MARCH + day * DAY
    with store.transaction() as connection:
        key = begin_run(connection, TOWN, now)
        keep_batch(connection, key, entries, rules="r1", now=now)
        end_run(connection, key, Tally(seen=len(names)), state=RunState.COMPLETE, now=now)


def scored(store: Database, day: float = 0, rubric: Rubric = RUBRIC) -> PublisherScore:
    with store.transaction() as connection:
        return present_score(connection, "zonnegem", rubric, at=MARCH + day * DAY).score


def keep(store: Database, score: PublisherScore, day: float, cause: Cause = Cause.RUN) -> bool:
    with store.transaction() as connection:
        return keep_score(connection, "zonnegem", score, cause=cause, at=MARCH + day * DAY)


def test_a_score_is_kept_when_anything_in_it_changed_and_only_then(store: Database) -> None:
    harvest(store, "bomen")
    assert keep(store, scored(store), 0)
    assert not keep(store, scored(store, 1), 1)
    with store.transaction() as connection:
        sign(connection, attested(signed_at=MARCH + DAY), MARCH + DAY)
    assert keep(store, scored(store, 2), 2, Cause.ATTESTATION)
    with store.transaction() as connection:
        found = kept_scores(connection, "zonnegem")
        then, now = (kept_score(connection, "zonnegem", MARCH + day * DAY) for day in (1.5, 2))
        before = kept_score(connection, "zonnegem", MARCH - DAY)
    assert [(one.at, one.cause) for one in found] == [
        (MARCH, Cause.RUN),
        (MARCH + 2 * DAY, Cause.ATTESTATION),
    ]
    assert before is None
    assert then == found[0]
    assert now == found[1]
    assert [one.document["principles"]["8"]["unaudited"] for one in found] == [None, 0.5]


def test_entries_of_another_rubric_are_told_and_not_added_up(store: Database) -> None:
    harvest(store, "bomen")
    harvest(store, "banken", day=1, rubric="0.1.0")
    with store.transaction() as connection:
        present = present_score(connection, "zonnegem", RUBRIC, at=MARCH + 2 * DAY)
    assert (present.score.entries, present.elsewise) == (1, 1)


def test_a_publisher_of_whom_nothing_is_known_has_a_score_of_nothing(store: Database) -> None:
    found = scored(store)
    assert (found.entries, found.value, found.assessable) == (0, None, 0)


def test_the_sources_of_a_publisher_are_told_with_what_they_hold(store: Database) -> None:
    for day in (0, 2, 3):
        harvest(store, f"bomen-{day}", day=day)
    with store.transaction() as connection:
        then = present_score(connection, "zonnegem", RUBRIC, at=MARCH + DAY).testimony
        now = present_score(connection, "zonnegem", RUBRIC, at=MARCH + 9 * DAY).testimony
    assert then.channels is not None
    assert now.channels is not None
    assert [(one.name, one.entries, one.latest, one.every) for one in then.channels] == [
        ("zonnegem/ods", 1, MARCH, None)
    ]
    (channel,) = now.channels
    assert (channel.entries, channel.latest) == (3, MARCH + 3 * DAY)
    assert channel.every in {1.0, 2.0}


def test_what_left_is_told_with_why_and_since_when(store: Database) -> None:
    harvest(store, "bomen", "banken")
    with store.transaction() as connection:
        uuid = judged("bomen").identity.uuid
        why = decisions.Decision("Jana Peeters", "Dubbel.", MARCH + DAY)
        decisions.withdraw_entries(connection, [uuid], why)
        before = present_score(connection, "zonnegem", RUBRIC, at=MARCH).testimony
        after = present_score(connection, "zonnegem", RUBRIC, at=MARCH + 2 * DAY).testimony
    assert before.departures == []
    assert after.departures is not None
    (gone,) = after.departures
    assert (gone.entry, gone.at, gone.by) == (uuid, MARCH + DAY, "Jana Peeters")
