"""Records that go on under another identifier: proposed, applied, refused, or contradicted by their source.

Applied, the entry goes along to the new record with its IRI, its UUID and its history; the entry that was
made of the new record in the meantime is withdrawn and points at it. Nothing is thrown away.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, Row, Select, select, update

from catalogue.errors import UsageError
from catalogue.store import tables as t
from catalogue.store.absence import Why, change_standing
from catalogue.store.keeping import PRESENT, WITHDRAWN
from catalogue.store.runs import RunKey, harvests

__all__ = [
    "APPLIED",
    "PROPOSED",
    "Candidate",
    "Pair",
    "anything_vanished",
    "apply_succession",
    "candidates_appeared",
    "candidates_vanished",
    "known_as",
    "others_standing",
    "propose",
    "refuse_succession",
    "take_back_contradicted",
]

PROPOSED: Final = "proposed"
APPLIED: Final = "applied"
REFUSED: Final = "refused"
CONTRADICTED: Final = "contradicted"
MOST: Final = 20_000
"""Records of one side that are compared."""
RECENT: Final = 3
"""A record that appeared more runs ago than this is new by now."""


class Candidate(NamedTuple):
    record_id: int
    run: int
    """The run that saw it last, where it vanished; first, where it appeared."""
    body: bytes
    """Of the present version of its entry, as it is kept."""


class Pair(NamedTuple):
    """A record that vanished, the one that appeared in its place, and why it is thought so."""

    former_id: int
    record_id: int
    confidence: float
    evidence: dict[str, Any]


def candidates_vanished(connection: Connection, key: RunKey, sources: Sequence[int]) -> list[Candidate]:
    """Give what these sources had and this run did not see, unless it is known to go on elsewhere."""
    gone = _gone(key, sources).order_by(t.record.c.seen_in.desc()).limit(MOST)
    return [Candidate(*row) for row in connection.execute(gone)]


def anything_vanished(connection: Connection, key: RunKey, sources: Sequence[int]) -> bool:
    """Tell whether there is any such, without reading what it was."""
    one = _gone(key, sources).with_only_columns(t.record.c.id).limit(1)
    return connection.execute(one).first() is not None


def _gone(key: RunKey, sources: Sequence[int]) -> Select[Any]:
    c = t.record.c
    return _with_body(c.seen_in).where(
        c.source_id.in_(sources),
        c.seen_in != key.run_id,
        ~c.held,
        c.id.not_in(_decided(t.succession.c.former_id)),
    )


def candidates_appeared(connection: Connection, key: RunKey) -> list[Candidate]:
    """Give what the last few runs of this source saw for the first time."""
    c, r = t.record.c, t.run.c
    runs = select(r.id).where(r.source_id == key.source_id, harvests()).order_by(r.id.desc()).limit(RECENT)
    new = _with_body(c.since).where(
        c.source_id == key.source_id,
        c.since.in_(list(connection.execute(runs).scalars())),
        c.seen_in == key.run_id,
        c.id.not_in(_decided(t.succession.c.record_id)),
    )
    return [Candidate(*row) for row in connection.execute(new.order_by(c.id).limit(MOST))]


def others_standing(connection: Connection, key: RunKey, limit: int) -> list[bytes]:
    """Give the bodies of entries that were there before and still are: what they share is the portal's."""
    c = t.record.c
    same = _with_body(c.since).where(
        c.source_id == key.source_id, c.seen_in == key.run_id, (c.since != key.run_id) | c.since.is_(None)
    )
    return [row[2] for row in connection.execute(same.order_by(c.id).limit(limit))]


def _with_body(run: Any) -> Select[Any]:  # noqa: ANN401  a column
    entry = (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None)
    return (
        select(t.record.c.id, run, t.version.c.body)
        .join(t.entry, entry)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
    )


def _decided(column: Any) -> Select[Any]:  # noqa: ANN401  idem
    return select(column).where(t.succession.c.state == APPLIED)


def propose(connection: Connection, key: RunKey, pair: Pair, now: datetime) -> int | None:
    """Write a pair down. Give its number, or None when the same pair was written down before."""
    s = t.succession.c
    same = (s.former_id == pair.former_id) & (s.record_id == pair.record_id)
    if connection.execute(select(s.id).where(same)).first():
        return None
    row = t.succession.insert().values(
        source_id=key.source_id,
        run_id=key.run_id,
        former_id=pair.former_id,
        record_id=pair.record_id,
        known_as=_name_of(connection, pair.former_id),
        confidence=pair.confidence,
        evidence=orjson.dumps(pair.evidence).decode(),
        state=PROPOSED,
        at=now,
        decided_by="",
    )
    made: int = connection.execute(row.returning(s.id)).scalar_one()
    return made


