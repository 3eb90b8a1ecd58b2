"""The history of an entry holds what its source said, under which names, and how long we watch."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from catalogue.model import Protocol, Source
from catalogue.store import Database, RunState, Tally, begin_run, end_run, keep_batch, known_records
from catalogue.store.successions import Pair, apply_succession, propose
from catalogue.testimony import History
from catalogue.views.testimony import histories
from tests.catalogue.store.judged import judged

DAY = timedelta(days=1)
START = datetime(2025, 10, 1, 2, tzinfo=UTC)
SOURCE = Source(name="gent/ods", publisher="gent", protocol=Protocol.CKAN, url="https://a.example")


def harvest(
    store: Database, day: int, *contents: tuple[str, str, str], state: str = RunState.COMPLETE
) -> None:
    """Keep records (identifier, content, declared change) as a run of that day."""
    now = START + day * DAY
    with store.transaction() as connection:
        key = begin_run(connection, SOURCE, now)
        known = known_records(connection, key.source_id)
        batch = [
            (
                replace(judged(identifier, content), said=content, modified=modified),
                known.get(("dataset", identifier)),
            )
            for identifier, content, modified in contents
        ]
        keep_batch(connection, key, batch, rules="r", now=now)
        end_run(connection, key, Tally(), state=state, now=now + timedelta(minutes=5))


def history(store: Database, day: float, entry: int = 1) -> History:
    with store.transaction() as connection:
        return histories(connection, [entry], START + day * DAY)[entry]


def test_versions_are_those_of_the_source_up_to_the_moment(store: Database) -> None:
    harvest(store, 0, ("x", "a", "2025-01-01"))
    harvest(store, 1, ("x", "b", "2025-10-02"))
    harvest(store, 2, ("x", "c", "2025-10-03"))
    found = history(store, 1.5).versions
    assert [(one.at, one.modified, one.content) for one in found] == [
        (START, "2025-01-01", "a"),
        (START + DAY, "2025-10-02", "b"),
    ]


def test_what_other_rules_make_of_the_same_record_is_no_version_of_the_source(store: Database) -> None:
    harvest(store, 0, ("x", "a", ""))
    with store.transaction() as connection:
        key = begin_run(connection, SOURCE, START + DAY, scope="replay")
        (known,) = known_records(connection, key.source_id).values()
        other = replace(judged("x", "a"), hash="other", said="other")
        keep_batch(connection, key, [(other, known)], rules="r2", now=START + DAY)
    assert [one.content for one in history(store, 2).versions] == ["a"]


def test_only_whole_runs_that_proved_themselves_count(store: Database) -> None:
    for day in (0, 1, 2, 5):
        harvest(store, day, ("x", "a", ""))
    harvest(store, 6, state=RunState.INCOMPLETE)
    found = history(store, 7)
    assert (found.runs, found.every) == (4, 1.0)
    assert (history(store, 1.5).runs, history(store, 0).every) == (2, None)


def test_an_entry_that_goes_on_under_another_name_keeps_both(store: Database) -> None:
    harvest(store, 0, ("x", "a", ""))
    harvest(store, 1, ("y", "b", ""))
    with store.transaction() as connection:
        key = begin_run(connection, SOURCE, START + 2 * DAY)
        of = known_records(connection, key.source_id)
        former, record = (of["dataset", name].record_id for name in "xy")
        pair = Pair(former, record, 1.0, {"rule": "same", "pieces": []})
        number = propose(connection, key, pair, START + 2 * DAY)
        assert number is not None
        apply_succession(connection, number, "Jana", START + 2 * DAY)
    assert history(store, 1.5).identifiers == ("x",)
    assert history(store, 3).identifiers == ("x", "y")
