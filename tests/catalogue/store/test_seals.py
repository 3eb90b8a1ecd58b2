"""What is altered after it was sealed is named: a run, a page, its bytes, a version, a verdict."""

import zlib
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from catalogue.packing import pack, unpack
from catalogue.store import Database, Tally, begin_run, close_interrupted, decisions, end_run, tables
from catalogue.store.events import keep_events
from catalogue.store.runs import RunState
from catalogue.store.seals import check, head_of, seal_events
from tests.catalogue.store.judged import judged
from tests.catalogue.store.sealed import GENT, NOON, fill, run


def amiss(store: Database) -> list[tuple[str, str]]:
    with store.transaction() as connection:
        return [(one.kind, one.how) for one in check(connection).amiss]


def test_what_was_not_touched_holds(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        found = check(connection)
    assert found.amiss == []
    assert dict(found.counted) == {
        "run": 2,
        "page": 2,
        "trouble": 2,
        "payload": 2,
        "version": 3,
        "assessment": 3,
        "standing": 1,
        "observation": 1,
        "publisher_assessment": 1,
        "attestation": 1,
    }
    assert (found.seals, dict(found.unsealed), dict(found.waiting)) == (4, {}, {})
    assert set(found.heads) == {"gent/ods", "gent", "probes", "attestations"}
    assert all(found.heads.values())


ADDED = """INSERT INTO finding (assessment_id, rule, layer, severity, fault, focus, path, value)
    VALUES (1, 'x', 'y', 'info', '', '', '', '')"""
TAMPERED = [
    ("UPDATE run SET seen = 3 WHERE id = 1", ("run", "altered")),
    ("UPDATE run SET state = 'incomplete' WHERE id = 1", ("run", "altered")),
    ("UPDATE run SET seal = '' WHERE id = 2", ("run", "unsealed")),
    ("UPDATE page SET retrieved_at = '2026-03-09 12:00:00' WHERE id = 1", ("page", "altered")),
    ("DELETE FROM page WHERE id = 1", ("page", "missing")),
    ("UPDATE payload SET size = 1 WHERE size > 10", ("payload", "altered")),
    ("UPDATE version SET title = 'x' WHERE id = 1", ("version", "altered")),
    ("UPDATE version SET record_hash = 'x' WHERE id = 3", ("version", "altered")),
    ("UPDATE entry SET first_seen = '2020-01-01 00:00:00'", ("version", "altered")),
    ("UPDATE assessment SET score = 0.9 WHERE id = 1", ("assessment", "altered")),
    ("UPDATE assessment SET published = false WHERE id = 2", ("assessment", "altered")),
    ("UPDATE finding SET severity = 'info' WHERE assessment_id = 2", ("finding", "altered")),
    ("DELETE FROM finding WHERE assessment_id = 2", ("finding", "missing")),
    (ADDED, ("finding", "added")),
    ("DELETE FROM trouble WHERE run_id = 1", ("trouble", "missing")),
    ("UPDATE trouble SET detail = '' WHERE run_id = 2", ("trouble", "altered")),
    ("UPDATE standing SET note = 'x'", ("standing", "altered")),
    ("UPDATE standing SET seal_id = 1", ("standing", "added")),
    ("UPDATE observation SET status = 404", ("observation", "altered")),
    ("UPDATE observation SET at = '2026-02-01 02:00:00'", ("observation", "altered")),
    ("UPDATE address SET url = 'https://elders.example'", ("observation", "altered")),
    ("DELETE FROM observation", ("observation", "missing")),
    ("UPDATE publisher_assessment SET value = 0.8", ("publisher_assessment", "altered")),
    ("DELETE FROM seal WHERE id = 2", ("seal", "broken")),
    ("UPDATE seal SET hash = 'x' WHERE id = 2", ("seal", "altered")),
    ("UPDATE seal SET previous = 'x' WHERE id = 4", ("seal", "broken")),
    ("UPDATE seal SET at = '2026-01-01 00:00:00' WHERE id = 4", ("seal", "altered")),
    ("UPDATE record SET hash = 'x' WHERE seen_in = 2", ("record", "altered")),
    ("UPDATE entry SET version_id = 1 WHERE version_id = 3", ("entry", "repointed")),
    ("UPDATE entry SET assessment_id = 1 WHERE assessment_id = 3", ("entry", "repointed")),
    ("UPDATE entry SET withdrawn_at = '2026-03-02 00:00:00' WHERE id = 1", ("standing", "repointed")),
    ("UPDATE entry SET withdrawn_at = NULL WHERE id = 2", ("standing", "repointed")),
]


@pytest.mark.parametrize(("statement", "expected"), TAMPERED)
def test_whatever_is_altered_is_named(store: Database, statement: str, expected: tuple[str, str]) -> None:
    fill(store)
    with store.transaction() as connection:
        if statement.startswith("DELETE FROM seal"):
            connection.execute(text("UPDATE standing SET seal_id = NULL"))
        connection.execute(text(statement))
    assert expected in amiss(store)


def publish(store: Database, *verbs: str, at: datetime = NOON + timedelta(days=2)) -> None:
    rows = [
        {
            "publisher": "gent",
            "verb": verb,
            "iri": "https://oogst.example/id/dataset/gent/1",
            "catalogue": "https://oogst.example/id/catalogus/gent",
            "version_id": None if verb == "Delete" else 1,
            "digest": "" if verb == "Delete" else f"{at:%j}",
            "body": None,
            "linked": False,
        }
        for verb in verbs
    ]
    with store.transaction() as connection:
        keep_events(connection, rows, at)
        seal_events(connection, "gent")


UNGUARDED = {
    "sqlite": ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"),
    "postgresql": ("ALTER TABLE event DISABLE TRIGGER USER",),
}


def by_hand(store: Database, *statements: str) -> None:
    """Alter the log as somebody does who may do anything to the database."""
    with store.transaction() as connection:
        for statement in (*UNGUARDED[connection.dialect.name], *statements):
            connection.execute(text(statement))


def test_what_was_published_is_sealed_when_it_is(store: Database) -> None:
    fill(store)
    publish(store, "Create")
    publish(store, "Update", "Delete", at=NOON + timedelta(days=3))
    with store.transaction() as connection:
        assert seal_events(connection, "gent") == []
        found = check(connection)
    assert (found.amiss, found.counted["event"], found.seals) == ([], 3, 6)
    assert found.heads["gent:events"]


PUT_IN = """INSERT INTO event (id, publisher, at, verb, iri, catalogue, digest, linked)
    VALUES ({}, 'gent', '2026-03-04 03:00:00', 'Delete', 'https://oogst.example/x', 'y', '', false)"""


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE event SET at = '2026-02-01 00:00:00' WHERE id = 1", ("event", "altered")),
        ("UPDATE event SET verb = 'Create' WHERE id = 2", ("event", "altered")),
        ("UPDATE event SET version_id = 2 WHERE id = 2", ("event", "altered")),
        (
            "UPDATE event SET body = (SELECT body FROM version WHERE id = 1) WHERE id = 1",
            ("event", "altered"),
        ),
        ("DELETE FROM event WHERE id = 1", ("event", "missing")),
        (PUT_IN.format(0), ("event", "added")),
    ],
)
def test_whatever_is_altered_of_what_was_published_is_named(
    store: Database, statement: str, expected: tuple[str, str]
) -> None:
    fill(store)
    publish(store, "Create", "Update")
    by_hand(store, statement)
    assert amiss(store) == [expected]


