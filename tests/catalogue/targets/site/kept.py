"""A store filled by hand: entries as a road would make them, kept by runs that never asked anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select

from catalogue.charter import Label, Score
from catalogue.graph import content_hash, entry_blocks, members, statements
from catalogue.model import (
    Dataset,
    Entry,
    Identity,
    Kind,
    Moment,
    Protocol,
    Source,
    Text,
)
from catalogue.packing import pack
from catalogue.store import (
    Database,
    Judged,
    Tally,
    Why,
    begin_run,
    change_standing,
    end_run,
    keep_batch,
    known_records,
    pack_reasons,
)
from catalogue.store import tables as t
from catalogue.store.places import places
from tests.catalogue.graph.conftest import CITY, dataset, identity, service

__all__ = ["DAY", "SOURCE", "TODAY", "city_entry", "keep", "plain", "withdraw"]

TODAY: Final = datetime(2026, 9, 1, 2, tzinfo=UTC)
DAY: Final = timedelta(days=1)
SOURCE: Final = Source(
    name=f"{CITY}/portaal", publisher=CITY, protocol=Protocol.CKAN, url="https://x.example"
)
SCORE: Final = Score(
    value=0.5,
    coverage=0.75,
    principles={},
    gates=(),
    undetermined_gates=(),
    label=Label.PARTLY,
    rubric="1.0.0",
)


def city_entry(identifier: str = "fietstellingen") -> Entry:
    """Give a dataset in which every field says something, and the service that was listed in it."""
    of = identity(identifier)
    source = f"https://voorbeeldstad.example/data/{identifier}"
    return Entry(
        identity=of, kind=Kind.DATASET, resource=dataset(of), services=[service(of)], source_iri=source
    )


def plain(identifier: str, **said: object) -> Entry:
    """Give a dataset of which little is known."""
    of: Identity = identity(identifier)
    resource = Dataset(iri=of.iri, identifier=identifier, title=[Text(f"Dataset {identifier}", "nl")])
    return Entry(identity=of, kind=Kind.DATASET, resource=replace(resource, **said))  # type: ignore[arg-type]  # fields


def keep(
    database: Database,
    entries: Sequence[Entry],
    now: datetime = TODAY,
    *,
    published: bool = True,
    state: str = "complete",
    reasons: Sequence[str] = (),
) -> int:
    """Keep entries as a run of this moment that saw nothing else; give its number."""
    with database.transaction() as connection:
        key = begin_run(connection, SOURCE, now)
        known = known_records(connection, key.source_id)
        batch = [
            (_judged(one, now, published=published), known.get((str(one.kind), one.identity.identifier)))
            for one in entries
        ]
        keep_batch(connection, key, batch, rules="r", now=now)
        tally = Tally(declared=len(entries), seen=len(entries), new=len(entries), reasons=list(reasons))
        end_run(connection, key, tally, state=state, now=now + timedelta(minutes=1))
    return key.run_id


def withdraw(database: Database, entry: Entry, now: datetime, why: Why = Why.ABSENT_AGAIN) -> None:
    """Let an entry be withdrawn, as a second complete run that did not see it would."""
    with database.transaction() as connection:
        query = select(t.entry.c.record_id).where(t.entry.c.uuid == entry.identity.uuid)
        record = connection.execute(query).scalar_one()
        change_standing(connection, [record], "withdrawn", why, now)


def _judged(entry: Entry, now: datetime, *, published: bool) -> Judged:
    moment = Moment(now.isoformat().replace("+00:00", "Z"), "dateTime")
    blocks = entry_blocks(entry, issued=moment, modified=moment)
    return Judged(
        identity=entry.identity,
        kind=entry.kind,
        record_hash=content_hash(blocks),
        payload="f" * 64,
        pointer=f"/{entry.identity.identifier}",
        hash=content_hash(blocks),
        title=entry.resource.title[0].value if entry.resource.title else "",
        members=members(blocks),
        body=pack(statements(blocks)),
        reasons=pack_reasons({}, ()),
        named=places(statements(blocks)),
        findings=[],
        verdicts=[],
        score=SCORE,
        published=published,
        waits_for_facts=False,
    )
