"""Attestations: what a person answered, what an auditor made of it, what was taken back.

Written as acts that are only added to; read by folding those that stood at a moment.
"""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, select

from catalogue.errors import UsageError
from catalogue.store import tables as t
from catalogue.store.attestation_chain import Act, ActKind, acts, add_act
from catalogue.store.writing import unless_kept
from catalogue.testimony import Attestation, Proof, Review, Statement

__all__ = [
    "Signer",
    "attestations",
    "find_attestation",
    "keep_proof",
    "publishers_attesting",
    "review",
    "sign",
    "withdraw",
]

SHORTEST_PREFIX: Final = 4


class Signer(NamedTuple):
    """Who says so. Nothing proves it: name and role are those that were given."""

    name: str
    role: str


def sign(connection: Connection, attestation: Attestation, now: datetime) -> Attestation:
    """Keep a new attestation and give it as it stands.

    Raises UsageError when nobody signs it, its times cannot be, or what it supersedes is not there to be.
    """
    _signed_by(Signer(attestation.by_name, attestation.by_role))
    if attestation.signed_at > now:
        raise UsageError("attest.signed-later", day=f"{attestation.signed_at:%Y-%m-%d}")
    if attestation.valid_until <= attestation.signed_at:
        raise UsageError("attest.ends-before", day=f"{attestation.valid_until:%Y-%m-%d}")
    if attestation.supersedes:
        _superseded(connection, attestation)
    return _signed(_act(connection, attestation, ActKind.SIGNED, now, _plain(attestation)))


def review(
    connection: Connection, wanted: str, outcome: Review, by: Signer, *, note: str, now: datetime
) -> Attestation:
    """Keep what an auditor makes of an attestation; the last review is the one that counts.

    Raises UsageError without a reason where one is due, and for the one who signed it.
    """
    one = find_attestation(connection, wanted)
    _signed_by(by)
    if one.withdrawn_at is not None:
        raise UsageError("attest.is-withdrawn", id=one.id)
    if outcome is not Review.ACCEPTED and not note.strip():
        raise UsageError("attest.no-note", outcome=outcome)
    if by.name.strip().casefold() == one.by_name.strip().casefold():
        raise UsageError("attest.own-review", name=by.name)
    said = {"outcome": str(outcome), "by": by._asdict(), "note": note.strip()}
    _act(connection, one, ActKind.REVIEWED, now, said)
    return _reviewed(one, said, now)


def withdraw(connection: Connection, wanted: str, by: Signer, *, why: str, now: datetime) -> Attestation:
    """Take an attestation back; it stays to be read. Raises UsageError without a reason, or a second time."""
    one = find_attestation(connection, wanted)
    _signed_by(by)
    if one.withdrawn_at is not None:
        raise UsageError("attest.is-withdrawn", id=one.id)
    if not why.strip():
        raise UsageError("attest.no-reason")
    said = {"by": by._asdict(), "why": why.strip()}
    _act(connection, one, ActKind.WITHDRAWN, now, said)
    return _withdrawn(one, said, now)


def keep_proof(connection: Connection, sha256: str, body: bytes, content_type: str) -> None:
    """Keep the bytes of a proof once per content."""
    kept = select(t.payload.c.sha256).where(t.payload.c.sha256 == sha256)
    if connection.execute(kept).first() is None:
        packed = gzip.compress(body, mtime=0)
        row = {"sha256": sha256, "body": packed, "size": len(body), "content_type": content_type}
        connection.execute(unless_kept(connection, t.payload).values(row))


def attestations(
    connection: Connection, publisher: str = "", at: datetime | None = None
) -> list[Attestation]:
    """Give every attestation, of a publisher or of all, as it was known at a moment: those that ended too.

    :func:`catalogue.testimony.holding` keeps those that count.
    """
    return _folded(acts(connection, publisher=publisher, at=at))


def find_attestation(connection: Connection, wanted: str, at: datetime | None = None) -> Attestation:
    """Give the one attestation whose id is, or begins with, what was typed. Raises UsageError otherwise."""
    a = t.attestation.c
    fits = a.uuid.startswith(wanted, autoescape=True) if len(wanted) >= SHORTEST_PREFIX else a.uuid == wanted
    found = connection.execute(select(a.uuid, a.publisher).where(fits, a.act == ActKind.SIGNED)).all()
    if len(found) > 1:
        raise UsageError("attest.several", wanted=wanted, ids=", ".join(uuid for uuid, _ in found))
    for uuid, publisher in found:
        for one in attestations(connection, publisher, at):
            if one.id == uuid:
                return one
    raise UsageError("attest.unknown", wanted=wanted)


