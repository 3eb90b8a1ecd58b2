"""Reading back what was pushed, as the public gets it, and saying what the portal made of it."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from threading import Event
from typing import Final, NamedTuple

from catalogue.portions import portions
from catalogue.store import Database
from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.pace import Pace, patiently
from catalogue.targets.push.placements import placements, taken_away
from catalogue.targets.push.plan import Placement
from catalogue.targets.push.progress import Progress, Silent
from catalogue.targets.push.settings import TargetSettings
from catalogue.targets.push.shaped import shaped_of
from catalogue.targets.push.target import Body, Difference, Held, Target

__all__ = ["Alteration", "Missing", "Sample", "Verified", "verify"]

AT_ONCE: Final = 200
SHOWN: Final = 50
"""Entries that are named; all are counted."""
SILENT: Final = Silent()
WITHOUT_NUMBER: Final = re.compile(r"\[\d+\]")
"""Of the third distribution and of the fourth, it is the same field."""


class Sample(NamedTuple):
    """How many are read back, and what chooses them: another salt, another sample."""

    size: int
    salt: str


class Missing(NamedTuple):
    uuid: str
    remote_id: str
    name: str


@dataclass(slots=True)
class Alteration:
    """One field that the portal does not give as it was to stand."""

    entries: int
    example: Difference
    uuid: str
    """Of the entry of the example."""


@dataclass(slots=True)
class Verified:
    """What a target gives the public of what we had it keep."""

    placed: int
    """Entries of ours that are to stand there."""
    read: int = 0
    equal: int = 0
    altered: int = 0
    missing: list[Missing] = field(default_factory=list)
    missing_count: int = 0
    surplus: int = 0
    """Entries of ours that stand there and should not any more."""
    unread: int = 0
    """Entries of which it cannot be told any more what was sent: other rules shape them otherwise now."""
    fields: dict[str, Alteration] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        return not (self.missing_count or self.altered or self.surplus)


def verify(
    target: Target,
    settings: TargetSettings,
    database: Database,
    *,
    publishers: Sequence[str] = (),
    sample: Sample | None = None,
    progress: Progress = SILENT,
    pace: Pace = Pace(),  # noqa: B008  a plain value
    stop: Event | None = None,
) -> Verified:
    """Read back all that we had a target keep, or a sample of it.

    Raises TargetError when the portal cannot be read.
    """
    halt = stop or Event()
    identity = patiently(target.identity, pace, halt)
    with database.transaction() as connection:
        known = placements(connection, identity).values()
        gone = sorted(taken_away(connection, identity).values())
    wanted = [one for one in known if not publishers or one.publisher in publishers]
    chosen = _chosen(wanted, sample)
    found = Verified(placed=len(wanted))
    progress.total(len(chosen))
    with ThreadPoolExecutor(settings.care.concurrency, thread_name_prefix="verify") as pool:
        for some in portions(chosen, AT_ONCE):
            ask = [partial(target.read, one.remote_id) for one in some]
            read = pool.map(lambda one: patiently(one, pace, halt), ask)
            bodies = _bodies(target, database, some)
            for placed, held in zip(some, read, strict=True):
                _compare(target, placed, bodies.get(placed.uuid), held, found)
                progress.advance(1)
        mine = [one for one in gone if not publishers or one.publisher in publishers]
        ask = [partial(target.read, one.remote_id) for one in mine]
        still = pool.map(lambda one: patiently(one, pace, halt), ask)
        for placed, held in zip(mine, still, strict=True):
            found.surplus += held is not None and held.uuid == placed.uuid
    return found


def _chosen(known: list[Placement], sample: Sample | None) -> list[Placement]:
    """Order by UUID; of a sample, by a hash that another salt orders otherwise."""
    if sample is None:
        return sorted(known, key=lambda one: one.uuid)
    drawn = sorted(known, key=lambda one: sha256(f"{sample.salt} {one.uuid}".encode()).digest())
    return drawn[: sample.size]


def _bodies(target: Target, database: Database, some: Sequence[Placement]) -> dict[str, Body]:
    """Shape what was sent again; what comes out otherwise now is left out."""
    shaped = shaped_of(target, database, {one.uuid: one.version for one in some})
    sent = {one.uuid: one.sent for one in some}
    return {uuid: body for uuid, body in shaped.items() if fingerprint(body) == sent[uuid]}


def _compare(
    target: Target, placed: Placement, body: Body | None, held: Held | None, found: Verified
) -> None:
    found.read += 1
    if held is None:
        found.missing_count += 1
        if len(found.missing) < SHOWN:
            found.missing.append(Missing(placed.uuid, placed.remote_id, placed.name))
        return
    if body is None:
        found.unread += 1
        return
    differences = target.differences(body, held)
    found.equal += not differences
    found.altered += bool(differences)
    for name, example in {WITHOUT_NUMBER.sub("[]", one.field): one for one in reversed(differences)}.items():
        first = found.fields.setdefault(name, Alteration(0, example, placed.uuid))
        first.entries += 1
