"""Old plans with their journals, which an installation need not keep for ever.

Law: a plan goes whole or stays whole, and stays while anything rests on it: one that may still be carried
out, the last of a target, one for which another is refused, and one by which an entry came to stand at a
target or was taken away there.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

import orjson
from sqlalchemy import Connection, delete, select

from catalogue.store.push_tables import placement, push_call, push_plan, push_step
from catalogue.targets.push.plans import BEGUN, PLANNED, shared_scope

__all__ = ["drop_outdated"]

P: Final = push_plan.c


class Old(NamedTuple):
    """What is looked at of a plan."""

    number: int
    target: str
    identity: str
    publishers: frozenset[str]
    state: str
    since: datetime
    """When it was carried out; when it was made, where it was not."""

    def overtakes(self, other: "Old") -> bool:
        """Tell whether that one cannot be carried out any more since this one was."""
        if self.state == PLANNED or self.number < other.number or self.identity != other.identity:
            return False
        return shared_scope(self.publishers, other.publishers)


def drop_outdated(connection: Connection, before: datetime) -> list[int]:
    """Drop the plans that ended before a moment and on which nothing rests, with their journals."""
    placed = set(connection.execute(select(placement.c.plan_id).distinct()).scalars())
    numbers = outdated(_plans(connection), placed, before)
    for number in numbers:
        steps = select(push_step.c.id).where(push_step.c.plan_id == number)
        connection.execute(delete(push_call).where(push_call.c.step_id.in_(steps)))
        connection.execute(delete(push_step).where(push_step.c.plan_id == number))
        connection.execute(delete(push_plan).where(P.id == number))
    return numbers


def outdated(plans: Sequence[Old], placed: set[int], before: datetime) -> list[int]:
    """Choose, of plans in their order, which may go; by ``placed`` an entry stands or was taken away."""
    carried_out = [one for one in plans if one.state != PLANNED]
    lasting = placed | _last_of_each(plans) | _last_of_each(carried_out)

    def may_go(one: Old) -> bool:
        if one.number in lasting or one.since >= before or one.state == BEGUN:
            return False
        return one.state != PLANNED or any(later.overtakes(one) for later in carried_out)

    going = {one.number for one in plans if may_go(one)}
    waiting = [one for one in plans if one.state == PLANNED and one.number not in going]
    named = {one.number for one in carried_out if any(one.overtakes(other) for other in waiting)}
    return sorted(going - named)


def _last_of_each(plans: Sequence[Old]) -> set[int]:
    return set({one.target: one.number for one in plans}.values())


def _plans(connection: Connection) -> list[Old]:
    query = select(P.id, P.target, P.identity, P.publishers, P.state, P.made_at, P.ended_at).order_by(P.id)
    return [
        Old(
            row.id,
            row.target,
            row.identity,
            frozenset(orjson.loads(row.publishers)),
            row.state,
            (row.ended_at or row.made_at).astimezone(UTC),
        )
        for row in connection.execute(query)
    ]