def publishers_attesting(connection: Connection) -> list[str]:
    """List the publishers that ever attested."""
    query = select(t.attestation.c.publisher).distinct().order_by(t.attestation.c.publisher)
    return list(connection.execute(query).scalars())


def _signed_by(by: Signer) -> None:
    if not by.name.strip() or not by.role.strip():
        raise UsageError("attest.nobody")


def _superseded(connection: Connection, attestation: Attestation) -> None:
    former = find_attestation(connection, attestation.supersedes)
    if (former.publisher, former.check) != (attestation.publisher, attestation.check):
        raise UsageError(
            "attest.supersedes-other", id=former.id, publisher=former.publisher, check=former.check
        )
    if former.id != attestation.supersedes or former.superseded_by or former.withdrawn_at is not None:
        raise UsageError("attest.supersedes-ended", id=former.id)


def _act(connection: Connection, one: Attestation, kind: ActKind, now: datetime, said: dict[str, Any]) -> Act:
    body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()
    return add_act(connection, Act(0, one.id, kind, one.publisher, one.check, now, body, "", ""))


_SAID: Final = ("theme", "narrative", "charter_version", "rubric", "supersedes", "via")
"""Texts of an attestation that are kept under their own name."""


def _plain(one: Attestation) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _SAID},
        "entries": sorted(one.entries),
        "statement": str(one.statement),
        "answers": one.answers,
        "proofs": [_plain_proof(proof) for proof in one.proofs],
        "by": {"name": one.by_name.strip(), "role": one.by_role.strip()},
        "signed_at": one.signed_at.isoformat(),
        "valid_until": one.valid_until.isoformat(),
    }


def _plain_proof(proof: Proof) -> dict[str, Any]:
    return {
        "place": proof.place,
        "sha256": proof.sha256,
        "retrieved_at": proof.retrieved_at.isoformat() if proof.retrieved_at else None,
        "size": proof.size,
        "kept": proof.kept,
    }


def _folded(found: Iterator[Act]) -> list[Attestation]:
    """Put the acts together, in their order; what a later one says of an earlier one is laid over it."""
    standing: dict[str, Attestation] = {}
    for act in found:
        if act.act == ActKind.SIGNED:
            one = _signed(act)
            standing[act.uuid] = one
            if one.supersedes in standing:
                former = standing[one.supersedes]
                standing[former.id] = replace(former, superseded_by=one.id)
        elif act.uuid in standing:  # an act on nothing shows when the chain is inspected
            lay = _reviewed if act.act == ActKind.REVIEWED else _withdrawn
            standing[act.uuid] = lay(standing[act.uuid], act.said, act.at)
    return list(standing.values())


def _signed(act: Act) -> Attestation:
    said = act.said
    return Attestation(
        id=act.uuid,
        publisher=act.publisher,
        check=act.check,
        **{name: said[name] for name in _SAID},
        entries=tuple(said["entries"]),
        statement=Statement(said["statement"]),
        answers=said["answers"],
        proofs=tuple(_proof(one) for one in said["proofs"]),
        by_name=said["by"]["name"],
        by_role=said["by"]["role"],
        signed_at=datetime.fromisoformat(said["signed_at"]),
        valid_until=datetime.fromisoformat(said["valid_until"]),
        recorded_at=act.at,
    )


def _proof(said: dict[str, Any]) -> Proof:
    moment = said["retrieved_at"]
    return Proof(**{**said, "retrieved_at": datetime.fromisoformat(moment) if moment else None})


def _reviewed(one: Attestation, said: dict[str, Any], at: datetime) -> Attestation:
    return replace(
        one,
        review=Review(said["outcome"]),
        reviewed_by=said["by"]["name"],
        reviewer_role=said["by"]["role"],
        reviewed_at=at,
        review_note=said["note"],
    )


def _withdrawn(one: Attestation, said: dict[str, Any], at: datetime) -> Attestation:
    return replace(one, withdrawn_at=at, withdrawn_by=said["by"]["name"], withdrawn_why=said["why"])
