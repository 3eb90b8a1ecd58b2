"""What a real CKAN does with what the target asks of it, in both forms."""

import json

import pytest

from catalogue.errors import TargetError
from catalogue.model import Text
from catalogue.targets.ckan import CkanTarget
from catalogue.targets.ckan.answers import ForbiddenError
from catalogue.targets.push import EntryAlteredError, EntryRefusedError, Held, Refusal, Wanted
from tests.catalogue.targets.ckan.entries import (
    Said,
    a_dataset,
    a_served_dataset,
    a_service,
    file_of,
    wanted_of,
)
from tests.real_ckan.portals import Corner

pytestmark = pytest.mark.ckan
FIRST_UNMOVED = (2, 12)
"""From this version on, an update that changes nothing leaves the moment of the last change alone."""


def wanted(corner: Corner, identifier: str = "bomen", **more: Said) -> Wanted:
    return wanted_of(a_dataset(identifier, corner.where, **more))


def body_of(target: CkanTarget, one: Wanted) -> dict[str, Said]:
    body = target.shape(one)
    assert not isinstance(body, Refusal), body
    return dict(body)


def created(target: CkanTarget, one: Wanted) -> Held:
    return target.create(body_of(target, one))


def test_an_entry_that_says_nearly_everything_stands_just_as_it_was_sent(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    assert (held.remote_id, held.uuid) == (one.uuid, one.uuid)
    assert target.differences(body_of(target, one), held) == []


def test_a_dataset_is_the_same_in_the_answer_in_the_listing_and_to_the_public(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    assert list(target.ours()) == [held]
    assert target.read(held.remote_id) == held
    assert target.find(one.uuid, name=held.name) == held


def test_creating_twice_leaves_one(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    assert created(target, one) == created(target, one)
    assert len(corner.packages()) == 1


def test_an_update_keeps_the_name_the_ids_of_files_and_the_groups(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    group = f"{corner.where.publisher}-groep"
    corner.admin.call_action("group_create", {"name": group, "packages": [{"id": held.remote_id}]})
    try:
        files = [file_of("nieuw.csv"), file_of("bomen.csv", title=[Text("Anders", "nl")])]
        body = body_of(target, wanted(corner, title=[Text("Struiken", "nl")], distributions=files))
        held = next(target.ours())
        after = target.update(target.merged(body, held), held)
        shown = corner.admin.call_action("package_show", {"id": held.remote_id})
    finally:
        corner.admin.call_action("group_purge", {"id": group})
    assert target.differences(body, after) == []
    assert after.name == held.name
    assert after.body["resources"][1]["id"] == held.body["resources"][0]["id"]
    assert [one["name"] for one in shown["groups"]] == [group]


def test_an_update_that_changes_nothing_leaves_no_trace_but_the_moment_on_an_older_portal(
    corner: Corner,
) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    again = target.update(target.merged(body_of(target, one), held), held)
    assert again._replace(stamp=held.stamp) == held
    assert again.stamp == held.stamp or corner.there.version < FIRST_UNMOVED


def test_what_an_editor_altered_meanwhile_is_neither_overwritten_nor_deleted(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    corner.admin.call_action("package_patch", {"id": held.remote_id, "notes": "Van hen"})
    with pytest.raises(EntryAlteredError):
        target.update(target.merged(body_of(target, one), held), held)
    with pytest.raises(EntryAlteredError):
        target.delete(held)
    assert corner.packages()[0]["notes"] == "Van hen"


def test_what_is_deleted_is_gone_for_the_public_and_comes_back_as_the_same(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    held = created(target, one)
    target.delete(held)
    target.delete(held)
    assert (target.read(held.remote_id), target.find(one.uuid), list(target.ours())) == (None, None, [])
    back = created(target, one)
    assert back.remote_id == held.remote_id
    assert target.differences(body_of(target, one), back) == []


def test_a_data_service_stands_as_a_dataset_that_says_what_it_is(corner: Corner) -> None:
    target = corner.target()
    one = wanted_of(a_service(where=corner.where))
    held = created(target, one)
    assert target.differences(body_of(target, one), held) == []


def test_a_data_service_that_gives_access_to_a_file_stands_with_that_file(corner: Corner) -> None:
    target, one = corner.target(), wanted_of(a_served_dataset(where=corner.where))
    held = created(target, one)
    assert target.differences(body_of(target, one), held) == []
    services = held.body["resources"][0]["access_services"]
    [service] = json.loads(services) if isinstance(services, str) else services
    assert service["endpoint_url"] == ["https://x.example/wms"]
    assert service["contact"][0]["name"] == "Kaarten"


def test_where_the_account_is_no_sysadmins_the_name_keeps_a_dataset_from_coming_twice(corner: Corner) -> None:
    corner.admin.call_action("organization_create", {"name": corner.where.publisher})
    token, user = editor(corner)
    try:
        target, one = corner.target(token, account=user), wanted(corner)
        assert target.ready([corner.where.publisher]) == []
        held = created(target, one)
        assert held.remote_id != one.uuid
        assert created(target, one) == held
        other = body_of(target, wanted(corner, title=[Text("Struiken", "nl")]))
        after = target.update(target.merged(other, held), held)
        assert (after.name, after.uuid) == (held.name, one.uuid)
        target.delete(after)
    finally:
        corner.admin.call_action("user_delete", {"id": user})


def editor(corner: Corner) -> tuple[str, str]:
    """Make an account that may fill the organisation of this corner, and no more."""
    name = f"{corner.where.publisher}-redacteur"
    account = {"name": name, "email": f"{name}@x.example", "password": "niet-geheim-8"}
    corner.admin.call_action("user_create", account)
    role = {"id": corner.where.publisher, "username": name, "role": "editor"}
    corner.admin.call_action("organization_member_create", role)
    token = corner.admin.call_action("api_token_create", {"user": name, "name": "proef"})["token"]
    return token, name


def test_a_wrong_token_is_found_out_though_ckan_goes_on_without_a_word(corner: Corner) -> None:
    with pytest.raises(ForbiddenError) as caught:
        corner.target("fout").identity()
    assert caught.value.key == "ckan-target.wrong-token"


def test_an_organisation_that_is_not_there_is_told_before_anything_goes(corner: Corner) -> None:
    [refusal] = corner.target(create_organisations=False).ready([corner.where.publisher])
    assert refusal.key == "ckan-target.no-organisation"
    assert corner.target().ready([corner.where.publisher]) == []


def test_what_is_not_ours_and_has_our_name_or_our_iri_is_in_the_way(corner: Corner) -> None:
    target, one = corner.target(), wanted(corner)
    body = body_of(target, one)
    other = body_of(target, wanted(corner, "struiken", title=[Text("Struiken", "nl")]))
    organisation = corner.where.publisher
    corner.admin.call_action("organization_create", {"name": organisation})
    theirs = {"owner_org": organisation, "title": "Van hen", "notes": "Van hen"}
    corner.admin.call_action("package_create", theirs | {"name": body["name"]})
    guid = next(extra for extra in other["extras"] if extra["key"] == "guid")
    corner.admin.call_action("package_create", theirs | {"name": f"{organisation}-kopie", "extras": [guid]})
    found = target.in_the_way([body, other])
    assert {name: held.body["title"] for name, held in found.items()} == {
        body["name"]: "Van hen",
        other["name"]: "Van hen",
    }
    with pytest.raises(EntryRefusedError):
        target.create({key: value for key, value in body.items() if key != "id"})
    assert list(target.ours()) == []


def test_a_body_that_ckan_refuses_leaves_nothing_and_says_which_field(corner: Corner) -> None:
    target = corner.target()
    body = body_of(target, wanted(corner))
    with pytest.raises(EntryRefusedError) as caught:
        target.create(body | {"tags": [{"name": "R&D"}]})
    assert "R&D" in str(caught.value)
    assert corner.packages() == []


def test_an_address_where_no_ckan_answers_is_told_as_such(corner: Corner) -> None:
    with pytest.raises(TargetError) as caught:
        corner.target(url=f"{corner.there.url}/nergens").identity()
    assert caught.value.key == "ckan-target.not-understood"
