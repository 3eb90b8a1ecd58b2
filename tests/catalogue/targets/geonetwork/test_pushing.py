"""Creating, updating, deleting and finding at the stand-in, through its workflow."""

from collections.abc import Callable

import pytest

from catalogue.messages import say
from catalogue.model import Text
from catalogue.targets.geonetwork import GeoNetwork
from catalogue.targets.geonetwork.markup import Element, child, parsed, written
from catalogue.targets.push import Difference, EntryRefusedError
from tests.catalogue.targets.geonetwork.conftest import TOWN, MakeTarget, dataset, shaped
from tests.standins.geonetwork.portal import APPROVED, DRAFT, REORDER, SUBMITTED
from tests.standins.geonetwork.saving import resource_of
from tests.standins.geonetwork.serving import Standin

RENAMED = {"title": [Text("Bomen en struiken", "nl")]}


def rename(document: Element) -> None:
    child(resource_of(document), "dcat:keyword").text = "door iemand anders"


@pytest.mark.parametrize(
    ("until", "status"), [("draft", DRAFT), ("submitted", SUBMITTED), ("approved", APPROVED)]
)
def test_an_entry_goes_as_far_as_it_is_told(
    make_target: MakeTarget, standin: Standin, until: str, status: int
) -> None:
    target = make_target(until=until)
    body = shaped(target, dataset(1))
    held = target.create(body)
    assert standin.portal.kept[held.remote_id].current.status == status
    assert (held.uuid, target.differences(body, held)) == (dataset(1).uuid, [])


@pytest.mark.parametrize("until", ["draft", "submitted", "approved"])
def test_what_was_created_is_found_listed_and_read_the_same(make_target: MakeTarget, until: str) -> None:
    target = make_target(until=until)
    held = target.create(shaped(target, dataset(1)))
    assert target.find(held.uuid) == held
    assert list(target.ours()) == [held]
    assert target.read(held.remote_id) == held


@pytest.mark.parametrize("rewrites_new", [True, False])
def test_nothing_differs_whether_or_not_the_first_save_is_rewritten(
    target: GeoNetwork, standin: Standin, *, rewrites_new: bool
) -> None:
    standin.portal.rewrites_new = rewrites_new
    body = shaped(target, dataset(1))
    assert target.differences(body, target.create(body)) == []


def test_an_update_shows_and_writes_what_changed(target: GeoNetwork) -> None:
    held = target.create(shaped(target, dataset(1)))
    body = shaped(target, dataset(1, **RENAMED))
    assert target.differences(body, held) == [
        Difference("dcat:Dataset/dct:title", "Bomen 1", "Bomen en struiken")
    ]
    assert target.differences(body, target.update(target.merged(body, held), held)) == []


def test_the_files_of_an_entry_are_numbered_in_what_is_shown(target: GeoNetwork) -> None:
    held = target.create(shaped(target, dataset(1)))
    body = shaped(target, dataset(1, distributions=[]))
    fields = {one.field for one in target.differences(body, held)}
    assert "dcat:Dataset/dcat:distribution[0]/dct:title" in fields
    assert not any("<" in one for one in fields)


def test_a_change_that_cannot_be_read_back_is_still_seen(target: GeoNetwork) -> None:
    held = target.create(shaped(target, dataset(1)))
    law = ["http://data.europa.eu/eli/reg_impl/2023/138/oj"]
    body = shaped(target, dataset(1, applicable_legislation=law))
    assert [one.field for one in target.differences(body, held)] == ["content"]
    assert target.differences(body, target.update(body, held)) == []


def test_an_approved_record_is_updated_in_a_working_copy(make_target: MakeTarget, standin: Standin) -> None:
    target = make_target(until="submitted")
    held = target.create(shaped(target, dataset(1)))
    standin.portal.approve(held.remote_id)
    assert target.find(held.uuid) == held, "an approval by people is no alteration"
    target.update(shaped(target, dataset(1, **RENAMED)), held)
    kept = standin.portal.kept[held.remote_id]
    assert (kept.public.status, kept.current.status) == (APPROVED, SUBMITTED)


