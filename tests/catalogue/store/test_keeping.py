from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from catalogue.model import Protocol, Source
from catalogue.store import (
    Batch,
    Database,
    Judged,
    Known,
    RunKey,
    RunState,
    Tally,
    begin_run,
    count_unseen,
    end_run,
    keep_batch,
    known_records,
    mark_seen,
    owned_elsewhere,
    settle_absence,
    tables,
)
from catalogue.views import (
    count_findings,
    find_entries,
    published_bodies,
    published_members,
    source_statuses,
    standing,
    verdicts_of,
)
from tests.catalogue.store.judged import judged

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GENT = Source(name="gent/ods", publisher="gent", protocol=Protocol.OPENDATASOFT, url="https://data.stad.gent")


def begin(store: Database, source: Source = GENT, now: datetime = NOON) -> RunKey:
    with store.transaction() as connection:
        return begin_run(connection, source, now)


def fresh(*entries: Judged) -> Batch:
    return [(one, None) for one in entries]


def known(store: Database, key: RunKey) -> dict[tuple[str, str], Known]:
    with store.transaction() as connection:
        return known_records(connection, key.source_id)


def test_a_kept_entry_is_found_again_with_all_that_explains_it(store: Database) -> None:
    key = begin(store)
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(judged("bomen")), rules="r1", now=NOON)
        (entry,) = find_entries(connection, "bomen")
    assert (entry.title, entry.source, entry.identifier) == ("Titel a", "gent/ods", "bomen")
    assert entry.valid_from == entry.first_seen == NOON
    assert entry.reasons["title"][0].pointer == "/title"
    assert [finding.rule for finding in entry.findings] == ["dataset-keyword-missing"]
    assert [verdict.reason for verdict in entry.verdicts] == ["no-licence"]
    assert entry.verdicts[0].evidence == {
        "seen": [],
        "payload": "f" * 64,
        "record": "a" * 8,
        "time": NOON.isoformat(),
    }
    assert entry.body.endswith('"Titel a"@nl .\n')


def test_equal_content_makes_no_new_version_but_a_new_assessment(store: Database) -> None:
    key = begin(store)
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(judged("bomen")), rules="r1", now=NOON)
    before = known(store, key)["dataset", "bomen"]
    with store.transaction() as connection:
        keep_batch(connection, key, [(judged("bomen"), before)], rules="r2", now=NOON + timedelta(days=1))
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.entry, tables.version, tables.assessment)
        ]
        (entry,) = find_entries(connection, "bomen")
    assert counts == [1, 1, 2]
    assert entry.valid_from == NOON


def test_changed_content_makes_a_new_version_and_keeps_the_old_one(store: Database) -> None:
    key = begin(store)
    later = NOON + timedelta(days=1)
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(judged("bomen"), judged("banken")), rules="r1", now=NOON)
    before = known(store, key)["dataset", "bomen"]
    with store.transaction() as connection:
        keep_batch(connection, key, [(judged("bomen", "b"), before)], rules="r1", now=later)
        (entry,) = find_entries(connection, "bomen")
        titles = set(connection.execute(select(tables.version.c.title)).scalars())
    assert (entry.title, entry.valid_from, entry.first_seen) == ("Titel b", later, NOON)
    assert titles == {"Titel a", "Titel b"}
    assert known(store, key)["dataset", "bomen"].hash == "b" * 8


def test_published_and_held_back_are_together_all_entries(store: Database) -> None:
    key = begin(store)
    batch = [judged("a"), judged("b"), judged("c", published=False)]
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(*batch), rules="r1", now=NOON)
        counts = standing(connection, "gent")
        bodies = list(published_bodies(connection, "gent"))
        members = published_members(connection, "gent")
    assert counts == (3, 2, 1, 1)
    assert len(bodies) == len(members) == 2
    assert [member.iri for member in members] == sorted(member.iri for member in members)
    for body, member in zip(bodies, members, strict=True):
        assert member.iri.encode() in body


