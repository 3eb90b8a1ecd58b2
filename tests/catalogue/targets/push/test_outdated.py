"""Old plans go with their journals, and never one on which something rests."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from catalogue.store import Database
from catalogue.store.push_tables import push_call, push_plan, push_step
from catalogue.targets.push.outdated import Old, drop_outdated, outdated
from tests.catalogue.targets.push.filled import change, fill, withdraw
from tests.catalogue.targets.push.movements import Pushing
from tests.catalogue.targets.push.portal import Portal, PortalTarget

LATER = datetime(2100, 1, 1, tzinfo=UTC)
OLD = datetime(2026, 1, 1, tzinfo=UTC)


def old(number: int, state: str = "applied", *publishers: str, target: str = "proef", days: int = 0) -> Old:
    since = OLD + timedelta(days=days)
    return Old(number, target, "https://portaal.example", frozenset(publishers), state, since)


def drop(pushing: Pushing, before: datetime = LATER) -> list[int]:
    with pushing.store.transaction() as connection:
        return drop_outdated(connection, before)


def plans_called(pushing: Pushing) -> tuple[list[int], list[int]]:
    """Give the plans that there are, and those with calls in their journal."""
    with pushing.store.transaction() as connection:
        plans = list(connection.execute(select(push_plan.c.id).order_by(push_plan.c.id)).scalars())
        steps = select(push_step.c.plan_id).join(push_call, push_call.c.step_id == push_step.c.id)
        called = sorted(set(connection.execute(steps).scalars()))
        orphans = select(func.count()).where(push_step.c.plan_id.not_in(plans))
        assert connection.execute(orphans).scalar_one() == 0
    return plans, called


def test_a_plan_goes_with_its_journal_once_no_entry_stands_by_it(any_store: Database, there: Portal) -> None:
    pushing = Pushing(any_store, PortalTarget(there.url))
    uuids = fill(any_store, range(3))
    pushing.push()
    change(any_store, range(3))
    pushing.push()
    withdraw(any_store, uuids[:1])
    pushing.push()
    assert drop(pushing) == [1]
    assert plans_called(pushing) == ([2, 3], [2, 3])
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def test_the_plan_that_put_an_entry_at_a_target_stays_while_it_stands(
    pushing: Pushing, there: Portal
) -> None:
    fill(pushing.store, range(3))
    pushing.push()
    for content in "bcd":
        fill(pushing.store, range(2), content=content)
        pushing.push()
    assert drop(pushing) == [2, 3]
    assert plans_called(pushing)[0] == [1, 4]
    assert pushing.verify().equal == len(there.things)


def test_a_younger_plan_stays(pushing: Pushing, there: Portal) -> None:
    del there
    fill(pushing.store, range(1))
    pushing.push()
    fill(pushing.store, range(1), content="b")
    pushing.push()
    assert drop(pushing, OLD) == []


def test_no_number_is_given_twice(pushing: Pushing, there: Portal) -> None:
    del there
    for content in "abc":
        fill(pushing.store, range(1), content=content)
        pushing.push()
    assert drop(pushing) == [1, 2]
    assert pushing.keep(pushing.plan()) == "4"


@pytest.mark.parametrize("state", ["planned", "begun"])
def test_what_may_still_be_carried_out_stays_however_old(state: str) -> None:
    plans = [old(1, state, "gent"), old(2, "applied", "leuven"), old(3, "applied", "leuven")]
    assert outdated(plans, set(), LATER) == [2]


def test_a_plan_that_a_later_one_overtook_goes() -> None:
    assert outdated([old(1, "planned", "gent"), old(2), old(3)], set(), LATER) == [1, 2]


def test_what_overtook_a_plan_that_stays_stays_too() -> None:
    plans = [old(1, "planned", "gent", days=9), old(2, "applied", "gent"), old(3, "applied", "leuven")]
    assert outdated(plans, set(), OLD + timedelta(days=1)) == []
    assert outdated(plans, set(), LATER) == [1, 2]


def test_the_last_plan_of_a_target_and_the_last_that_was_carried_out_stay() -> None:
    plans = [old(1), old(2), old(3, "planned"), old(4, target="ander")]
    assert outdated(plans, set(), LATER) == [1]


def test_a_plan_by_which_an_entry_stands_stays() -> None:
    assert outdated([old(1), old(2), old(3)], {1}, LATER) == [2]
