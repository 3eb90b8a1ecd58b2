"""Plans as they are kept: written once, then only their states move on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Connection, Select, func, select, update

from catalogue.errors import UsageError
from catalogue.packing import pack, unpack
from catalogue.store.push_tables import push_plan, push_step
from catalogue.targets.push.plan import Act, Plan, State, Step
from catalogue.targets.push.target import Difference

__all__ = [
    "APPLIED",
    "BEGUN",
    "PLANNED",
    "Kept",
    "KeptStep",
    "accept_plan",
    "find_plan",
    "keep_plan",
    "last_plans",
    "newer_begun",
    "plan_name",
    "shared_scope",
    "step_counts",
    "steps_kept",
]

PLANNED: Final = "planned"
BEGUN: Final = "begun"
APPLIED: Final = "applied"
NAME: Final = re.compile(r"(\d{1,18})(?:-([0-9a-f]{8}))?")
OF_STEP: Final = tuple(name for name in Step._fields if name not in {"facts", "differences"})
P: Final = push_plan.c
S: Final = push_step.c


class Kept(NamedTuple):
    """A plan in the store; its steps are read apart, for there may be many."""

    number: int
    plan: Plan
    """Without its steps."""
    state: str
    accepted_by: str
    accepted_at: datetime | None
    accepted_why: str
    began_at: datetime | None
    ended_at: datetime | None

    @property
    def name(self) -> str:
        return plan_name(self.number, self.plan.basis)


class KeptStep(NamedTuple):
    id: int
    number: int
    step: Step
    state: State
    said: tuple[str, Mapping[str, object]] | None
    """Why it was refused when it was carried out."""


def plan_name(number: int, basis: str) -> str:
    """Give the name that a person types: its number, and what tells it from that number elsewhere."""
    return f"{number}-{basis[:8]}"


def keep_plan(connection: Connection, plan: Plan) -> int:
    """Write a plan down, and give its number."""
    row = push_plan.insert().values(
        target=plan.target,
        identity=plan.identity,
        store=plan.store,
        publishers=_json(plan.publishers),
        made_at=plan.made_at,
        basis=plan.basis,
        unchanged=plan.unchanged,
        standing=plan.standing,
        blocked=_json(plan.blocked),
        asks=_json(plan.asks),
        state=PLANNED,
    )
    number: int = connection.execute(row.returning(P.id)).scalar_one()
    rows = [_row(number, at, step) for at, step in enumerate(plan.steps, start=1)]
    if rows:
        connection.execute(push_step.insert(), rows)
    return number


def find_plan(connection: Connection, name: str) -> Kept:
    """Give a plan by its name, or by its number. Raises UsageError for one that is not of this database."""
    typed = NAME.fullmatch(name.strip())
    if typed is None:
        raise UsageError("push.wrong-plan-name", name=name)
    row = connection.execute(select(push_plan).where(P.id == int(typed[1]))).first()
    if row is None:
        raise UsageError("push.unknown-plan", name=name)
    if typed[2] and not row.basis.startswith(typed[2]):
        raise UsageError("push.other-database", name=name, known=plan_name(row.id, row.basis))
    return _kept(row)


def last_plans(connection: Connection, target: str, most: int = 5) -> list[Kept]:
    """Give the newest plans of a target, the newest first."""
    query = select(push_plan).where(P.target == target).order_by(P.id.desc()).limit(most)
    return [_kept(row) for row in connection.execute(query)]


def newer_begun(connection: Connection, kept: Kept) -> Kept | None:
    """Give a later plan for the same publishers and portal that was carried out, wholly or in part."""
    later = (P.identity == kept.plan.identity) & (P.id > kept.number) & (P.state != PLANNED)
    for row in connection.execute(select(push_plan).where(later).order_by(P.id)):
        found = _kept(row)
        if shared_scope(kept.plan.publishers, found.plan.publishers):
            return found
    return None


def shared_scope(ours: Collection[str], theirs: Collection[str]) -> bool:
    """Tell whether two plans are about a same publisher; one that names none is about all."""
    return not ours or not theirs or not set(ours).isdisjoint(theirs)


def accept_plan(connection: Connection, number: int, by: str, why: str, now: datetime) -> None:
    """Note that a person said yes to what a plan asks."""
    said = {"accepted_by": by, "accepted_why": why, "accepted_at": now}
    connection.execute(update(push_plan).where(P.id == number).values(said))


def steps_kept(
    connection: Connection, number: int, states: Sequence[State] = (), acts: Sequence[Act] = ()
) -> Iterator[KeptStep]:
    """Give the steps of a plan in their order, a few at a time."""
    query: Select[Any] = select(push_step).where(S.plan_id == number).order_by(S.number)
    if states:
        query = query.where(S.state.in_([str(state) for state in states]))
    if acts:
        query = query.where(S.act.in_([str(act) for act in acts]))
    for row in connection.execute(query.execution_options(yield_per=200)):
        yield _step(row)


def step_counts(connection: Connection, number: int) -> dict[tuple[Act, State], int]:
    """Count the steps of a plan by what they do and how far they came."""
    query = select(S.act, S.state, func.count()).where(S.plan_id == number).group_by(S.act, S.state)
    return {(Act(act), State(state)): count for act, state, count in connection.execute(query)}


def _row(number: int, at: int, step: Step) -> dict[str, object]:
    said = {name: getattr(step, name) for name in OF_STEP}
    differences = pack(_json([list(one) for one in step.differences]).encode())
    return {
        **said,
        "act": str(step.act),
        "plan_id": number,
        "number": at,
        "facts": _json(step.facts),
        "differences": differences,
        "state": str(State.PLANNED),
    }


def _step(row: Any) -> KeptStep:  # noqa: ANN401  a row of the table
    said = {name: getattr(row, name) for name in OF_STEP}
    differences = tuple(Difference(*one) for one in orjson.loads(unpack(row.differences)))
    facts = {"facts": orjson.loads(row.facts), "differences": differences, "act": Act(row.act)}
    key, why = orjson.loads(row.said) if row.said else (None, {})
    return KeptStep(row.id, row.number, Step(**(said | facts)), State(row.state), (key, why) if key else None)


def _kept(row: Any) -> Kept:  # noqa: ANN401  idem
    plan = Plan(
        target=row.target,
        identity=row.identity,
        store=row.store,
        publishers=tuple(orjson.loads(row.publishers)),
        made_at=row.made_at.astimezone(UTC),
        steps=(),
        unchanged=row.unchanged,
        standing=row.standing,
        basis=row.basis,
        blocked=tuple((key, facts) for key, facts in orjson.loads(row.blocked)),
        asks=tuple((key, facts) for key, facts in orjson.loads(row.asks)),
    )
    return Kept(
        row.id,
        plan,
        row.state,
        row.accepted_by,
        row.accepted_at,
        row.accepted_why,
        row.began_at,
        row.ended_at,
    )


def _json(value: object) -> str:
    return orjson.dumps(value, default=str).decode()
