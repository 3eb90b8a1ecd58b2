"""Keeping a batch of judged entries: records, entries, versions, assessments, findings, verdicts.

One call is one transaction of the caller: a batch is in the store wholly or not at all. A version is
written once and never altered; equal content makes no new version, unless another person answers for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, bindparam, select, update

from catalogue.graph import Member
from catalogue.model import Correction, Identity, Kind, Note, Reason
from catalogue.packing import pack, unpack
from catalogue.store import tables as t
from catalogue.store.addresses import keep_links
from catalogue.store.assessments import Assessed, keep_assessments
from catalogue.store.members import pack_members
from catalogue.store.places import Place
from catalogue.store.runs import Known, RunKey
from catalogue.store.writing import insert

__all__ = [
    "PRESENT",
    "SUSPECT",
    "WITHDRAWN",
    "Batch",
    "Holder",
    "Judged",
    "corrections_in",
    "keep_again",
    "keep_batch",
    "mark_read_by",
    "mark_seen",
    "owned_elsewhere",
    "pack_reasons",
    "unpack_reasons",
]

PRESENT: Final = "present"
SUSPECT: Final = "suspect"
WITHDRAWN: Final = "withdrawn"
UNCORRECTED: Final = len(Reason._fields) - 1
"""Parts of a reason that is kept without a correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Assessed):
    """What is kept of an entry: who it is, what it was, and all that was found and judged of it."""

    identity: Identity
    kind: Kind
    hash: str
    """Of the content."""
    title: str
    members: Sequence[Member]
    """What it registers in the catalogue: itself and the services listed inside it."""
    named: Sequence[Place]
    """The addresses that it names."""
    body: bytes
    """N-Triples, packed, the catalogue record included."""
    reasons: bytes
    """JSON, packed, as :func:`pack_reasons` makes it."""
    said: str = ""
    """Hash of the content without its dates."""
    modified: str = ""
    """The moment of its last change, as it declares itself."""


def pack_reasons(reasons: Mapping[str, Sequence[Reason]], notes: Sequence[Note]) -> bytes:
    """Write the reason of each value, and the notes, as they are kept."""
    plain = {path: [_plain(one) for one in why] for path, why in reasons.items()}
    return pack(orjson.dumps({"reasons": plain, "notes": [tuple(note) for note in notes]}))


def unpack_reasons(packed: bytes) -> tuple[dict[str, list[Reason]], list[Note]]:
    """Read the reason of each value, and the notes, as they were kept."""
    plain = orjson.loads(unpack(packed))
    reasons = {path: [_whole(*one) for one in why] for path, why in plain["reasons"].items()}
    return reasons, [Note(*note) for note in plain["notes"]]


def _whole(*parts: Any) -> Reason:  # noqa: ANN401  as they were kept
    why = Reason(*parts)
    return why if why.correction is None else why._replace(correction=Correction(*why.correction))


def _plain(why: Reason) -> tuple[object, ...]:
    """Write a reason without what it does not have: hardly any value is corrected."""
    return tuple(why[:-1]) if why.correction is None else (*why[:-1], tuple(why.correction))


def corrections_in(packed: bytes) -> dict[str, list[Any]]:
    """Give who answers for what in reasons as they are kept, by path; hardly any entry has such."""
    plain = unpack(packed)
    if b'"overlay.' not in plain:
        return {}
    reasons: dict[str, list[list[Any]]] = orjson.loads(plain)["reasons"]
    return {
        path: found
        for path, why in reasons.items()
        if (found := [one for one in why if len(one) > UNCORRECTED])
    }


Batch = Sequence[tuple[Judged, Known | None]]
"""Judged entries, each with what was known of its record before this run."""


def keep_batch(
    connection: Connection,
    key: RunKey,
    batch: Batch,
    *,
    rules: str,
    now: datetime,
) -> None:
    """Store a batch. ``rules`` is the fingerprint of everything that translated and judged it."""
    if not batch:
        return
    records = _keep_records(connection, key, batch, rules)
    entries = _keep_entries(connection, batch, records, now)
    _keep_judged(connection, key, batch, entries, rules=rules, now=now)


