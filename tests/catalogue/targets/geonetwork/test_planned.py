"""The whole movement against the stand-in: planned, applied, verified; and then nothing is left to do."""

from collections.abc import Callable

import pytest

from catalogue.model import Text
from catalogue.store import Database
from tests.catalogue.targets.geonetwork.conftest import MakeTarget, dataset
from tests.catalogue.targets.geonetwork.movements import Pushing, acts, keep, withdraw
from tests.standins.geonetwork.portal import APPROVED, SUBMITTED
from tests.standins.geonetwork.serving import Standin

RENAMED = {"title": [Text("Bomen en struiken", "nl")]}


@pytest.fixture
def pushing(make_target: MakeTarget, store: Database) -> Pushing:
    return Pushing(make_target(until="submitted"), store)


def test_what_is_planned_is_applied_verified_and_not_planned_again(
    pushing: Pushing, standin: Standin
) -> None:
    keep(pushing.store, [(each, dataset(each)) for each in range(4)])
    plan = pushing.plan()
    assert (acts(plan), plan.blocked) == ({"create": 4}, ())
    assert pushing.apply(plan).counts == {"create": 4}
    assert {one.current.status for one in standin.portal.kept.values()} == {SUBMITTED}
    found = pushing.verify()
    assert (found.placed, found.equal, found.stands) == (4, 4, True)
    assert pushing.plan().steps == ()
    for uuid in standin.portal.kept:
        standin.portal.approve(uuid)
    assert pushing.plan().steps == (), "an approval is no alteration"


def test_what_changed_went_and_stands_in_the_way_is_exactly_the_plan(
    pushing: Pushing, standin: Standin, foreign: Callable[[int], bytes]
) -> None:
    keep(pushing.store, [(each, dataset(each)) for each in range(4)])
    pushing.apply(pushing.plan())
    standin.portal.approve(dataset(0).uuid)
    keep(pushing.store, [(each, dataset(each, **RENAMED)) for each in range(2)])
    keep(pushing.store, [(each, dataset(each)) for each in (4, 5)])
    standin.portal.place(foreign(5))
    withdraw(pushing.store, [dataset(3).uuid])
    plan = pushing.plan()
    assert acts(plan) == {"create": 1, "update": 2, "delete": 1, "refuse": 1}
    done = pushing.apply(plan)
    assert done.counts == {"create": 1, "update": 2, "delete": 1}
    assert dataset(3).uuid not in standin.portal.kept
    assert standin.portal.kept[dataset(0).uuid].public.status == APPROVED
    assert pushing.verify().stands
    assert acts(pushing.plan()) == {"refuse": 1}


def test_an_edit_by_people_is_left_to_people(pushing: Pushing, standin: Standin) -> None:
    keep(pushing.store, [(1, dataset(1))])
    pushing.apply(pushing.plan())
    standin.portal.edit(dataset(1).uuid, lambda document: document.find(".//{*}keyword").clear())
    keep(pushing.store, [(1, dataset(1, **RENAMED))])
    (step,) = pushing.plan().steps
    assert (step.act, step.rule) == ("refuse", "push.rule.edited-ask")


@pytest.mark.parametrize("before", ["draft", "approved"])
def test_a_kill_between_two_calls_of_one_entry_is_carried_on(
    pushing: Pushing, standin: Standin, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    keep(pushing.store, [(1, dataset(1))])
    if before == "approved":
        pushing.apply(pushing.plan())
        standin.portal.approve(dataset(1).uuid)
        keep(pushing.store, [(1, dataset(1, **RENAMED))])
    plan = pushing.plan()
    kept = pushing.killed(plan, monkeypatch, killed)
    done = pushing.carry_on(kept)
    assert (list(done.counts.values()), done.left) == ([1], 0)
    assert standin.portal.kept[dataset(1).uuid].current.status == SUBMITTED
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def killed(*_: object) -> None:
    raise SystemExit


def test_answers_that_are_lost_are_looked_up(pushing: Pushing, standin: Standin) -> None:
    keep(pushing.store, [(each, dataset(each)) for each in range(3)])
    standin.fail("PUT /srv/api/records", "cut-after")
    standin.fail("PUT /srv/api/records/submit", "cut-before")
    standin.fail("PUT /srv/api/records/submit", "cut-after")
    done = pushing.apply(pushing.plan())
    assert (done.counts, done.refused) == ({"create": 3}, [])
    assert (len(standin.portal.kept), pushing.verify().stands) == (3, True)
