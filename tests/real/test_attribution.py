"""Of a changed copy of a real feed every change of the score is laid to its cause, and the parts add up."""

import shutil
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from catalogue.model import Protocol, Source
from catalogue.store import open_database, tables
from catalogue.store.runs import PROBE
from harvester.attribution import Cause, account_of_publisher
from harvester.rejudging import judge_standing
from harvester.runs import make_rules
from tests.harvester.rejudging.probes import probe_all
from tests.real.changed_copy import ADDED, RECORDED, REMOVED, changed_copy, difference
from tests.road.towns import MORNING, Town

DAY = timedelta(days=1)


@pytest.mark.corpus
def test_a_changed_copy_and_what_addresses_answered_are_told_apart(corpus: Path, tmp_path: Path) -> None:
    feed, copy = tmp_path / "feed.rdf", tmp_path / "later.rdf"
    changed_copy(corpus / RECORDED, copy)
    expected = difference(corpus / RECORDED, copy)
    shutil.copy(corpus / RECORDED, feed)
    source = Source(name="antwerpen/feed", publisher="antwerpen", protocol=Protocol.DCAT_RDF, url=str(feed))
    with closing(open_database(f"sqlite:///{tmp_path / 'oogst.db'}")) as database:
        city = Town(source, make_rules(None), database, tmp_path)
        city.harvest(MORNING)
        shutil.copy(copy, feed)
        for days in (1, 2):
            city.harvest(MORNING + days * DAY)
        probe_all(city, MORNING + 3 * DAY)
        done = judge_standing(
            "antwerpen",
            database=database,
            rules=city.rules,
            cause=PROBE,
            find=lambda _: source,
            clock=lambda: MORNING + 4 * DAY,
        )
        assert (done.left, done.lost, done.busy) == (0, [], [])
        with database.transaction() as connection:
            account = account_of_publisher(
                connection,
                "antwerpen",
                rules=city.rules,
                since=MORNING,
                until=MORNING + 5 * DAY,
                find=lambda _: source,
            )
            query = select(tables.entry.c.uuid, tables.record.c.identifier)
            names = dict(
                connection.execute(
                    query.join(tables.record, tables.record.c.id == tables.entry.c.record_id)
                ).all()
            )
    assert (len(account.went), len(account.came), account.unreadable) == (REMOVED, ADDED, [])
    assert sum(part.coverage for part in account.parts) == account.after.coverage - account.before.coverage
    if account.before.value is not None and account.after.value is not None:
        values = sum((part.value or Decimal(0) for part in account.parts), Decimal(0))
        assert values == account.after.value - account.before.value
    parts = {part.cause: part for part in account.parts}
    assert parts.keys() >= {Cause.WENT, Cause.CAME, Cause.LINK}
    assert not parts.keys() & {Cause.MAPPING, Cause.RUBRIC, Cause.UNREADABLE}
    by_source = parts[Cause.SOURCE].movements if Cause.SOURCE in parts else []
    assert {names[one.uuid] for one in by_source if one.uuid} <= expected.updated