def keep_again(connection: Connection, key: RunKey, batch: Batch, *, rules: str, now: datetime) -> None:
    """Store what other rules make of records that are known, of entries that stand.

    Whether and when their source showed them stays as it was.
    """
    entries = [known.entry_id for _, known in batch if known is not None and known.entry_id is not None]
    if not entries:
        return
    _keep_judged(connection, key, batch, entries, rules=rules, now=now)


def _keep_judged(
    connection: Connection, key: RunKey, batch: Batch, entries: Sequence[int], *, rules: str, now: datetime
) -> None:
    """Store what entries are now and how they are judged, and let them point there."""
    versions = _keep_versions(connection, key, batch, entries, now)
    assessments = keep_assessments(connection, key, [one for one, _ in batch], versions, rules, now)
    connection.execute(
        _POINT,
        [
            {"entry": entry, "v": version, "a": assessment}
            for entry, (version, _), assessment in zip(entries, versions, assessments, strict=True)
        ],
    )


def mark_read_by(connection: Connection, record_ids: Sequence[int], rules: str) -> None:
    """Note that these rules read records too, and made the same of them."""
    if record_ids:
        connection.execute(_READ_BY, [{"record": one, "r": rules} for one in record_ids])


def mark_seen(connection: Connection, key: RunKey, record_ids: Sequence[int]) -> None:
    """Note that unchanged records were seen by this run."""
    if record_ids:
        connection.execute(_SEEN, [{"record": one, "run": key.run_id} for one in record_ids])


class Holder(NamedTuple):
    """The source for whose record an entry stands."""

    source: str
    aggregator: bool


def owned_elsewhere(
    connection: Connection, source_id: int, uuids: Sequence[str], replaced: Sequence[str] = ()
) -> dict[str, Holder]:
    """Give, of these entries, those for which a record of another source stands, with that source.

    A source at the same address under another name is the same source, renamed: its entries go along. So do
    those of the sources that this one ``replaced``.
    """
    address = select(t.source.c.url).where(t.source.c.id == source_id).scalar_subquery()
    query = (
        select(t.entry.c.uuid, t.source.c.name, t.source.c.aggregator)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(t.entry.c.uuid.in_(uuids), t.record.c.source_id != source_id, t.entry.c.withdrawn_at.is_(None))
        .where(t.source.c.url != address, t.source.c.name.not_in(replaced))
    )
    return {uuid: Holder(*holder) for uuid, *holder in connection.execute(query)}


_SEEN: Final = (
    update(t.record)
    .where(t.record.c.id == bindparam("record"))
    .values(seen_in=bindparam("run"), state=PRESENT, held=False)
)
_READ_BY: Final = update(t.record).where(t.record.c.id == bindparam("record")).values(rules=bindparam("r"))
_CHANGED: Final = (
    update(t.record)
    .where(t.record.c.id == bindparam("record"))
    .values(
        hash=bindparam("h"),
        rules=bindparam("r"),
        sha256=bindparam("s"),
        pointer=bindparam("p"),
        seen_in=bindparam("run"),
        state=PRESENT,
        held=False,
    )
)
_POINT: Final = (
    update(t.entry)
    .where(t.entry.c.id == bindparam("entry"))
    .values(version_id=bindparam("v"), assessment_id=bindparam("a"), withdrawn_at=None)
)


def _keep_records(connection: Connection, key: RunKey, batch: Batch, rules: str) -> list[int]:
    fresh = [_record_row(key, one, rules) for one, known in batch if known is None]
    ids = iter(insert(connection, t.record, fresh))
    changed = [
        {
            "record": known.record_id,
            "h": one.record_hash,
            "r": rules,
            "s": one.payload,
            "p": one.pointer,
            "run": key.run_id,
        }
        for one, known in batch
        if known is not None
    ]
    if changed:
        connection.execute(_CHANGED, changed)
    return [next(ids) if known is None else known.record_id for _, known in batch]


def _record_row(key: RunKey, one: Judged, rules: str) -> dict[str, Any]:
    return {
        "source_id": key.source_id,
        "kind": str(one.kind),
        "identifier": one.identity.identifier,
        "hash": one.record_hash,
        "rules": rules,
        "sha256": one.payload,
        "pointer": one.pointer,
        "seen_in": key.run_id,
        "since": key.run_id,
        "state": PRESENT,
    }


