"""Keeping what probes saw: in batches, only ever added to, the sampled bytes once per content.

A killed prober loses at most the batch it had at hand.
"""

import gzip
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from catalogue.packing import pack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.addresses import address_ids, keep_things
from catalogue.store.writing import unless_kept
from catalogue.testimony import Discount, Observation, Role
from catalogue.testimony.written import write_observation

__all__ = ["Observed", "keep_observations"]

DATA: Final = frozenset({Role.DOWNLOAD, Role.ACCESS, Role.ENDPOINT})
LONGEST_TYPE: Final = 200


class Observed(NamedTuple):
    observation: Observation
    due: datetime
    """When the address may be asked again."""
    bodies: Mapping[str, bytes] = {}
    """The sampled bytes, by their SHA-256."""


def keep_observations(connection: Connection, batch: Sequence[Observed]) -> None:
    """Keep a batch with its samples, when each address is due again, and the things that data describe."""
    if not batch:
        return
    _keep_samples(connection, batch)
    ids = address_ids(connection, {one.observation.url for one in batch})
    connection.execute(t.observation.insert(), [_row(one.observation, ids) for one in batch])
    connection.execute(_DUE, [{"address": ids[one.observation.url], "due": one.due} for one in batch])
    keep_things(connection, dict(filter(None, (_things(one.observation) for one in batch))))


_DUE: Final = update(t.address).where(t.address.c.id == bindparam("address")).values(due_at=bindparam("due"))


def _row(one: Observation, ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "address_id": ids[one.url],
        "role": str(one.role),
        "at": one.at,
        "day": one.at.astimezone(UTC).toordinal(),
        "vantage": one.vantage,
        "answer": str(one.answer),
        "status": one.status,
        "failure": one.failure,
        "discount": str(one.discount),
        "content": one.content,
        "sha256": one.sample.sha256 if one.sample else "",
        "facts": pack(write_observation(one)),
    }


def _things(one: Observation) -> tuple[str, tuple[str, ...]] | None:
    """Give what the data describe, of data that came now."""
    if one.role not in DATA or not one.content or one.discount is not Discount.NONE:
        return None
    found = [sample.facts.subjects for sample in (one.sample, one.rdf) if sample and sample.facts.subjects]
    return one.url, found[0] if found else ()


def _keep_samples(connection: Connection, batch: Sequence[Observed]) -> None:
    bodies = {digest: body for one in batch for digest, body in one.bodies.items()}
    types = {
        sample.sha256: kind
        for one in batch
        for sample, kind in (
            (one.observation.sample, one.observation.headers.get("content-type", "")),
            (one.observation.rdf, one.observation.negotiated),
        )
        if sample
    }
    kept: set[str] = set()
    for some in portions(bodies):
        known = select(t.payload.c.sha256).where(t.payload.c.sha256.in_(some))
        kept |= set(connection.execute(known).scalars())
    rows = [
        {
            "sha256": digest,
            "body": gzip.compress(body, mtime=0),
            "size": len(body),
            "content_type": types.get(digest, "")[:LONGEST_TYPE],
        }
        for digest, body in sorted(bodies.items())
        if digest not in kept
    ]
    if rows:
        connection.execute(unless_kept(connection, t.payload), rows)