def test_a_working_copy_that_waits_is_written_over_and_stays_one(
    make_target: MakeTarget, standin: Standin
) -> None:
    target = make_target(until="submitted")
    held = target.create(shaped(target, dataset(1)))
    standin.portal.approve(held.remote_id)
    held = target.update(shaped(target, dataset(1, **RENAMED)), held)
    body = shaped(target, dataset(1, keywords=[Text("groen", "nl")]))
    assert target.differences(body, target.update(body, held)) == []
    assert standin.portal.kept[held.remote_id].public.status == APPROVED


def test_a_submission_that_people_sent_back_is_a_difference(
    make_target: MakeTarget, standin: Standin
) -> None:
    target = make_target(until="submitted")
    body = shaped(target, dataset(1))
    held = target.create(body)
    standin.portal.set_status(held.remote_id, DRAFT)
    back = target.find(held.uuid)
    assert back is not None
    assert back.stamp != held.stamp
    assert target.differences(body, back) == [Difference("workflow", "draft", "submitted")]


def test_an_edit_by_people_differs_and_has_another_stamp(target: GeoNetwork, standin: Standin) -> None:
    body = shaped(target, dataset(1))
    held = target.create(body)
    standin.portal.edit(held.remote_id, rename)
    edited = target.find(held.uuid)
    assert edited is not None
    assert edited.stamp != held.stamp
    assert [one.field for one in target.differences(body, edited)] == ["dcat:Dataset/dcat:keyword"]


@pytest.mark.parametrize("approved", [False, True])
def test_a_deleted_entry_is_gone_with_its_working_copy(
    make_target: MakeTarget, standin: Standin, *, approved: bool
) -> None:
    target = make_target(until="submitted")
    held = target.create(shaped(target, dataset(1)))
    if approved:
        standin.portal.approve(held.remote_id)
        held = target.update(shaped(target, dataset(1, **RENAMED)), held)
    target.delete(held)
    assert standin.portal.kept == {}
    target.delete(held)


