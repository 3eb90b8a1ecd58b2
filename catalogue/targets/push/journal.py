"""What was asked of a portal, written down before it is asked and again once it is answered.

So that after any end it is known of each change that it was done, that it was not, or that it has to be
looked up: never "maybe".
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, NamedTuple

import orjson
from sqlalchemy import Connection, bindparam, func, select, update

from catalogue.errors import TargetError
from catalogue.store import Database
from catalogue.store.push_tables import push_call, push_plan, push_step
from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.placements import forget, place
from catalogue.targets.push.plan import Act, Placement, State, Step
from catalogue.targets.push.plans import APPLIED, BEGUN, KeptStep
from catalogue.targets.push.target import Held

__all__ = ["Came", "Journal", "Outcome", "without"]

HIDDEN: Final = "***"
UNDECIDED: Final = (str(State.PLANNED), str(State.STARTED))
_ASK: Final = push_call.insert().returning(push_call.c.id)
_CALL: Final = update(push_call).where(push_call.c.id == bindparam("call"))
_STEP: Final = update(push_step).where(push_step.c.id == bindparam("step"))
"""Made once: to make a statement takes as long as to carry it out, and each change has five."""


class Came(StrEnum):
    """What came of a call."""

    DONE = "done"
    FOUND = "found"
    """Looked up afterwards: it had been done."""
    REFUSED = "refused"
    FAILED = "failed"
    """Known not to be done: it may be asked again."""
    UNKNOWN = ""
    """It may have been done: it has to be looked up first."""


class Outcome(NamedTuple):
    came: Came
    held: Held | None = None
    """What stands now, where anything does."""
    error: TargetError | None = None
    tries: int = 1


class Journal:
    """The journal of one plan."""

    def __init__(
        self, database: Database, plan_id: int, identity: str, *, places: bool = True, secret: str = ""
    ) -> None:
        self._database = database
        self._plan_id = plan_id
        self._identity = identity
        self._places = places
        """Whether each entry has a place of its own there."""
        self._secret = secret
        """Never written down, though a portal repeats it in what it says."""

    def begin(self) -> None:
        mine = update(push_plan).where(push_plan.c.id == self._plan_id)
        with self._database.transaction() as connection:
            connection.execute(mine.values(state=BEGUN))
            connection.execute(mine.where(push_plan.c.began_at.is_(None)).values(began_at=_now()))

    def end(self) -> bool:
        """Close the plan where nothing is left to do; tell whether that is so."""
        steps = push_step.c
        left = (steps.plan_id == self._plan_id) & steps.state.in_(UNDECIDED)
        left &= steps.act.not_in([str(Act.KEEP), str(Act.REFUSE)])
        with self._database.transaction() as connection:
            if connection.execute(select(steps.id).where(left).limit(1)).first():
                return False
            mine = update(push_plan).where(push_plan.c.id == self._plan_id)
            connection.execute(mine.values(state=APPLIED, ended_at=_now()))
        return True

    def intend(self, kept: KeptStep) -> int:
        """Write down that a change is about to be asked; give the number of the call."""
        with self._database.transaction() as connection:
            asked = {"step_id": kept.id, "at": _now(), "outcome": Came.UNKNOWN}
            call: int = connection.execute(_ASK, asked).scalar_one()
            connection.execute(_STEP, {"step": kept.id, "state": str(State.STARTED)})
        return call

    def open_call(self, kept: KeptStep) -> int:
        """Give the number of the call of which nobody knows what came."""
        with self._database.transaction() as connection:
            c = push_call.c
            query = select(func.max(c.id)).where(c.step_id == kept.id, c.outcome == Came.UNKNOWN)
            found: int | None = connection.execute(query).scalar()
        return found or self.intend(kept)

    def settle(self, kept: KeptStep, call: int, outcome: Outcome) -> None:
        """Write down what came of a call, and what the target keeps now."""
        said = _said(outcome.error, self._secret)
        ended = {"ended_at": _now(), "outcome": str(outcome.came), "tries": outcome.tries, "said": said}
        with self._database.transaction() as connection:
            connection.execute(_CALL, {"call": call} | ended)
            self._move_on(connection, kept, outcome, said)

    def remember(self, steps: Sequence[KeptStep]) -> None:
        """Carry out what asks nothing of the portal: what stands is known again, what is gone forgotten."""
        with self._database.transaction() as connection:
            for kept in steps:
                self._move_on(connection, kept, Outcome(Came.DONE), "")

    def _move_on(self, connection: Connection, kept: KeptStep, outcome: Outcome, said: str) -> None:
        state = STATES[outcome.came]
        shown = said if state is State.REFUSED else ""
        connection.execute(_STEP, {"step": kept.id, "state": str(state), "said": shown})
        if state is not State.DONE or not self._places:
            return
        if kept.step.act in {Act.DELETE, Act.FORGET}:
            forget(connection, self._identity, self._plan_id, kept.step.uuid, _now())
        else:
            place(connection, self._identity, self._plan_id, [_placed(kept.step, outcome.held)])


STATES: Final = {
    Came.DONE: State.DONE,
    Came.FOUND: State.DONE,
    Came.REFUSED: State.REFUSED,
    Came.FAILED: State.PLANNED,
    Came.UNKNOWN: State.STARTED,
}


def _placed(step: Step, held: Held | None) -> Placement:
    """Say what stands now: as the target gave it back, or as the plan saw it where it was only adopted."""
    return Placement(
        uuid=step.uuid,
        remote_id=held.remote_id if held else step.remote_id,
        name=held.name if held else step.name,
        publisher=step.publisher,
        version=step.version,
        sent=step.body,
        stood=fingerprint(held.body) if held else step.stood,
        stamp=held.stamp if held else step.stamp,
        at=_now(),
        adopted=step.act is Act.ADOPT,
    )


def _said(error: TargetError | None, secret: str) -> str:
    if error is None:
        return ""
    facts = {name: without(secret, fact) for name, fact in error.facts.items()}
    return orjson.dumps([error.key, facts], default=str).decode()


def without(secret: str, fact: object) -> object:
    """Give what a portal said, without the secret that it may repeat."""
    if not secret or secret not in str(fact):
        return fact
    return str(fact).replace(secret, HIDDEN)


def _now() -> datetime:
    return datetime.now(UTC)
