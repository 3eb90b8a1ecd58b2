"""The record behind every entry in a store, read again from what is kept there."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from sqlite3 import connect

import pytest
from sqlalchemy import Connection, delete, update

from catalogue.errors import StoreError
from catalogue.model import Protocol, Source
from catalogue.store import Database, past, tables
from catalogue.store.past import Origin, origin_of, origins
from harvester.kept import Again, kept_record, kept_records
from tests.harvester.kept.conftest import MakeSource
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING

Harvested = Callable[[Source], Source]


@contextmanager
def reading(store: Database, source: Source) -> Iterator[tuple[Connection, list[Origin]]]:
    with store.transaction() as connection:
        yield connection, list(origins(connection, source.name))


def again(store: Database, source: Source, *, known: bool = True) -> list[Again]:
    with reading(store, source) as (connection, found):
        return list(kept_records(connection, found, lambda _: source if known else None))


def failures(read: list[Again]) -> set[str]:
    return {one.failure.key if one.failure else "" for one in read}


@pytest.mark.parametrize("protocol", Protocol)
def test_the_record_of_every_entry_is_read_again_with_the_hash_it_had(
    harvested: Harvested, portal: MakeSource, store: Database, protocol: Protocol
) -> None:
    source = harvested(portal(protocol))
    read = again(store, source)

    assert failures(read) == {""}
    assert read
    assert all(one.record and one.record.hash == one.origin.record for one in read)


def test_records_of_different_runs_are_each_read_from_the_bytes_of_their_day(
    stage: Stage, town: MakeTown
) -> None:
    city = town("ckan")
    stage.day = 2
    city.harvest(EVENING)
    read = again(city.database, city.source)

    assert failures(read) == {""}
    assert len({one.origin.run_id for one in read}) == 2


def test_an_entry_is_read_again_as_it_was_at_a_moment(stage: Stage, town: MakeTown) -> None:
    city = town("opendatasoft")
    stage.day = 2
    city.harvest(EVENING)
    with city.database.transaction() as connection:
        changed = [uuid for uuid, *rest in city.kept().values() if rest[4] == 2]
        now, then = (
            origin_of(connection, changed[0]),
            origin_of(connection, changed[0], EVENING.replace(hour=3)),
        )
        assert now is not None
        assert then is not None
        records = [kept_record(connection, each, lambda _: city.source) for each in (now, then)]

    assert [record.hash for record in records] == [now.record, then.record]
    assert now.record != then.record


def test_a_record_is_told_what_its_catalogue_said_of_itself(
    harvested: Harvested, portal: MakeSource, store: Database
) -> None:
    source = harvested(portal(Protocol.DCAT_RDF))
    with reading(store, source) as (connection, _):
        said = connection.execute(tables.source.select()).one().catalogue
    read = again(store, source)

    assert said
    assert all(one.record and one.record.context for one in read)


def test_bytes_that_are_gone_are_named_for_each_entry_that_needs_them(town: MakeTown) -> None:
    city = town("ckan")
    with reading(city.database, city.source) as (_, found):
        lost = found[0].payload
    with closing(connect(str(city.database.engine.url.database))) as outside:  # which minds no foreign key
        outside.execute("delete from payload where sha256 = ?", (lost,))
        outside.commit()
    read = again(city.database, city.source)

    assert {one.origin.payload for one in read if one.failure} == {lost}
    assert "kept.payload-gone" in failures(read)


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b'{"result": []}'), b"no gzip", gzip.compress(b"{}" * 99)[:-9]],
    ids=["other", "not-packed", "torn"],
)
def test_altered_bytes_are_not_read(
    harvested: Harvested, portal: MakeSource, store: Database, body: bytes
) -> None:
    source = harvested(portal(Protocol.CKAN))
    with reading(store, source) as (connection, _):
        connection.execute(update(tables.payload).values(body=body))

    assert failures(again(store, source)) == {"kept.payload-altered"}


def test_a_page_that_is_no_longer_noted_down_is_told(
    harvested: Harvested, portal: MakeSource, store: Database
) -> None:
    source = harvested(portal(Protocol.DCAT_US))
    with reading(store, source) as (connection, _):
        connection.execute(delete(tables.page))

    assert failures(again(store, source)) == {"kept.page-gone"}


def test_a_record_that_reads_otherwise_than_it_did_is_not_taken_for_it(
    harvested: Harvested, portal: MakeSource, store: Database
) -> None:
    source = harvested(portal(Protocol.DCAT_US))
    with reading(store, source) as (connection, _):
        connection.execute(update(tables.version).values(record_hash="0" * 64))
    assert failures(again(store, source)) == {"kept.read-otherwise"}


def test_a_record_that_is_not_at_its_place_is_told(
    harvested: Harvested, portal: MakeSource, store: Database
) -> None:
    source = harvested(portal(Protocol.DCAT_US))
    with reading(store, source) as (connection, _):
        connection.execute(update(tables.version).values(pointer="/elsewhere"))
    with reading(store, source) as (connection, found), pytest.raises(StoreError) as told:
        kept_record(connection, found[0])

    assert told.value.key == "kept.not-there"


def test_a_list_cannot_be_read_again_without_its_selectors(
    harvested: Harvested, portal: MakeSource, store: Database
) -> None:
    source = harvested(portal(Protocol.HTML_LIST))

    assert failures(again(store, source, known=False)) == {"kept.no-selectors"}


def test_reading_again_writes_nothing(harvested: Harvested, portal: MakeSource, store: Database) -> None:
    source = harvested(portal(Protocol.LDES))
    with reading(store, source) as (connection, found):
        before = past.past_pages(connection, found[0].run_id)
    again(store, source)
    with reading(store, source) as (connection, after):
        assert (past.past_pages(connection, after[0].run_id), after) == (before, found)
