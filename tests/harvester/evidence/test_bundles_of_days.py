"""A bundle of a day holds what was known then and nothing later, and comes to the numbers of that day."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Connection, select, update

from catalogue.bundle import Bundle, Manifest, opened
from catalogue.packing import pack, unpack
from catalogue.store import Database, open_database, tables
from catalogue.store.attestations import sign
from catalogue.store.decisions import Decision, withdraw_entries
from catalogue.store.observations import Observed, keep_observations
from catalogue.store.seals import check, seal_open
from catalogue.targets import Limits
from catalogue.testimony import Observation, Role
from catalogue.views.stood import stood
from harvester.evidence import (
    Came,
    Terms,
    Wanted,
    Whom,
    draw,
    export,
    last_moment,
    replay_bundle,
    sealed_in,
)
from harvester.evidence.published import log_again
from harvester.evidence.replaying import laid_down
from harvester.evidence.terms import read_whom, written_whom
from harvester.probe.sample import sample_of
from harvester.rejudging import judge_standing
from harvester.runs import publish, run_source
from harvester.runs.events import write_stream
from tests.catalogue.store.attested import attested
from tests.road.stage import Stage
from tests.road.towns import EVENING, MORNING, Town, publisher_of, town_at
from tests.stores import STORES, empty_store

CSV = b"soort;plaats\nlinde;Markt\nbeuk;Kerkplein\n"
NOON = MORNING + timedelta(hours=10)
AFTER = MORNING + timedelta(hours=1)
NIGHT = EVENING + timedelta(hours=2)
NEXT = EVENING + timedelta(days=1)


@pytest.fixture(scope="module", params=STORES)
def lived(
    request: pytest.FixtureRequest, whole_stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """Give a town that has lived a day, once for all tests: whoever alters its store puts it back."""
    folder = tmp_path_factory.mktemp("lived")
    with closing(open_database(empty_store(request.param, folder))) as store, whole_stage.undisturbed():
        yield a_day_in(whole_stage, store, folder)


def a_day_in(stage: Stage, any_store: Database, folder: Path) -> Town:
    """Let a town live: two harvests, probes and an answer between them, and one entry withdrawn by hand."""
    town = town_at(stage, "ckan", any_store, folder)
    harvest(town, MORNING)
    publish_at(town, MORNING + timedelta(minutes=30))
    probe(town, MORNING + timedelta(hours=5))
    with any_store.transaction() as connection:
        answer = attested(signed_at=NOON, publisher=town.source.publisher)
        sign(connection, answer, NOON)
        sign(connection, attested(signed_at=NOON, publisher="elders"), NOON)
        seal_open(connection, NOON)
    judge_standing(
        town.source.publisher,
        database=any_store,
        rules=town.rules,
        cause="probe",
        find=lambda _: town.source,
        clock=lambda: NOON,
    )
    stage.day = 2
    harvest(town, EVENING)
    uuid = next(iter(town.kept().values())).uuid
    with any_store.transaction() as connection:
        withdraw_entries(connection, [uuid], Decision("Jana", "dubbel", NIGHT))
    publish_at(town, NIGHT + timedelta(minutes=30))
    stage.day = 1
    harvest(town, NEXT)
    publish_at(town, NEXT + timedelta(minutes=30))
    return town


def publish_at(town: Town, at: datetime) -> None:
    """Publish, with the log and the stream of what that did."""
    done = publish(
        town.source.publisher,
        database=town.database,
        rules=town.rules,
        folder=town.folder / "feeds",
        limits=Limits(share=1.0),
        further=[write_stream],
        clock=lambda: at,
    )
    assert done.failures == []


def harvest(town: Town, now: datetime) -> None:
    """Harvest it with a clock that goes on: a run ends later than it began."""
    seconds = count()
    done = run_source(
        town.source,
        database=town.database,
        rules=town.rules,
        crawling=town.crawling,
        workplace=town.folder,
        clock=lambda: now + timedelta(seconds=next(seconds)),
    )
    assert done.failure is None


def probe(town: Town, at: datetime) -> None:
    """Keep what a probe would have seen of every address of the town, with a real sample of a file."""
    named = select(tables.address.c.url, tables.link.c.role).join(tables.link)
    with town.database.transaction() as connection:
        roles = dict(connection.execute(named.order_by(tables.link.c.role)).all())
        keep_observations(connection, [_seen(url, Role(role), at) for url, role in roles.items()])


def _seen(url: str, role: Role, at: datetime) -> Observed:
    headers = {"access-control-allow-origin": "*", "content-type": "text/csv"}
    one = Observation(
        url=url, role=role, asked=url, at=at, vantage="test", method="GET", status=200, headers=headers
    )
    sample = sample_of(CSV, content_type="text/csv", url=url)
    return Observed(replace(one, sample=sample), at + timedelta(days=1), {sha256(CSV).hexdigest(): CSV})


def exported(town: Town, path: Path, at: datetime | None = None) -> Manifest:
    rules = town.rules
    whom = Whom(name=town.source.publisher, facts=publisher_of("ckan").facts, sources=(town.source,))
    terms = Terms(base=rules.base, profile=rules.profile.iri, gate=rules.gate)
    with town.database.transaction() as connection:
        moment = at or last_moment(connection)
        assert moment is not None
        wanted = Wanted(publishers=[whom], whole=True, at=moment)
        return export(connection, wanted, path, terms=terms)


def replayed(path: Path) -> Came:
    with opened(path) as bundle:
        return replay_bundle(bundle, path.parent)


def rows(bundle: Bundle, table: str) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in bundle.lines(f"tables/{table}.jsonl")]


@pytest.mark.parametrize(("at", "events"), [(None, 20), (AFTER, 13), (NOON, 13), (NIGHT, 13)])
def test_every_moment_comes_to_its_own_numbers_and_tells_what_was_published_when(
    lived: Town, tmp_path: Path, at: datetime | None, events: int
) -> None:
    manifest = exported(lived, tmp_path / "a.zip", at)
    came = replayed(tmp_path / "a.zip")
    assert came.differing == []
    assert came.sealed.amiss == []
    assert came.counted["number"] == 1
    assert came.counted["entry"] >= 12
    assert came.counted["event"] == came.sealed.counted["event"] == manifest.counts["event"] == events
    assert came.published[lived.source.publisher].first == MORNING + timedelta(minutes=30)


def test_nothing_in_a_bundle_of_a_moment_is_later(lived: Town, tmp_path: Path) -> None:
    exported(lived, tmp_path / "a.zip", NOON)
    with opened(tmp_path / "a.zip") as bundle:
        for table in bundle.manifest.counts:
            for row in rows(bundle, table):
                late = [value for value in row.values() if isinstance(value, str) and value > "2025-10-01T13"]
                moments = [value for value in late if value.startswith("2025-") and "+00:00" in value]
                assert moments == [], table
        assert [one["withdrawn_at"] for one in rows(bundle, "entry") if one["withdrawn_at"]] == []


def test_the_answers_of_other_publishers_are_not_told_and_the_chain_holds(
    lived: Town, tmp_path: Path
) -> None:
    manifest = exported(lived, tmp_path / "a.zip")
    assert {one.what: one.count for one in manifest.left_out}["acts-of-others"] == 1
    with opened(tmp_path / "a.zip") as bundle:
        assert {one["publisher"] for one in rows(bundle, "attestation")} == {lived.source.publisher}
        assert len(orjson.loads(bundle.content("attestations.json"))) == 2
        found = sealed_in(bundle, tmp_path)
    assert (found.amiss, found.counted["attestation"]) == ([], 1)


def test_samples_are_looked_at_again(lived: Town, tmp_path: Path) -> None:
    exported(lived, tmp_path / "a.zip")
    assert replayed(tmp_path / "a.zip").counted["sample"] > 5
    with lived.database.transaction() as connection:
        o = tables.observation
        (key, packed), *_ = connection.execute(select(o.c.id, o.c.facts).where(o.c.sha256 != "")).all()
        assert key
        assert packed
        connection.execute(update(o).where(o.c.id == key).values(facts=_otherwise(packed)))
    exported(lived, tmp_path / "b.zip")
    with lived.database.transaction() as connection:
        connection.execute(update(o).where(o.c.id == key).values(facts=packed))
    came = replayed(tmp_path / "b.zip")
    assert {one.what for one in came.differing} >= {"sample"}
    assert ("observation", "altered") in {(one.kind, one.how) for one in came.sealed.amiss}


def _otherwise(packed: bytes) -> bytes:
    return pack(unpack(packed).replace(b'"records":2', b'"records":3'))


FORGED = [
    "UPDATE event SET at = '2025-10-01 00:00:00' WHERE id = (SELECT max(id) FROM event)",
    "UPDATE event SET verb = 'Create' WHERE verb = 'Update'",
    "UPDATE event SET digest = 'x' WHERE id = 2",
    "UPDATE event SET version_id = version_id + 1 WHERE id = 3",
    "UPDATE event SET version_id = 999 WHERE id = 3",
    "UPDATE event SET verb = 'Delete', digest = '' WHERE id = 4",
    "DELETE FROM event WHERE verb = 'Delete'",
    "UPDATE version SET body = (SELECT body FROM version WHERE id = 2) WHERE id = 3",
]


@pytest.fixture(scope="module")
def unguarded(lived: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give what came out of a bundle, for whoever may do anything to it."""
    place = tmp_path_factory.mktemp("forged")
    exported(lived, place / "a.zip")
    with opened(place / "a.zip") as bundle, laid_down(bundle, place) as connection:
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER event_no_{act}")
        yield connection