def test_the_end_of_what_was_published_cannot_be_cut_off_once_a_run_followed(store: Database) -> None:
    fill(store)
    publish(store, "Create")
    with store.transaction() as connection:
        run(connection, NOON + timedelta(days=3), "bomen", content="c")
    by_hand(store, "DELETE FROM event", "DELETE FROM seal WHERE chain = 'gent:events'")
    assert ("seal", "missing") in amiss(store)


def test_what_is_put_behind_the_last_that_is_sealed_is_said_to_wait(store: Database) -> None:
    fill(store)
    publish(store, "Create")
    by_hand(store, PUT_IN.format(9))
    with store.transaction() as connection:
        found = check(connection)
        assert (found.holds, dict(found.waiting)) == (True, {"event": 1})
        assert not check(connection, partial=True).holds


def verdicts(store: Database, packed: bytes) -> list[tuple[str, str, str]]:
    with store.transaction() as connection:
        connection.execute(
            tables.assessment.update().where(tables.assessment.c.id == 1).values(verdicts=packed)
        )
        return [(one.kind, one.how, one.name.split()[-1]) for one in check(connection).amiss]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        (b'[["P04.1",4,"pass",1.0,"","no-licence",{"seen":[]}]]', ("verdict", "altered", "P04.1")),
        (b'[["P04.1",4,"unknown",null,"","no-licence",{"seen":[1]}]]', ("verdict", "altered", "P04.1")),
        (
            b'[["P04.1",4,"unknown",null,"","no-licence",{"seen":[]}],["P99.1",9,"pass",1.0,"","",{}]]',
            ("verdict", "added", "P99.1"),
        ),
    ],
)
def test_an_altered_verdict_is_named_by_its_check(
    store: Database, plain: bytes, expected: tuple[str, str, str]
) -> None:
    fill(store)
    assert verdicts(store, pack(plain)) == [expected]


