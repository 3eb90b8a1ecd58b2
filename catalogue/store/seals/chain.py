"""Making seals: over what a run, a session of probes or a judgement of a publisher kept, and the seal before.

Law: a seal is made in the transaction that closes what it covers, and never altered. Its hash is the SHA-256
of its body; the body names the seal before it, so that whoever holds one seal holds all before it.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import orjson
from sqlalchemy import ColumnElement, Connection, Table, func, select, update

from catalogue.packing import pack, unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.seals.leaves import Leaf, leaves, seen_records

__all__ = [
    "ATTESTATIONS",
    "FORMAT",
    "OF_EVENTS",
    "PROBES",
    "events_sealed",
    "head_of",
    "seal_events",
    "seal_open",
    "seal_probes",
    "seal_publisher",
    "seal_run",
]

FORMAT: Final = 1
PROBES: Final = "probes"
"""Chain of what probes saw; those of sources (``gent/ckan``) and publishers (``gent``) bear their names."""
OF_EVENTS: Final = ":events"
"""Behind the name of a publisher: the chain of what was published of it."""
ATTESTATIONS: Final = "attestations"
"""The chain of acts on attestations, which carry their hashes themselves."""

Body = dict[str, Any]


def seal_run(connection: Connection, run_id: int, now: datetime) -> str:
    """Seal a run that has ended: its pages, what it made of records, and what people decided before it."""
    r = t.run.c
    s = t.source.c
    query = select(r.source_id, s.name, s.publisher).join(t.source, s.id == r.source_id)
    source_id, name, publisher = connection.execute(query.where(r.id == run_id)).one()
    _alone(connection, name)
    before = _last(connection, name)
    heads = {chain: head_of(connection, chain) for chain in (PROBES, publisher + OF_EVENTS)}
    stated: Body = {
        "seen": seen_records(connection, run_id, source_id),
        "heads": {ATTESTATIONS: _last_act(connection), **heads},
    }
    own = {
        "run": r.id == run_id,
        "page": t.page.c.run_id == run_id,
        "trouble": t.trouble.c.run_id == run_id,
        "version": t.version.c.run_id == run_id,
        "assessment": t.assessment.c.run_id == run_id,
        "copy": t.copy.c.since == run_id,
    }
    if before is not None:
        since = (r.accepted_at > before.at) & (r.accepted_at <= now)
        own["acceptance"] = since & (r.source_id == source_id)
    waiting = _ids(connection, t.standing, t.standing.c.seal_id.is_(None) & _of_source(source_id))
    covered = _leaves(connection, own) | _leaves_of(connection, t.standing, waiting)
    seal_id, seal = _append(connection, name, now, covered, stated=stated, run_id=run_id)
    _cover(connection, t.standing, waiting, seal_id)
    connection.execute(update(t.run).where(r.id == run_id).values(seal=seal))
    return seal


def seal_probes(connection: Connection, now: datetime) -> str:
    """Seal what probes saw since the last such seal. Empty when that was nothing."""
    return _seal_waiting(connection, PROBES, t.observation, t.observation.c.seal_id.is_(None), now)


def seal_publisher(connection: Connection, publisher: str, now: datetime) -> str:
    """Seal the assessments of a publisher that no seal covers yet. Empty when there are none."""
    p = t.publisher_assessment.c
    mine = p.seal_id.is_(None) & (p.publisher == publisher)
    return _seal_waiting(connection, publisher, t.publisher_assessment, mine, now)


def seal_events(connection: Connection, publisher: str) -> list[str]:
    """Seal what was published of a publisher since the last such seal, each publication by itself.

    A seal bears the moment of its publication, so that whoever takes one of a day takes the other. The log is
    closed while it is added to, and its keys go up: what comes behind the last that is sealed, waits.
    """
    chain, e = publisher + OF_EVENTS, t.event.c
    _alone(connection, chain)
    waiting = (e.publisher == publisher) & (e.id > max(events_sealed(connection, chain), default=0))
    moments = connection.execute(select(e.at).where(waiting).distinct().order_by(e.at)).scalars().all()
    published = ((at, _leaves(connection, {"event": waiting & (e.at == at)})) for at in moments)
    return [_append(connection, chain, at, covered)[1] for at, covered in published]


def events_sealed(connection: Connection, chain: str) -> list[int]:
    """Give the keys of what the last seal of a chain of events covers; nothing where there is none."""
    s = t.seal.c
    query = select(s.body).where(s.chain == chain).order_by(s.id.desc()).limit(1)
    body = connection.execute(query).scalar()
    return [one[0] for one in orjson.loads(unpack(body))["leaves"]["event"]] if body else []


def seal_open(connection: Connection, now: datetime) -> list[str]:
    """Seal everything that waits for a seal and belongs to no run. Give the seals made."""
    p, e = t.publisher_assessment.c, t.event.c
    publishers = connection.execute(select(p.publisher).where(p.seal_id.is_(None)).distinct()).scalars()
    made = [seal_publisher(connection, one, now) for one in sorted(publishers)]
    for publisher in sorted(connection.execute(select(e.publisher).distinct()).scalars()):
        made += seal_events(connection, publisher)
    return [seal for seal in [seal_probes(connection, now), *made] if seal]


def head_of(connection: Connection, chain: str) -> str:
    """Give the newest seal of a chain; empty when it has none."""
    last = _last(connection, chain)
    return last.hash if last else ""


def _seal_waiting(
    connection: Connection, chain: str, table: Table, waiting: ColumnElement[bool], now: datetime
) -> str:
    _alone(connection, chain)
    ids = _ids(connection, table, waiting)
    if not ids:
        return ""
    seal_id, seal = _append(connection, chain, now, _leaves_of(connection, table, ids))
    _cover(connection, table, ids, seal_id)
    return seal


def _append(
    connection: Connection,
    chain: str,
    now: datetime,
    covered: Body,
    *,
    stated: Body | None = None,
    run_id: int | None = None,
) -> tuple[int, str]:
    body = {
        "format": FORMAT,
        "chain": chain,
        "run": run_id,
        "at": now.astimezone(UTC).isoformat(),
        "previous": head_of(connection, chain),
        "stated": stated or {},
        "leaves": covered,
    }
    written = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    hash_ = sha256(written).hexdigest()
    row = {
        "chain": chain,
        "run_id": run_id,
        "at": now,
        "previous": body["previous"],
        "hash": hash_,
        "body": pack(written),
    }
    seal_id: int = connection.execute(t.seal.insert().values(row).returning(t.seal.c.id)).scalar_one()
    return seal_id, hash_


def _leaves(connection: Connection, scopes: dict[str, ColumnElement[bool]]) -> Body:
    found = {kind: [_written(leaf) for leaf in leaves(connection, kind, at)] for kind, at in scopes.items()}
    return {kind: some for kind, some in found.items() if some}


def _leaves_of(connection: Connection, table: Table, ids: list[int]) -> Body:
    found = [
        _written(leaf)
        for some in portions(ids)
        for leaf in leaves(connection, table.name, table.c.id.in_(some))
    ]
    return {str(table.name): found} if found else {}


def _written(leaf: Leaf) -> list[int | str]:
    return list(leaf) if leaf.marks else list(leaf[:2])


def _cover(connection: Connection, table: Table, ids: list[int], seal_id: int) -> None:
    for some in portions(ids):
        connection.execute(update(table).where(table.c.id.in_(some)).values(seal_id=seal_id))


def _ids(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[int]:
    return list(connection.execute(select(table.c.id).where(where).order_by(table.c.id)).scalars())


def _of_source(source_id: int) -> ColumnElement[bool]:
    records = select(t.record.c.id).where(t.record.c.source_id == source_id)
    return t.standing.c.record_id.in_(records)


def _last(connection: Connection, chain: str) -> Any:  # noqa: ANN401  a row, or none
    s = t.seal.c
    query = select(s.id, s.hash, s.at).where(s.chain == chain).order_by(s.id.desc()).limit(1)
    return connection.execute(query).first()


def _last_act(connection: Connection) -> str:
    """Give the hash of the last act of an attestation: these are a chain of their own."""
    a = t.attestation.c
    return connection.execute(select(a.hash).order_by(a.id.desc()).limit(1)).scalar() or ""


def _alone(connection: Connection, chain: str) -> None:
    """Wait until nobody else adds to this chain; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(chain))))
