"""Checking seals: everything they cover is read again, and what is not as it was sealed is named.

Works on the store itself and on what a bundle brought along, where a part may be left out.
"""

import gzip
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from catalogue.packing import NotPackedError, unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.attestation_chain import Broken, acts, hash_of, inspect_chain
from catalogue.store.seals.chain import ATTESTATIONS, FORMAT, OF_EVENTS
from catalogue.store.seals.leaves import Leaf, leaves, seen_records
from catalogue.store.seals.naming import name_of, parts_amiss

__all__ = ["Amiss", "Checked", "check", "is_sealed", "missing_events"]

READ: Final = 1 << 20
PRESENT: Final = "present"
WITHDRAWN: Final = "withdrawn"
OF_RUN: Final[Mapping[str, ColumnElement[int]]] = {
    "page": t.page.c.run_id,
    "trouble": t.trouble.c.run_id,
    "version": t.version.c.run_id,
    "assessment": t.assessment.c.run_id,
    "copy": t.copy.c.since,
}
"""By kind, the column that names its run."""
BY_ID: Final[Mapping[str, Table]] = {
    "run": t.run,
    "acceptance": t.run,
    "standing": t.standing,
    "observation": t.observation,
    "publisher_assessment": t.publisher_assessment,
    "event": t.event,
}


class Amiss(NamedTuple):
    """One thing that is not as it was sealed."""

    kind: str
    """``seal``, ``run``, ``page``, ``payload``, ``version``, ``verdict``, ``observation`` and so on."""
    how: str
    """``altered``, ``missing``, ``added``, ``broken``, ``unsealed``, ``repointed``."""
    name: str
    """What a person recognises it by."""
    chain: str = ""
    run_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Checked:
    """What came of reading all that is sealed again."""

    seals: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    """Rows that are as they were sealed, by kind."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that the seals cover and that were not brought along, by kind."""
    unsealed: Counter[str] = field(default_factory=Counter)
    """Runs from before there were seals, by source."""
    waiting: Counter[str] = field(default_factory=Counter)
    """Rows that no seal covers yet, by table."""
    heads: dict[str, str] = field(default_factory=dict)
    """The newest seal of each chain."""
    amiss: list[Amiss] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.amiss


def check(connection: Connection, *, partial: bool = False, known_acts: Collection[str] = ()) -> Checked:
    """Read everything that seals cover, and every payload, and hold it to its hash.

    ``partial`` permits that rows are absent, and not that any differs; ``known_acts`` are hashes of acts on
    attestations that are known beside those in the store.
    """
    work = _Check(connection, partial=partial, known_acts=known_acts)
    for chain in connection.execute(select(t.seal.c.chain).distinct().order_by(t.seal.c.chain)).scalars():
        work.chain(chain)
    work.loose_runs()
    work.payloads()
    work.pointers()
    work.attestations()
    work.events()
    work.waiting()
    return work.found


def is_sealed(connection: Connection, noted: str) -> bool:
    """Tell whether a seal, or the hash of an act on an attestation, that somebody noted is still here."""
    seal = select(t.seal.c.id).where(t.seal.c.hash == noted)
    act = select(t.attestation.c.id).where(t.attestation.c.hash == noted)
    return any(connection.execute(query).first() is not None for query in (seal, act))


def missing_events(connection: Connection, publisher: str) -> Iterator[tuple[int, str]]:
    """Give, by key and digest, what seals cover of what was published of a publisher and is not there."""
    there = set(connection.execute(select(t.event.c.id).where(t.event.c.publisher == publisher)).scalars())
    s = t.seal.c
    bodies = select(s.body).where(s.chain == publisher + OF_EVENTS).order_by(s.id)
    for body in connection.execute(bodies).scalars():
        leaves_ = _leaves(orjson.loads(unpack(body))["leaves"].get("event", ()))
        yield from ((one.id, one.digest) for one in leaves_.values() if one.id not in there)