@pytest.mark.parametrize("packed", [b"", b"spoilt", pack(b"[]"), pack(b"{")])
def test_verdicts_that_are_gone_or_spoilt_are_missed(store: Database, packed: bytes) -> None:
    fill(store)
    assert [(kind, how) for kind, how, _ in verdicts(store, packed)] == [("verdict", "missing")]


def test_an_altered_entry_is_named_by_its_uuid_and_title(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        connection.execute(text("UPDATE version SET pointer = 'x' WHERE id = 1"))
        (one,) = check(connection).amiss
    assert (one.name, one.chain, one.run_id) == (f"{judged('bomen').identity.uuid} Titel a", "gent/ods", 1)


def test_what_is_packed_otherwise_is_no_change(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        body = connection.execute(select(tables.version.c.body).where(tables.version.c.id == 1)).scalar_one()
        again = zlib.compress(unpack(body))
        connection.execute(tables.version.update().where(tables.version.c.id == 1).values(body=again))
    assert amiss(store) == []


def test_runs_from_before_there_were_seals_are_said_to_be_unsealed(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        connection.execute(text("UPDATE standing SET seal_id = NULL"))
        connection.execute(text("UPDATE run SET seal = ''"))
        connection.execute(text("DELETE FROM seal WHERE run_id IS NOT NULL"))
        run(connection, NOON + timedelta(days=2), "bomen", content="c")
        found = check(connection)
    assert (found.amiss, dict(found.unsealed)) == ([], {"gent/ods": 2})


def test_a_seal_that_is_gone_with_its_run_shows_in_the_next_one(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        run(connection, NOON + timedelta(days=2), "bomen", content="c")
        connection.execute(text("UPDATE standing SET seal_id = NULL"))
        connection.execute(text("DELETE FROM seal WHERE run_id = 2"))
    assert {("seal", "broken"), ("run", "unsealed")} <= set(amiss(store))


def test_attestations_that_are_gone_show_in_the_seals_after_them(store: Database) -> None:
    fill(store)
    _lift_triggers(store)
    with store.transaction() as connection:
        connection.execute(text("DELETE FROM attestation"))
        found = [(one.kind, one.how) for one in check(connection).amiss]
    assert found == [("attestation", "missing")] * 2


def _lift_triggers(store: Database) -> None:
    with store.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE attestation DISABLE TRIGGER ALL"))
        else:
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER attestation_no_{act}"))


def test_what_a_person_accepts_later_leaves_the_seal_whole_and_is_sealed_by_the_next(store: Database) -> None:
    fill(store)
    with store.transaction() as connection:
        connection.execute(text("UPDATE run SET state = 'quarantined' WHERE id = 2"))
    assert amiss(store) == [("run", "altered")]
    with store.transaction() as connection:
        key = begin_run(connection, GENT, NOON + timedelta(days=2))
        end_run(connection, key, Tally(), state=RunState.QUARANTINED, now=NOON + timedelta(days=2))
        said = decisions.Decision("Jana", "klopt", NOON + timedelta(days=3))
        decisions.accept_run(connection, key.run_id, said)
        assert [(one.kind, one.run_id) for one in check(connection).amiss] == [("run", 2)]
        run(connection, NOON + timedelta(days=4), "bomen", content="d")
        connection.execute(text("UPDATE run SET accepted_by = 'Piet' WHERE accepted_by = 'Jana'"))
        found = [(one.kind, one.how) for one in check(connection).amiss]
    assert ("acceptance", "altered") in found


def test_a_run_that_broke_off_is_sealed_by_the_next(store: Database) -> None:
    with store.transaction() as connection:
        begin_run(connection, GENT, NOON)
        assert head_of(connection, "gent/ods") == ""
        key = begin_run(connection, GENT, NOON + timedelta(hours=1))
        assert close_interrupted(connection, key, NOON + timedelta(hours=1)) == 1
        assert head_of(connection, "gent/ods")
        assert check(connection).amiss == []
