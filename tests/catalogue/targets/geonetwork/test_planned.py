"""The whole movement against the stand-in: planned, applied, verified; and then nothing is left to do."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from catalogue.graph import from_ntriples, members
from catalogue.model import Protocol, Source, Text, identify
from catalogue.store import Database, begin_run, decisions, keep_batch, known_records
from catalogue.targets.geonetwork import GeoNetwork
from catalogue.targets.geonetwork.records import Records
from catalogue.targets.push import Plan, TargetSettings, Wanted
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.plans import Kept, find_plan, keep_plan, last_plans
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified, verify
from tests.catalogue.store.judged import judged
from tests.catalogue.targets.geonetwork.conftest import BASE, TOWN, MakeTarget, dataset
from tests.standins.geonetwork.portal import APPROVED, SUBMITTED
from tests.standins.geonetwork.serving import Standin

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SOON = Pace(tries=3, first=0.001, most=10.0)
RENAMED = {"title": [Text("Bomen en struiken", "nl")]}


def keep(store: Database, entries: Sequence[tuple[int, Wanted]]) -> None:
    """Keep entries, or their next version, as a run does."""
    source = Source(
        name=f"{TOWN}/portaal", publisher=TOWN, protocol=Protocol.CKAN, url="https://data.stad.example"
    )
    with store.transaction() as connection:
        key = begin_run(connection, source, NOW)
        known = known_records(connection, key.source_id)
        made = [
            replace(
                judged("x", "a"),
                identity=identify(
                    base=BASE,
                    publisher=TOWN,
                    source=source.name,
                    kind=wanted.kind,
                    identifier=f"set-{number}",
                ),
                record_hash=wanted.hash,
                hash=wanted.hash,
                title=wanted.title,
                members=members(from_ntriples(wanted.graph)),
                body=zlib.compress(wanted.graph),
                published=True,
            )
            for number, wanted in entries
        ]
        pairs = [(one, known.get((one.kind, one.identity.identifier))) for one in made]
        keep_batch(connection, key, pairs, rules="r", now=NOW)


class Pushing:
    """What the commands do, one after the other."""

    def __init__(self, target: GeoNetwork, store: Database) -> None:
        self.target = target
        self.store = store
        self.settings = TargetSettings(
            name="vlaanderen", kind="geonetwork", url="https://portaal.example", publishers=(TOWN,)
        )

    def plan(self) -> Plan:
        return draw(self.target, self.settings, self.store, (), NOW, pace=SOON)

    def apply(self, plan: Plan) -> Applied:
        with self.store.transaction() as connection:
            kept = find_plan(connection, str(keep_plan(connection, plan)))
        return self.carry_on(kept)

    def carry_on(self, kept: Kept) -> Applied:
        return apply_plan(
            self.target, self.settings, self.store, kept, progress=Silent(), stop=Event(), pace=SOON
        )

    def verify(self) -> Verified:
        return verify(self.target, self.settings, self.store, pace=SOON)


@pytest.fixture
def pushing(make_target: MakeTarget, store: Database) -> Pushing:
    return Pushing(make_target(until="submitted"), store)


def acts(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in plan.steps:
        found[step.act] = found.get(step.act, 0) + 1
    return found


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
    with pushing.store.transaction() as connection:
        gone = [dataset(3).uuid]
        decisions.withdraw_entries(connection, gone, decisions.Decision("Jana", "bestaat niet meer", NOW))
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
    with monkeypatch.context() as patch:
        patch.setattr(Records, "advance", killed)
        with pytest.raises(SystemExit):
            pushing.apply(plan)
    with pushing.store.transaction() as connection:
        kept = last_plans(connection, "vlaanderen")[0]
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