def _keep_entries(connection: Connection, batch: Batch, records: Sequence[int], now: datetime) -> list[int]:
    entries = _known_entries(connection, batch)
    owned = [(one, known, record_id) for (one, known), record_id in zip(batch, records, strict=True)]
    moved = [
        {"entry": entries[one.identity.uuid], "rec": record_id}
        for one, known, record_id in owned
        if (known is None or known.entry_id is None) and one.identity.uuid in entries
    ]
    if moved:
        connection.execute(_MOVE, moved)
    rows = [
        _entry_row(one, record_id, now) for one, _, record_id in owned if one.identity.uuid not in entries
    ]
    entries |= zip((row["uuid"] for row in rows), insert(connection, t.entry, rows), strict=True)
    return [entries[one.identity.uuid] for one, _ in batch]


_MOVE: Final = update(t.entry).where(t.entry.c.id == bindparam("entry")).values(record_id=bindparam("rec"))


def _known_entries(connection: Connection, batch: Batch) -> dict[str, int]:
    found = {
        one.identity.uuid: known.entry_id for one, known in batch if known is not None and known.entry_id
    }
    unknown = [one.identity.uuid for one, _ in batch if one.identity.uuid not in found]
    if unknown:
        query = select(t.entry.c.uuid, t.entry.c.id).where(t.entry.c.uuid.in_(unknown))
        found |= dict(connection.execute(query).all())
    return found


def _entry_row(one: Judged, record_id: int, now: datetime) -> dict[str, Any]:
    return {
        "uuid": one.identity.uuid,
        "iri": one.identity.iri,
        "publisher": one.identity.publisher,
        "kind": str(one.kind),
        "record_id": record_id,
        "first_seen": now,
    }


def _keep_versions(
    connection: Connection,
    key: RunKey,
    batch: Batch,
    entries: Sequence[int],
    now: datetime,
) -> list[tuple[int, int | None]]:
    """Give the version of each entry, with the run that read its record where that made no new version."""
    present = _present_versions(connection, entries)
    rows = []
    for (one, _), entry in zip(batch, entries, strict=True):
        known = present.get(entry)
        if known is None or known.hash != one.hash:
            rows.append(_version_row(key, one, entry, now))
        elif corrections_in(known.reasons) != corrections_in(one.reasons):
            same = _body_of(connection, known.version_id)
            rows.append(_version_row(key, one, entry, now) | {"body": same})
    made = dict(zip((row["entry_id"] for row in rows), insert(connection, t.version, rows), strict=True))
    named = {entry: one.named for (one, _), entry in zip(batch, entries, strict=True) if entry in made}
    keep_links(connection, named, made.keys() - present.keys())
    return [
        (made[entry], None) if entry in made else (present[entry].version_id, key.run_id) for entry in entries
    ]


class _Present(NamedTuple):
    version_id: int
    hash: str
    reasons: bytes


def _present_versions(connection: Connection, entries: Sequence[int]) -> dict[int, _Present]:
    query = (
        select(t.entry.c.id, t.version.c.id, t.version.c.hash, t.version.c.reasons)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .where(t.entry.c.id.in_(entries))
    )
    return {entry: _Present(*version) for entry, *version in connection.execute(query)}


def _body_of(connection: Connection, version: int) -> bytes:
    """Give the body of a version: where only who answers for it changed, the same bytes are published."""
    body: bytes = connection.execute(select(t.version.c.body).where(t.version.c.id == version)).scalar_one()
    return body


def _version_row(key: RunKey, one: Judged, entry: int, now: datetime) -> dict[str, Any]:
    return {
        "entry_id": entry,
        "run_id": key.run_id,
        "valid_from": now,
        "hash": one.hash,
        "record_hash": one.record_hash,
        "sha256": one.payload,
        "pointer": one.pointer,
        "title": one.title,
        "members": pack_members(one.members),
        "body": one.body,
        "reasons": one.reasons,
        "said": one.said,
        "modified": one.modified,
    }