def apply_succession(connection: Connection, number: int, by: str, now: datetime) -> None:
    """Let the entry of the former record go on under the new one.

    ``by`` is empty where the evidence decided. Raises UsageError for a pair that waits for no decision.
    """
    pair = _waiting(connection, number)
    old, new = _entry_of(connection, pair.former_id), _entry_of(connection, pair.record_id)
    if old is None:
        raise UsageError("store.succession-void", number=number)
    if new is not None:
        retired = update(t.entry).where(t.entry.c.id == new)
        connection.execute(retired.values(replaced_by=old, withdrawn_at=now))
    goes_on = update(t.entry).where(t.entry.c.id == old)
    connection.execute(goes_on.values(record_id=pair.record_id, withdrawn_at=None))
    _read_again(connection, [pair.record_id])
    note = str(pair.record_id)
    change_standing(connection, [pair.former_id], WITHDRAWN, Why.SUCCEEDED, now, by=by, note=note)
    _decide(connection, number, APPLIED, by, now)


def refuse_succession(connection: Connection, number: int, by: str, now: datetime) -> None:
    """Note that a pair is none. Raises UsageError for a pair that does not wait for a decision."""
    _waiting(connection, number)
    _decide(connection, number, REFUSED, by, now)


def known_as(connection: Connection, publisher: str) -> dict[tuple[str, str], str]:
    """Give the identifier that an entry keeps its name from, by (kind, identifier) of its present record."""
    query = (
        select(t.record.c.kind, t.record.c.identifier, t.succession.c.known_as)
        .join(t.record, t.record.c.id == t.succession.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(t.succession.c.state == APPLIED, t.source.c.publisher == publisher)
    )
    return {(kind, identifier): name for kind, identifier, name in connection.execute(query)}


def take_back_contradicted(connection: Connection, key: RunKey, now: datetime) -> int:
    """Undo what was applied where this run saw the former record again; give how often that was."""
    s, former = t.succession.c, t.record.alias("former")
    again = (
        select(s.id, s.former_id, s.record_id)
        .join(former, former.c.id == s.former_id)
        .where(s.state == APPLIED, former.c.seen_in == key.run_id, former.c.state == PRESENT)
    )
    rows = connection.execute(again).all()
    for number, former_id, record_id in rows:
        _take_back(connection, former_id, record_id)
        _decide(connection, number, CONTRADICTED, "", now)
    return len(rows)


def _take_back(connection: Connection, former_id: int, record_id: int) -> None:
    """Give both records an entry of their own again, each to be read anew."""
    e = t.entry.c
    retired = select(e.id, e.replaced_by).where(e.record_id == record_id, e.replaced_by.is_not(None))
    for own, kept in connection.execute(retired).all():
        back = update(t.entry).where(e.id == own)
        connection.execute(back.values(replaced_by=None, withdrawn_at=None))
        connection.execute(update(t.entry).where(e.id == kept).values(record_id=former_id, withdrawn_at=None))
    _read_again(connection, [former_id, record_id])


def _read_again(connection: Connection, records: Sequence[int]) -> None:
    """Have the next run read these records, though they did not change: they bear another name now."""
    connection.execute(update(t.record).where(t.record.c.id.in_(records)).values(rules=""))


def _name_of(connection: Connection, record_id: int) -> str:
    """Give the identifier that the entry of a record has its name from."""
    s = t.succession.c
    earlier = select(s.known_as).where(s.record_id == record_id, s.state == APPLIED)
    own = select(t.record.c.identifier).where(t.record.c.id == record_id)
    name: str = connection.execute(earlier).scalar() or connection.execute(own).scalar_one()
    return name


def _entry_of(connection: Connection, record_id: int) -> int | None:
    query = select(t.entry.c.id).where(t.entry.c.record_id == record_id, t.entry.c.replaced_by.is_(None))
    found: int | None = connection.execute(query).scalar()
    return found


def _waiting(connection: Connection, number: int) -> Row[Any, Any, Any]:
    s = t.succession.c
    row = connection.execute(select(s.former_id, s.record_id, s.state).where(s.id == number)).first()
    if row is None:
        raise UsageError("store.unknown-succession", number=number)
    if row.state != PROPOSED:
        raise UsageError("store.succession-decided", number=number, state=row.state)
    return row


def _decide(connection: Connection, number: int, state: str, by: str, now: datetime) -> None:
    said = update(t.succession).where(t.succession.c.id == number)
    connection.execute(said.values(state=state, decided_by=by, decided_at=now))
