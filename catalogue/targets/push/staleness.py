"""Whether a plan still is for this portal, this database, these entries and what stands of them."""

from collections.abc import Sequence
from datetime import datetime
from threading import Event
from typing import Final

from catalogue.errors import TargetError, UsageError
from catalogue.portions import portions
from catalogue.store import Database
from catalogue.targets.push.lookup import as_planned
from catalogue.targets.push.offered import publishing
from catalogue.targets.push.pace import Pace, patiently
from catalogue.targets.push.placements import store_identity
from catalogue.targets.push.plan import Act, Step
from catalogue.targets.push.plans import APPLIED, Kept, KeptStep, newer_begun
from catalogue.targets.push.rules import evident
from catalogue.targets.push.stock import Stock
from catalogue.targets.push.target import Held, Target

__all__ = [
    "refuse_altered",
    "refuse_elsewhere",
    "refuse_moved_on",
    "refuse_settled",
    "refuse_unfit",
    "standing_of",
]

WORTH: Final = 50
"""Entries that a portal lists in the time in which it shows one by itself, about."""
SHOWN: Final = 3
"""Entries that a refusal names."""


def refuse_settled(kept: Kept, mine: str, newer: Kept | None = None) -> None:
    """Refuse a plan of another database than ``mine``, one done or overtaken, one that waits for a person."""
    plan = kept.plan
    if plan.store != mine:
        raise UsageError("push.other-store", plan=kept.name, target=plan.target)
    if kept.state == APPLIED:
        raise UsageError("push.already-applied", plan=kept.name, at=kept.ended_at, target=plan.target)
    if newer is not None:
        raise UsageError("push.overtaken", plan=kept.name, newer=newer.name, target=plan.target)
    if plan.asks and not kept.accepted_by:
        raise UsageError("push.wait-for-yes", plan=kept.name)


def refuse_elsewhere(kept: Kept, found: str) -> None:
    """Refuse a plan that was made for another portal than the one that was ``found``."""
    if found != kept.plan.identity:
        facts = {"planned": kept.plan.identity, "found": found, "target": kept.plan.target}
        raise UsageError("push.other-portal", plan=kept.name, **facts)


def refuse_unfit(
    database: Database, target: Target, kept: Kept, now: datetime, *, pace: Pace, stop: Event
) -> None:
    """Refuse a plan of another portal or database, one done or overtaken, one that waits for a person.

    Raises UsageError that says which, and TargetError where the portal will not have us.
    """
    plan = kept.plan
    with database.transaction() as connection:
        mine = store_identity(connection, now)
        newer = newer_begun(connection, kept)
        meant = publishing(connection, plan.publishers)
    refuse_settled(kept, mine, newer)
    refuse_elsewhere(kept, patiently(target.identity, pace, stop))
    blocked = patiently(lambda: target.ready(meant), pace, stop)
    if blocked:
        raise TargetError(blocked[0].key, **blocked[0].facts)


def refuse_moved_on(database: Database, target: Target, kept: Kept, steps: Sequence[KeptStep]) -> None:
    """Refuse a plan of which entries are no longer as they were when it was made. Raises UsageError."""
    moved: list[Step] = []
    stock = Stock(apart=target.apart)
    for some in portions(one.step for one in steps):
        uuids = [step.uuid for step in some]
        with database.transaction() as connection:
            there = stock.offered_of(connection, uuids)
            others = stock.fates(connection, [uuid for uuid in uuids if uuid not in there])
        for step in some:
            one = there.get(step.uuid)
            if step.act in {Act.CREATE, Act.UPDATE}:
                same = one is not None and one.wanted.hash == step.version
            else:
                fate = others.get(step.uuid)
                same = one is None and (evident(fate) or step.rule == "push.rule.unpublished-delete")
            if not same:
                moved.append(step)
    if moved:
        raise UsageError("push.stale-entries", **_named(kept, moved))


def standing_of(target: Target, steps: Sequence[KeptStep], standing: int) -> dict[str, Held]:
    """Give what stands of the entries of these steps: one by one where they are few of all that stands."""
    meant = {one.step.uuid: one.step for one in steps}
    if len(meant) <= standing // WORTH:
        found = (target.find(one.uuid, remote_id=one.remote_id, name=one.name) for one in meant.values())
        return {held.uuid: held for held in found if held is not None}
    return {held.uuid: held for held in target.ours() if held.uuid in meant}


def refuse_altered(kept: Kept, steps: Sequence[KeptStep], standing: dict[str, Held]) -> None:
    """Refuse a plan of which the target is no longer as it was when it was made. Raises UsageError."""
    altered = [one.step for one in steps if not _same_there(one.step, standing.get(one.step.uuid))]
    if altered:
        raise UsageError("push.stale-target", **_named(kept, altered))


def _same_there(step: Step, held: Held | None) -> bool:
    if step.act is Act.CREATE or held is None:
        return held is None and step.act in {Act.CREATE, Act.DELETE, Act.FORGET}
    return as_planned(step, held)


def _named(kept: Kept, steps: Sequence[Step]) -> dict[str, object]:
    names = ", ".join(f"{step.title} ({step.uuid})" for step in steps[:SHOWN])
    return {"plan": kept.name, "target": kept.plan.target, "count": len(steps), "names": names}