def test_all_of_ours_are_listed_over_many_pages(
    target: GeoNetwork, standin: Standin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.targets.geonetwork.records.AT_ONCE", 2)
    uuids = {target.create(shaped(target, dataset(each))).uuid for each in range(5)}
    assert sorted(held.uuid for held in target.ours()) == sorted(uuids)
    assert standin.count("POST /srv/api/search") == 3


def test_an_index_that_lags_is_waited_for(target: GeoNetwork, standin: Standin) -> None:
    standin.portal.lag = 3
    held = target.create(shaped(target, dataset(1)))
    assert target.read(held.remote_id) == held
    assert standin.count("POST /srv/api/search") == 4


def test_an_index_that_never_learns_is_told_of(make_target: MakeTarget, standin: Standin) -> None:
    target = make_target(patience=5)
    standin.portal.lag = 1000
    body = shaped(target, dataset(1))
    found = target.read(target.create(body).remote_id)
    assert found is not None
    assert target.differences(body, found) == [Difference("index", before=False, after=True)]
    assert target.find(dataset(1).uuid) is not None, "the portal itself is asked, not its index"


def test_without_a_workflow_there_is_nothing_to_reach(make_target: MakeTarget, standin: Standin) -> None:
    standin.portal.workflow = False
    target = make_target(until="approved")
    body = shaped(target, dataset(1))
    assert target.differences(body, target.create(body)) == []
    assert standin.count("PUT /srv/api/records/(submit|approve)") == 0


def test_another_catalogue_behind_the_same_address_is_another_target(
    make_target: MakeTarget, standin: Standin
) -> None:
    before = make_target().identity()
    standin.portal.site = "standin-2"
    assert make_target().identity() != before


def test_what_stands_under_our_uuid_and_is_not_ours_is_in_the_way(
    target: GeoNetwork, standin: Standin, foreign: Callable[[int], bytes]
) -> None:
    standin.portal.place(foreign(1))
    standin.portal.place(str(shaped(target, dataset(2))["record"]).encode(), harvested=True)
    target.create(shaped(target, dataset(3)))
    bodies = [shaped(target, dataset(each)) for each in (1, 2, 3, 4)]
    found = target.in_the_way(bodies)
    assert sorted(found) == sorted(dataset(each).uuid for each in (1, 2))
    assert {held.uuid for held in found.values()} == {""}


def test_asking_for_an_opinion_leaves_nothing_behind(target: GeoNetwork, standin: Standin) -> None:
    target.create(shaped(target, dataset(1)))
    before = dict(standin.portal.kept)
    assert target.complaints(shaped(target, dataset(2))) == ""
    assert "dcat:keyword" in target.complaints(shaped(target, dataset(2, keywords=[])))
    assert standin.portal.kept == before


def test_of_what_stands_the_portal_says_what_is_wrong_with_what_it_made_of_it(
    target: GeoNetwork, make_target: MakeTarget
) -> None:
    unmarked, without_keyword = dataset(1, statuut=[]), dataset(2, keywords=[])
    for wanted in (unmarked, without_keyword):
        target.create(shaped(target, wanted))
    assert target.complaints(shaped(target, unmarked)) == "", "the mark of open data is added by the portal"
    assert "dcat:keyword" in target.complaints(shaped(target, without_keyword))
    assert target.complaints(shaped(target, dataset(3, statuut=[]))) == ""
    strict = make_target(reject_invalid=True)
    assert "mdcat:statuut" in strict.complaints(shaped(strict, dataset(3, statuut=[])))


def test_an_opinion_on_an_update_is_asked_under_its_own_uuid(target: GeoNetwork, standin: Standin) -> None:
    target.create(shaped(target, dataset(1)))
    before = bytes(standin.portal.xml(dataset(1).uuid, approved=False))
    assert "dcat:keyword" in target.complaints(shaped(target, dataset(1, keywords=[])))
    assert standin.portal.xml(dataset(1).uuid, approved=False) == before


def test_an_opinion_is_asked_under_a_record_that_still_stands(target: GeoNetwork, standin: Standin) -> None:
    for each in (1, 2):
        target.create(shaped(target, dataset(each)))
    assert target.complaints(shaped(target, dataset(3))) == ""
    del standin.portal.kept[min(standin.portal.kept)]
    assert target.complaints(shaped(target, dataset(3))) == ""
    assert len(standin.portal.kept) == 1


def test_what_has_no_place_is_told_before_anything_goes(target: GeoNetwork) -> None:
    theme = "http://publications.europa.eu/resource/authority/data-theme/TRAN"
    (loss,) = target.losses(dataset(1, themes=[theme]))
    assert (loss.key, loss.field) == ("geonetwork.left-out.several", "skos:Concept/skos:inScheme")
    assert "the schema takes one" in say(loss.key, "en", field=loss.field, **loss.facts)
    assert target.losses(dataset(1)._replace(uuid="nobody")) == []


def test_the_publisher_of_a_body_decides_its_group(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    assert standin.portal.groups["mdv-OVO000001"] == standin.portal.kept[held.remote_id].group
    assert TOWN in str(held.body["mark"])


def test_the_portal_can_be_asked_to_put_a_record_in_its_own_order(make_target: MakeTarget) -> None:
    target = make_target(reject_invalid=True, transform_with=REORDER)
    body = shaped(target, dataset(1))
    turned = parsed(str(body["record"]).encode())
    resource_of(turned)[:] = list(reversed(resource_of(turned)))
    disordered = {**body, "record": written(turned).decode()}
    assert target.differences(body, target.create(disordered)) == []
    with pytest.raises(EntryRefusedError, match="not in order"):
        make_target(reject_invalid=True).create({**disordered, "uuid": dataset(2).uuid})
