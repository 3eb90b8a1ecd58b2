"""The chain of acts on attestations: each carries the hash of the one before it, none is ever altered.

The database itself refuses a change (triggers); whoever gets past that breaks the hashes, which
:func:`inspect_chain` shows. That acts at the end are gone shows only against a hash that was kept
elsewhere (:func:`chain_head`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, Select, func, select
from sqlalchemy.exc import IntegrityError

from catalogue.errors import StoreError
from catalogue.store import tables as t

__all__ = [
    "Act",
    "ActKind",
    "Broken",
    "ChainFault",
    "ChainHead",
    "Inspection",
    "acts",
    "add_act",
    "chain_head",
    "hash_of",
    "inspect_chain",
]

TRIES: Final = 20
"""How often somebody else may be a moment earlier."""


class ActKind(StrEnum):
    SIGNED = "signed"
    REVIEWED = "reviewed"
    WITHDRAWN = "withdrawn"


class Act(NamedTuple):
    number: int
    uuid: str
    """Of the attestation that it is on."""
    act: str
    publisher: str
    check: str
    at: datetime
    body: str
    """JSON"""
    previous: str
    hash: str

    @property
    def said(self) -> dict[str, Any]:
        """Give the body, read."""
        said: dict[str, Any] = orjson.loads(self.body)
        return said


class ChainHead(NamedTuple):
    acts: int
    hash: str
    """Of the last act; empty while there is none."""


class Broken(StrEnum):
    ALTERED = "altered"
    """The act is not what its hash was made of."""
    TORN = "torn"
    """It does not carry the hash of the act before it: one was taken out or put in."""
    BACK_IN_TIME = "back-in-time"
    """It says that it came before the act before it."""
    STRAY = "stray"
    """It is on an attestation that nobody signed."""


class ChainFault(NamedTuple):
    number: int
    uuid: str
    broken: Broken


class Inspection(NamedTuple):
    head: ChainHead
    faults: tuple[ChainFault, ...]

    @property
    def whole(self) -> bool:
        return not self.faults


def hash_of(act: Act) -> str:
    """Give the SHA-256 of an act: over a JSON list of the hash before it and all that it says, in UTF-8."""
    said = [act.previous, act.uuid, act.act, act.publisher, act.check, _stamp(act.at), act.body]
    return sha256(orjson.dumps(said)).hexdigest()


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def add_act(connection: Connection, act: Act) -> Act:
    """Put an act at the end of the chain; its number, previous and hash are filled in here.

    Raises StoreError when the clock stands before the last act, or when others keep being earlier.
    """
    for _ in range(TRIES):
        chained = _behind_the_last(connection, act)
        try:
            with connection.begin_nested():
                row = {name: value for name, value in chained._asdict().items() if name != "number"}
                number = connection.execute(t.attestation.insert().values(row).returning(t.attestation.c.id))
                return chained._replace(number=number.scalar_one())
        except IntegrityError:  # another process put its act behind the same one
            continue
    raise StoreError("attest.chain-busy")


def _behind_the_last(connection: Connection, act: Act) -> Act:
    a = t.attestation.c
    last = connection.execute(select(a.at, a.hash).order_by(a.id.desc()).limit(1)).first()
    if last is not None and act.at < last.at:
        raise StoreError("attest.clock", now=_stamp(act.at), last=_stamp(last.at))
    linked = act._replace(previous=last.hash if last is not None else "")
    return linked._replace(hash=hash_of(linked))


def acts(
    connection: Connection, *, publisher: str = "", uuid: str = "", at: datetime | None = None
) -> Iterator[Act]:
    """Give acts in the order of the chain: all, or of a publisher or an attestation, up to a moment."""
    a = t.attestation.c
    query = _acts()
    if publisher:
        query = query.where(a.publisher == publisher)
    if uuid:
        query = query.where(a.uuid == uuid)
    if at is not None:
        query = query.where(a.at <= at)
    for row in connection.execute(query.order_by(a.id)):
        yield Act(*row)


def _acts() -> Select[Any]:
    a = t.attestation.c
    return select(a.id, a.uuid, a.act, a.publisher, a.check, a.at, a.body, a.previous, a.hash)


def chain_head(connection: Connection) -> ChainHead:
    """Give how many acts there are and the hash of the last one: what to keep elsewhere."""
    a = t.attestation.c
    last = connection.execute(select(a.hash).order_by(a.id.desc()).limit(1)).scalar()
    count = connection.execute(select(func.count()).select_from(t.attestation)).scalar_one()
    return ChainHead(count, last or "")


def inspect_chain(connection: Connection) -> Inspection:
    """Make every hash again, from the first act to the last."""
    faults: list[ChainFault] = []
    before: Act | None = None
    signed: set[str] = set()
    count = 0
    for act in acts(connection):
        faults += (ChainFault(act.number, act.uuid, broken) for broken in _broken(act, before))
        if act.act == ActKind.SIGNED:
            signed.add(act.uuid)
        elif act.uuid not in signed:
            faults.append(ChainFault(act.number, act.uuid, Broken.STRAY))
        before, count = act, count + 1
    return Inspection(ChainHead(count, before.hash if before else ""), tuple(faults))


def _broken(act: Act, before: Act | None) -> Iterator[Broken]:
    if act.hash != hash_of(act):
        yield Broken.ALTERED
    if act.previous != (before.hash if before else ""):
        yield Broken.TORN
    if before is not None and act.at < before.at:
        yield Broken.BACK_IN_TIME