class _Check:
    def __init__(self, connection: Connection, *, partial: bool, known_acts: Collection[str]) -> None:
        self.connection = connection
        self.known_acts = known_acts
        self.partial = partial
        self.found = Checked()
        self._sealed: dict[int, str] = {}
        self._events: set[int] = set()
        """Of what was published, what a seal covers."""

    def chain(self, chain: str) -> None:
        s = t.seal.c
        query = select(s.id, s.run_id, s.at, s.previous, s.hash).where(s.chain == chain).order_by(s.id)
        before = ""
        for row in self.connection.execute(query).all():
            self.found.seals += 1
            body = self._body(row.id, row.hash)
            said = {"chain": chain, "run": row.run_id, "at": row.at.isoformat()}
            if body is None or any(body[name] != value for name, value in said.items()):
                self._amiss("seal", "altered", row.hash, chain, row.run_id)
            elif {row.previous, body["previous"]} != {before}:
                self._amiss("seal", "broken", row.hash, chain, row.run_id)
            if body is not None:
                self._covered({**body, "id": row.id, "hash": row.hash})
            before = row.hash
        self.found.heads[chain] = before

    def _body(self, seal_id: int, expected: str) -> dict[str, Any] | None:
        packed: bytes = self.connection.execute(
            select(t.seal.c.body).where(t.seal.c.id == seal_id)
        ).scalar_one()
        try:
            written = unpack(packed)
        except NotPackedError:
            return None
        if sha256(written).hexdigest() != expected:
            return None
        body: dict[str, Any] = orjson.loads(written)
        return body if body.get("format") == FORMAT else None

    def _covered(self, body: dict[str, Any]) -> None:
        chain, run_id, sealed = body["chain"], body["run"], body["leaves"]
        self._events.update(one[0] for one in sealed.get("event", ()))
        for kind, table in BY_ID.items():
            self._compare(kind, _leaves(sealed.get(kind, ())), self._by_id(kind, table, body), chain, run_id)
        if run_id is None:
            return
        self._sealed[run_id] = body["hash"]
        for kind, of_run in OF_RUN.items():
            there = leaves(self.connection, kind, of_run == run_id)
            self._compare(kind, _leaves(sealed.get(kind, ())), there, chain, run_id)
        self._stated(body, run_id)

    def _by_id(self, kind: str, table: Table, body: dict[str, Any]) -> Iterator[Leaf]:
        """Read the rows that a seal lists, and those that say it covers them."""
        ids = {one[0] for one in body["leaves"].get(kind, ())}
        if "seal_id" in table.c:
            ids.update(_ids(self.connection, table, table.c.seal_id == body["id"]))
        for some in portions(sorted(ids)):
            yield from leaves(self.connection, kind, table.c.id.in_(some))

    def _compare(
        self, kind: str, wanted: dict[int, Leaf], there: Iterable[Leaf], chain: str, run_id: int | None
    ) -> None:
        for leaf in there:
            sealed = wanted.pop(leaf.id, None)
            if sealed is None:
                self._amiss(kind, "added", name_of(self.connection, kind, leaf.id), chain, run_id)
            elif sealed.digest != leaf.digest:
                self._altered(kind, sealed, leaf, chain, run_id)
            else:
                self.found.counted[kind] += 1
        for absent in wanted:
            if self.partial:
                self.found.left_out[kind] += 1
            else:
                self._amiss(kind, "missing", f"{kind} {absent}", chain, run_id)

    def _altered(self, kind: str, sealed: Leaf, leaf: Leaf, chain: str, run_id: int | None) -> None:
        name = name_of(self.connection, kind, leaf.id)
        parts = parts_amiss(self.connection, sealed, leaf) if sealed.marks else []
        for part, how, which in parts or [(kind, "altered", "")]:
            self._amiss(part, how, f"{name} {which}".strip(), chain, run_id)

    def _stated(self, body: dict[str, Any], run_id: int) -> None:
        """Hold what a seal states of that moment to what still shows it."""
        heads = body["stated"]["heads"]
        a, s = t.attestation.c, t.seal.c
        last = heads.pop(ATTESTATIONS)
        if last and last not in self.known_acts and not self._there(select(a.id).where(a.hash == last)):
            self._amiss("attestation", "missing", last, ATTESTATIONS, run_id)
        for chain, head in heads.items():
            if head and not self._there(select(s.id).where(s.hash == head)):
                self._amiss("seal", "missing", head, chain, run_id)
        r = t.run.c
        source = self.connection.execute(select(r.source_id).where(r.id == run_id)).scalar()
        if source is None or self._there(
            select(r.id).where(r.source_id == source, r.id > run_id, _harvests())
        ):
            return  # later runs saw the records too
        if not self.partial and body["stated"]["seen"] != seen_records(self.connection, run_id, source):
            self._amiss("record", "altered", body["chain"], body["chain"], run_id)

    def loose_runs(self) -> None:
        """Name ended runs without a seal of theirs, unless they are from before there were any."""
        r = t.run.c
        query = select(r.id, r.seal, t.source.c.name).join(t.source, t.source.c.id == r.source_id)
        sealed: set[str] = set()
        for run_id, seal, source in self.connection.execute(
            query.where(r.ended_at.is_not(None)).order_by(r.id)
        ):
            if run_id in self._sealed:
                sealed.add(source)
            if seal != self._sealed.get(run_id, "") or (not seal and source in sealed):
                self._amiss("run", "unsealed", name_of(self.connection, "run", run_id), source, run_id)
            elif not seal:
                self.found.unsealed[source] += 1

    def payloads(self) -> None:
        p = t.payload.c
        for sha in self.connection.execute(select(p.sha256).order_by(p.sha256)).scalars().all():
            body, size = self.connection.execute(select(p.body, p.size).where(p.sha256 == sha)).one()
            if _reads_as(body) == (sha, size):
                self.found.counted["payload"] += 1
            else:
                self._amiss("payload", "altered", sha)

    def pointers(self) -> None:
        """Name entries that point at another version or assessment than their last, or stand otherwise."""
        e, v, a = t.entry.c, t.version.c, t.assessment.c
        version = select(func.max(v.id)).where(v.entry_id == e.id).correlate(t.entry).scalar_subquery()
        assessment = (
            select(func.max(a.id))
            .join(t.version, v.id == a.version_id)
            .where(v.entry_id == e.id)
            .correlate(t.entry)
            .scalar_subquery()
        )
        elsewhere = (e.version_id != version) | (e.assessment_id != assessment)
        for kind, where in (("entry", elsewhere), ("standing", self._stands_otherwise())):
            for uuid in self.connection.execute(select(e.uuid).where(where).order_by(e.uuid)).scalars():
                self._amiss(kind, "repointed", uuid)

    def _stands_otherwise(self) -> ColumnElement[bool]:
        """Tell of an entry whether the last that is written down of its record says otherwise."""
        e, s, r = t.entry.c, t.standing.c, t.run.c
        last = (
            select(s.state)
            .where(s.record_id == e.record_id)
            .order_by(s.id.desc())
            .limit(1)
            .correlate(t.entry)
        ).scalar_subquery()
        going_on = (
            select(r.id)
            .join(t.record, t.record.c.source_id == r.source_id)
            .where(t.record.c.id == e.record_id, r.ended_at.is_(None))
            .correlate(t.entry)
        )
        gone = func.coalesce(last, PRESENT) == WITHDRAWN
        known = select(t.record.c.id).where(t.record.c.id == e.record_id).correlate(t.entry).exists()
        otherwise = (gone != e.withdrawn_at.is_not(None)) & e.replaced_by.is_(None)
        return otherwise & known & ~going_on.exists()

    def attestations(self) -> None:
        """Hold the acts on attestations to their own chain; of a part of them, each act to its own hash."""
        if not self.partial:
            seen = inspect_chain(self.connection)
            for fault in seen.faults:
                how = "altered" if fault.broken is Broken.ALTERED else "broken"
                self._amiss("attestation", how, f"{fault.uuid} {fault.number}")
            self.found.counted["attestation"] += seen.head.acts - len({one.number for one in seen.faults})
            self.found.heads[ATTESTATIONS] = seen.head.hash
            return
        for act in acts(self.connection):
            if act.hash == hash_of(act) and act.hash in self.known_acts:
                self.found.counted["attestation"] += 1
            else:
                self._amiss("attestation", "altered", f"{act.uuid} {act.number}")

    def events(self) -> None:
        """Name what no seal covers of what was published; only behind the last that one does, it may wait."""
        e = t.event.c
        rows = self.connection.execute(select(e.id, e.publisher).order_by(e.id)).all()
        last = {publisher: key for key, publisher in rows if key in self._events}
        for key, publisher in rows:
            if key in self._events:
                continue
            if self.partial or key < last.get(publisher, 0):
                self._amiss("event", "added", name_of(self.connection, "event", key), publisher + OF_EVENTS)
            else:
                self.found.waiting["event"] += 1

    def waiting(self) -> None:
        for table in (t.standing, t.observation, t.publisher_assessment):
            query = select(func.count()).select_from(table).where(table.c.seal_id.is_(None))
            if count := self.connection.execute(query).scalar_one():
                self.found.waiting[str(table.name)] = count

    def _there(self, query: Select[Any]) -> bool:
        return self.connection.execute(query.limit(1)).first() is not None

    def _amiss(self, kind: str, how: str, name: str, chain: str = "", run_id: int | None = None) -> None:
        self.found.amiss.append(Amiss(kind, how, name, chain, run_id))


def _harvests() -> ColumnElement[bool]:
    """Keep to runs that asked their source; told here too, for runs are sealed by what lies below them."""
    return t.run.c.scope.in_(("whole", "changes"))


def _leaves(sealed: Iterable[Sequence[Any]]) -> dict[int, Leaf]:
    return {one[0]: Leaf(*one) for one in sealed}


def _ids(connection: Connection, table: Table, where: ColumnElement[bool]) -> list[int]:
    return list(connection.execute(select(table.c.id).where(where)).scalars())


def _reads_as(body: bytes) -> tuple[str, int]:
    """Give SHA-256 and size of what a gzip body holds, without holding all of it."""
    digest, size = sha256(), 0
    try:
        with gzip.open(BytesIO(body)) as file:
            while some := file.read(READ):
                digest.update(some)
                size += len(some)
    except (OSError, EOFError, zlib.error):
        return "", 0
    return digest.hexdigest(), size