@pytest.mark.parametrize("statement", FORGED)
def test_a_log_that_was_forged_does_not_come_out_again(
    lived: Town, unguarded: Connection, statement: str
) -> None:
    with unguarded.begin_nested() as forging:
        unguarded.exec_driver_sql(statement)
        differing = [one for one in log_again(unguarded, lived.source.publisher) if one.then != one.now]
        sealed = check(unguarded, partial=True)
        forging.rollback()
    assert differing
    assert sealed.left_out["event"] or {one.kind for one in sealed.amiss} & {"event", "version"}


def test_settings_and_facts_come_back_as_they_went(lived: Town) -> None:
    whom = Whom(name="zonnegem", facts=publisher_of("ckan").facts, sources=(lived.source,))
    back = read_whom(written_whom([whom]))["zonnegem"]
    assert back == whom
    assert repr(back) == repr(whom)


def test_the_same_seed_draws_the_same_verdicts_of_every_kind(lived: Town) -> None:
    with lived.database.transaction() as connection:
        standing = stood(connection, NEXT + timedelta(hours=1), publisher=lived.source.publisher)
        first, second, other = (
            draw(connection, standing, count=60, seed=seed, find=lambda _: lived.source) for seed in (7, 7, 8)
        )
    names = [[(one.stood.uuid, one.verdict.check) for one in some] for some in (first, second, other)]
    assert names[0] == names[1] != names[2]
    assert len(set(names[0])) == 60
    assert len({(one.verdict.check, one.verdict.outcome) for one in first}) > 40
    assert all(one.record is not None and one.page is not None for one in first)
    assert any(one.observations for one in first)