def test_findings_are_counted_by_rule_and_verdicts_given_per_entry(store: Database) -> None:
    key = begin(store)
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(judged("a"), judged("b")), rules="r1", now=NOON)
        (count,) = count_findings(connection, "gent")
        verdicts = list(verdicts_of(connection, "gent"))
    assert (count.rule, count.entries, count.places) == ("dataset-keyword-missing", 2, 2)
    assert [[verdict.check for verdict in one] for one in verdicts] == [["P04.1"], ["P04.1"]]


def test_an_entry_is_withdrawn_only_when_absent_from_two_complete_runs(store: Database) -> None:
    first = begin(store)
    with store.transaction() as connection:
        keep_batch(connection, first, fresh(judged("a"), judged("b")), rules="r1", now=NOON)
    stays = known(store, first)["dataset", "a"].record_id
    standings = []
    for day in (1, 2):
        key = begin(store, now=NOON + timedelta(days=day))
        with store.transaction() as connection:
            mark_seen(connection, key, [stays])
            assert count_unseen(connection, key, [key.source_id]) == (1, 2)
            settle_absence(connection, key, [key.source_id], NOON + timedelta(days=day))
            standings.append(standing(connection, "gent").entries)
    assert standings == [2, 1]
    with store.transaction() as connection:
        (gone,) = find_entries(connection, "b")
    assert gone.withdrawn_at == NOON + timedelta(days=2)


def test_what_returns_in_time_is_no_longer_suspect(store: Database) -> None:
    first = begin(store)
    with store.transaction() as connection:
        keep_batch(connection, first, fresh(judged("a")), rules="r1", now=NOON)
    record_id = known(store, first)["dataset", "a"].record_id
    for seen in ([], [record_id], []):
        key = begin(store)
        with store.transaction() as connection:
            mark_seen(connection, key, seen)
            assert settle_absence(connection, key, [key.source_id], NOON) == 0
    assert known(store, first)["dataset", "a"].state == "suspect"


def test_an_entry_that_another_source_stands_for_is_recognised(store: Database) -> None:
    key = begin(store)
    other = begin(
        store, Source(name="gent/ckan", publisher="gent", protocol=Protocol.CKAN, url="https://x.be")
    )
    one = judged("bomen")
    with store.transaction() as connection:
        keep_batch(connection, key, fresh(one), rules="r1", now=NOON)
        assert owned_elsewhere(connection, other.source_id, [one.identity.uuid]) == {
            one.identity.uuid: ("gent/ods", False)
        }
        assert owned_elsewhere(connection, key.source_id, [one.identity.uuid]) == {}


def test_a_batch_that_fails_leaves_nothing_behind(store: Database) -> None:
    key = begin(store)
    broken = replace(judged("b"), findings=[("too", "short")])  # type: ignore[list-item]  # any surprise
    try:
        with store.transaction() as connection:
            keep_batch(connection, key, fresh(judged("a"), broken), rules="r1", now=NOON)
    except AttributeError:
        pass
    else:
        raise AssertionError("the broken entry was accepted")
    assert known(store, key) == {}


def test_the_status_of_a_source_tells_its_last_run_and_its_last_complete_one(store: Database) -> None:
    for day, state in enumerate((RunState.COMPLETE, RunState.INCOMPLETE)):
        key = begin(store, now=NOON + timedelta(days=day))
        tally = Tally(seen=3, reasons=[] if day == 0 else ["pages-open: x"])
        with store.transaction() as connection:
            end_run(connection, key, tally, state=state, now=NOON + timedelta(days=day, minutes=1))
    with store.transaction() as connection:
        status = source_statuses(connection)["gent/ods"]
    assert status.last_complete == NOON + timedelta(minutes=1)
    assert (status.state, status.reasons, status.seen) == ("incomplete", ["pages-open: x"], 3)
