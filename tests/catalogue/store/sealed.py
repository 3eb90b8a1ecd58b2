"""A small store of which everything is sealed: two runs, a decision, a probe, a publisher judged."""

import gzip
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from catalogue.model import Protocol, Source
from catalogue.packing import pack
from catalogue.store import (
    Database,
    PageRow,
    RunState,
    Tally,
    TroubleRow,
    begin_run,
    end_run,
    keep_batch,
    keep_page,
    keep_troubles,
    known_records,
    tables,
)
from catalogue.store.attestations import sign
from catalogue.store.decisions import Decision, withdraw_entries
from catalogue.store.observations import Observed, keep_observations
from catalogue.store.seals import seal_open
from catalogue.testimony import Observation, Role, Sample
from tests.catalogue.store.attested import MARCH, attested
from tests.catalogue.store.judged import judged

__all__ = ["NOON", "fill", "run"]

NOON: Final = MARCH + timedelta(hours=1)
GENT: Final = Source(
    name="gent/ods", publisher="gent", protocol=Protocol.OPENDATASOFT, url="https://gent.example"
)
BODY: Final = b'{"results": ["bomen", "banken"]}'


def run(connection: Connection, now: datetime, *names: str, content: str = "a", source: Source = GENT) -> str:
    """Keep a run that saw these records. Give its seal."""
    key = begin_run(connection, source, now)
    known = known_records(connection, key.source_id)
    page = PageRow(
        url="https://gent.example/list",
        status=200,
        content_type="application/json",
        sha256=sha256(BODY).hexdigest(),
        size=len(BODY),
        retrieved_at=now,
        body=gzip.compress(BODY),
        asked="https://gent.example/list",
    )
    keep_page(connection, key, page)
    batch = [(judged(name, content), known.get(("dataset", name))) for name in names]
    keep_batch(connection, key, batch, rules="r1", now=now)
    keep_troubles(connection, key, [TroubleRow("failed", "/9", "no-title")])
    end_run(connection, key, Tally(seen=len(names)), state=RunState.COMPLETE, now=now + timedelta(minutes=1))
    found: str = connection.execute(tables.run.select().where(tables.run.c.id == key.run_id)).one().seal
    return found


def _seen(at: datetime) -> Observed:
    body = b"soort;plaats\nlinde;Markt\n"
    digest = sha256(body).hexdigest()
    one = Observation(
        url="https://gent.example/bomen.csv",
        role=Role.DOWNLOAD,
        asked="https://gent.example/bomen.csv",
        at=at,
        vantage="test",
        method="GET",
        status=200,
        sample=Sample(sha256=digest, size=len(body), whole=True),
    )
    return Observed(one, at + timedelta(days=1), {digest: body})


def fill(store: Database) -> None:
    later = NOON + timedelta(days=1)
    with store.transaction() as connection:
        sign(connection, attested(), MARCH)
        keep_observations(connection, [_seen(MARCH)])
        seal_open(connection, NOON)
        run(connection, NOON, "bomen", "banken")
    with store.transaction() as connection:
        uuid = judged("banken").identity.uuid
        withdraw_entries(connection, [uuid], Decision("Jana", "dubbel", NOON + timedelta(hours=2)))
        row = {
            "publisher": "gent",
            "at": NOON + timedelta(hours=3),
            "rubric": "1.0.0",
            "cause": "run",
            "value": 0.5,
            "coverage": 0.75,
            "body": pack(b"{}"),
        }
        connection.execute(tables.publisher_assessment.insert().values(row))
        seal_open(connection, NOON + timedelta(hours=4))
    with store.transaction() as connection:
        run(connection, later, "bomen", content="b")
