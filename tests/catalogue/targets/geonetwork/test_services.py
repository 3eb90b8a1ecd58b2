"""A service that a dataset lists inside itself stands at the platform as a record of its own."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import delete

from catalogue.errors import UsageError
from catalogue.graph import from_ntriples, members
from catalogue.model import Agent, Contact, DataService, Licence, Text, identify
from catalogue.model.record import Kind
from catalogue.store import Database, open_database
from catalogue.store.push_tables import placement
from catalogue.targets.geonetwork.records import Records
from catalogue.targets.push import Act, Plan, TargetBusyError, Wanted
from catalogue.targets.push.losing import losses_of
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.parts import parts_of
from catalogue.targets.push.plans import find_plan, keep_plan
from catalogue.targets.push.stock import Stock
from tests.catalogue.targets.geonetwork.conftest import BASE, FREE, TOWN, MakeTarget, dataset
from tests.catalogue.targets.geonetwork.movements import NOW, Pushing, acts, keep, withdraw
from tests.standins.geonetwork.portal import SUBMITTED
from tests.standins.geonetwork.serving import Kind as Fault
from tests.standins.geonetwork.serving import Standin
from tests.stores import STORES, empty_store

ONCE: Final = Pace(tries=1)
LATER: Final = NOW + timedelta(days=1)


def service(
    name: str, title: str = "Bomen als kaart", iri: str = "", description: str = "?request=GetCapabilities"
) -> DataService:
    identity = identify(
        base=BASE, publisher=TOWN, source=f"{TOWN}/portaal", kind=Kind.SERVICE, identifier=name
    )
    return DataService(
        iri=iri or identity.iri,
        identifier=name,
        title=[Text(title, "nl")],
        description=[Text("Een kaartdienst", "nl")],
        keywords=[Text("bomen", "nl")],
        publisher=Agent(iri=f"{BASE}/id/organisatie/{TOWN}", name=[Text("Voorbeeldstad", "nl")]),
        contact=Contact(iri=f"{BASE}/id/contact/{TOWN}", name="Open data", email="mailto:data@stad.example"),
        access_rights="http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        statuut=["https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATASERVICE"],
        licence=Licence(iri=FREE),
        endpoint_url=f"https://kaart.stad.example/{name}",
        endpoint_description=f"https://kaart.stad.example/{name}{description}" if description else "",
    )


def listing(number: int, *names: str, **said: object) -> Wanted:
    return dataset(number, services=[service(name) for name in names], **said)


def uuids_of(wanted: Wanted) -> list[str]:
    return [part.uuid for part in parts_of(wanted)]


@pytest.fixture
def pushing(make_target: MakeTarget, store: Database) -> Pushing:
    return Pushing(make_target(until="submitted"), store)


def told(plan: Plan) -> Sequence[tuple[str, str, str]]:
    return [(str(step.act), step.kind, step.rule) for step in plan.steps]


def test_a_listed_service_is_a_record_under_the_uuid_of_the_feed(pushing: Pushing, standin: Standin) -> None:
    wanted = listing(1, "wms", "wfs")
    keep(pushing.store, [(1, wanted)])
    plan = pushing.plan()
    assert told(plan) == [("create", "dataset", ""), *[("create", "dataservice", "")] * 2]
    assert {step.title for step in plan.steps[1:]} == {"Bomen als kaart"}
    done = pushing.apply(plan)
    assert (done.counts, done.refused) == ({"create": 3}, [])
    in_feed = [one.record_iri.rpartition("/")[2] for one in members(from_ntriples(wanted.graph))]
    assert sorted(standin.portal.kept) == sorted(in_feed)
    assert {one.current.status for one in standin.portal.kept.values()} == {SUBMITTED}
    found = pushing.verify()
    assert (found.placed, found.equal, found.stands) == (3, 3, True)
    assert pushing.plan().steps == ()


def test_a_service_that_goes_by_an_address_of_its_source_is_marked_as_ours(
    pushing: Pushing, standin: Standin
) -> None:
    keep(pushing.store, [(1, dataset(1, services=[service("wms", iri="https://kaart.stad.example/wms?")]))])
    assert pushing.push().counts == {"create": 2}
    assert len(standin.portal.kept) == 2
    assert pushing.verify().stands


def test_a_service_that_changed_is_updated_by_its_fields_and_others_are_left(pushing: Pushing) -> None:
    keep(pushing.store, [(1, listing(1, "wms", "wfs"))])
    pushing.push()
    changed = dataset(1, services=[service("wms"), service("wfs", "Bomen als bestand")])
    keep(pushing.store, [(1, changed)])
    plan = pushing.plan()
    (step,) = plan.steps
    assert (step.act, [one.field for one in step.differences]) == ("update", ["dcat:DataService/dct:title"])
    pushing.apply(plan)
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def test_a_change_of_the_dataset_alone_leaves_its_services_alone(pushing: Pushing) -> None:
    keep(pushing.store, [(1, listing(1, "wms"))])
    pushing.push()
    keep(pushing.store, [(1, listing(1, "wms", title=[Text("Struiken", "nl")]))])
    assert told(pushing.plan()) == [("update", "dataset", "")]
    found = pushing.verify()
    assert (found.unread, found.equal) == (0, 2), "what was sent is found in the version that was replaced"


@pytest.fixture(params=STORES)
def on_any_store(
    request: pytest.FixtureRequest, make_target: MakeTarget, tmp_path: Path
) -> Iterator[Pushing]:
    with closing(open_database(empty_store(request.param, tmp_path))) as database:
        yield Pushing(make_target(until="submitted"), database)


def test_a_service_that_its_dataset_no_longer_lists_is_deleted(
    on_any_store: Pushing, standin: Standin
) -> None:
    pushing = on_any_store
    before = listing(1, "wms", "wfs")
    keep(pushing.store, [(1, before)])
    pushing.push()
    keep(pushing.store, [(1, listing(1, "wms"))], now=LATER)
    plan = pushing.plan()
    (step,) = plan.steps
    assert step.act is Act.DELETE
    assert (step.kind, step.rule, step.title) == (
        "dataservice",
        "push.rule.withdrawn-unlisted",
        "Bomen als kaart",
    )
    assert (step.facts["at"], step.facts["note"]) == ("2026-09-02", f"Bomen 1 ({before.uuid})")
    assert pushing.apply(plan).counts == {"delete": 1}
    assert len(standin.portal.kept) == 2
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def test_the_services_of_a_withdrawn_dataset_go_before_it(pushing: Pushing, standin: Standin) -> None:
    keep(pushing.store, [(1, listing(1, "wms")), (2, dataset(2))])
    pushing.push()
    withdraw(pushing.store, [listing(1).uuid])
    plan = pushing.plan()
    assert told(plan) == [
        ("delete", "dataservice", "push.rule.withdrawn-whole"),
        ("delete", "dataset", "push.rule.withdrawn-by-hand"),
    ]
    pushing.apply(plan)
    assert list(standin.portal.kept) == [dataset(2).uuid]
    assert pushing.plan().steps == ()


def test_what_two_datasets_list_stands_once_and_as_long_as_one_lists_it(
    pushing: Pushing, standin: Standin
) -> None:
    keep(pushing.store, [(each, listing(each, "wms")) for each in (1, 2)])
    assert pushing.push().counts == {"create": 3}
    withdraw(pushing.store, [dataset(1).uuid])
    assert acts(pushing.plan()) == {"delete": 1}
    pushing.push()
    assert pushing.verify().stands
    assert sorted(standin.portal.kept) == sorted([dataset(2).uuid, *uuids_of(listing(2, "wms"))])
    keep(pushing.store, [(2, dataset(2))])
    assert acts(pushing.plan()) == {"delete": 1}


def test_the_services_of_what_is_held_back_stay(pushing: Pushing) -> None:
    keep(pushing.store, [(1, listing(1, "wms")), (2, dataset(2))])
    pushing.push()
    keep(pushing.store, [(1, listing(1, "wms", title=[Text("Anders", "nl")]))], published=False)
    rule = "push.rule.unpublished"
    assert told(pushing.plan()) == [("keep", "dataset", rule), ("keep", "dataservice", rule)]


def test_a_service_that_becomes_an_entry_goes_on_as_the_same_record(
    pushing: Pushing, standin: Standin
) -> None:
    wanted = listing(1, "wms")
    (part,) = parts_of(wanted)
    keep(pushing.store, [(1, wanted)])
    pushing.push()
    keep(pushing.store, [(1, dataset(1)), (9, part)])
    assert {str(step.act) for step in pushing.plan().steps} <= {"update", "adopt"}
    pushing.push()
    assert sorted(standin.portal.kept) == sorted([wanted.uuid, part.uuid])
    withdraw(pushing.store, [part.uuid])
    keep(pushing.store, [(1, wanted)])
    assert "delete" not in acts(pushing.plan()), "the dataset lists it again"


def test_a_service_that_this_database_did_not_put_there_is_adopted_before_it_goes(pushing: Pushing) -> None:
    keep(pushing.store, [(1, listing(1, "wms"))])
    pushing.push()
    with pushing.store.transaction() as connection:
        connection.execute(delete(placement))
    keep(pushing.store, [(1, dataset(1))])
    service_step = next(one for one in pushing.plan().steps if one.kind == Kind.SERVICE)
    assert (service_step.act, service_step.rule) == ("adopt", "push.rule.adopted-withdrawn")
    pushing.push()
    assert acts(pushing.plan()) == {"delete": 1}


def test_a_plan_is_stale_once_its_service_is_listed_no_more(pushing: Pushing, standin: Standin) -> None:
    keep(pushing.store, [(1, listing(1, "wms"))])
    plan = pushing.plan()
    keep(pushing.store, [(1, dataset(1))])
    with pytest.raises(UsageError) as caught:
        pushing.apply(plan)
    assert (caught.value.key, caught.value.facts["count"]) == ("push.stale-entries", 2)
    assert standin.portal.kept == {}


@pytest.mark.parametrize("kind", ["cut-before", "cut-after"])
def test_a_kill_at_any_call_leaves_each_record_once(
    make_target: MakeTarget, store: Database, standin: Standin, kind: Fault
) -> None:
    keep(store, [(1, listing(1, "wms"))])
    broken = 0
    for number in range(1, 60):
        standin.portal.kept.clear()
        with store.transaction() as connection:
            connection.execute(delete(placement))
        pushing = Pushing(make_target(until="submitted"), store)
        plan = pushing.plan()
        with store.transaction() as connection:
            kept = find_plan(connection, str(keep_plan(connection, plan)))
        standin.fail_at(number, kind)
        try:
            done = pushing.carry_on(kept, ONCE)
        except TargetBusyError:
            done = None
        standin.at.clear()
        if done is not None and done.error is None:
            break
        broken += 1
        assert pushing.carry_on(kept).left == 0
        assert len(standin.portal.kept) == 2
        assert {one.current.status for one in standin.portal.kept.values()} == {SUBMITTED}
        assert pushing.plan().steps == ()
    assert broken > 10


def test_a_kill_between_two_calls_of_a_service_is_carried_on(
    pushing: Pushing, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(pushing.store, [(1, dataset(1))])
    pushing.push()
    keep(pushing.store, [(1, listing(1, "wms"))])
    plan = pushing.plan()
    (uuid,) = uuids_of(listing(1, "wms"))
    advance = Records.advance

    def killed(self: Records, which: str, step: str) -> None:
        if which == uuid:
            raise SystemExit
        advance(self, which, step)  # type: ignore[arg-type]

    kept = pushing.killed(plan, monkeypatch, killed)
    assert pushing.carry_on(kept).left == 0
    assert standin.portal.kept[uuid].current.status == SUBMITTED
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def test_what_has_no_place_in_the_record_of_a_service_is_counted_too(pushing: Pushing) -> None:
    theme = "http://publications.europa.eu/resource/authority/data-theme/TRAN"
    only = replace(service("wms"), themes=[theme])
    keep(pushing.store, [(1, dataset(1, services=[only]))])
    found = losses_of(pushing.target, pushing.store, ())
    assert [(one.entries, one.wanted.kind, one.example.field) for one in found] == [
        (1, "dataservice", "skos:Concept/skos:inScheme")
    ]


def test_where_it_is_not_registered_apart_a_service_goes_with_its_dataset_or_not_at_all(
    store: Database,
) -> None:
    wanted = listing(1, "wms")
    keep(store, [(1, wanted)])
    with store.transaction() as connection:
        (one,) = Stock(apart=False).offered(connection, ())
    assert (one.wanted.uuid, one.wanted.graph) == (wanted.uuid, wanted.graph)
