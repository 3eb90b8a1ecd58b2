"""After a harvest under ``oogst up`` addresses are looked at and what stands is judged, beside the rest."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import func, select

from catalogue.store import Database, open_database, tables
from oogst.cli.nights import Nights
from oogst.settings import settings
from schedules import load_all
from tests.oogst.cli.conftest import Type, let_a_second_pass
from tests.waiting import until


@pytest.fixture
def store(oogst: Type, zonnegem: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("OOGST_PROBE_PAUSE", "0")
    monkeypatch.setenv("OOGST_PROBE_CONTROLS", "[]")
    oogst("run", "--schedules", zonnegem)
    let_a_second_pass()
    with closing(open_database(f"sqlite:///{Path('oogst.db').absolute()}")) as database:
        yield database


def count(store: Database, table: str) -> int:
    with store.transaction() as connection:
        return connection.execute(
            select(func.count()).select_from(tables.metadata.tables[table])
        ).scalar_one()


def judged_again(store: Database) -> set[str]:
    with store.transaction() as connection:
        return set(connection.execute(select(tables.run.c.scope)).scalars()) - {"whole", "changes"}


def night(store: Database, schedules: Path, done: str) -> str:
    with Nights(load_all(schedules), store, Event(), schedules) as nights:
        nights.ask("zonnegem")
        nights.ask("zonnegem")
        until(lambda: done in judged_again(store))
    return done


def test_what_is_due_is_asked_and_all_is_judged(store: Database, zonnegem: Path) -> None:
    night(store, zonnegem, "probe")
    assert count(store, "observation") > 0
    assert judged_again(store) == {"probe"}


def test_without_probes_what_stands_is_judged_since_time_passed(
    store: Database, zonnegem: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_PROBE", "false")
    settings.cache_clear()
    night(store, zonnegem, "time")
    assert count(store, "observation") == 0
    assert judged_again(store) == {"time"}


def test_a_publisher_that_nobody_knows_stops_no_other(
    store: Database, zonnegem: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OOGST_PROBE", "false")
    settings.cache_clear()
    with Nights(load_all(zonnegem), store, Event(), zonnegem) as nights:
        nights.ask("niemand")
        nights.ask("zonnegem")
        until(lambda: bool(judged_again(store)))
    assert judged_again(store) == {"time"}
    assert "niemand: adressen bekijken of beoordelen mislukt" in capsys.readouterr().err
