from typing import Any

import pytest

from catalogue.targets.ckan import REWRITES, CkanSettings
from catalogue.targets.ckan.differences import differences
from catalogue.targets.ckan.matching import matched
from catalogue.targets.ckan.merging import merged
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.standing import stands
from catalogue.targets.push import Held

from .entries import BASE, MakeWanted, Said
from .test_extras import body_of

Package = dict[str, Any]


@pytest.fixture
def body(dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings) -> Package:
    return body_of(dataset(), plain_portal, settings)


def held(body: Package, **more: Said) -> Held:
    """Have a portal keep a body, with what it puts in by itself and what ``more`` says instead."""
    files = [file | {"id": f"id-{place}", "position": place} for place, file in enumerate(body["resources"])]
    organisation = {"name": body["owner_org"], "id": "org"}
    by_itself = {"num_tags": 2, "isopen": True, "organization": organisation, "owner_org": "org"}
    package = body | {"resources": files, "metadata_modified": "2026-01-01T00:00:00"} | by_itself | more
    return stands(package, BASE, None)


def fields(body: Package, standing: Held) -> list[str]:
    return [one.field for one in differences(body, standing.body, None)]


def test_what_stands_as_it_was_sent_does_not_differ(body: Package) -> None:
    assert fields(body, held(body)) == []


def test_what_another_altered_is_named_field_by_field(body: Package) -> None:
    extras = [one for one in body["extras"] if one["key"] != "theme"] + [{"key": "eigen", "value": "ja"}]
    standing = held(body, title="Anders", author="Iemand", tags=[{"name": "boom"}], extras=extras)
    assert fields(body, standing) == ["author", "title", "tags", "extras[eigen]", "extras[theme]"]


def test_a_file_that_was_altered_added_or_taken_away_is_named_by_its_place(body: Package) -> None:
    [file] = body["resources"]
    other = {"url": "https://elders.example", "id": "id-9"}
    altered = held(body, resources=[file | {"id": "id-0", "format": "XLS"}, other])
    assert fields(body, altered) == ["resources[0].format", "resources[1]"]
    assert fields(body, held(body, resources=[])) == ["resources[0]"]


def test_groups_that_the_portals_people_filed_it_under_are_theirs(body: Package) -> None:
    assert fields(body, held(body, groups=[{"name": "milieu"}])) == []


def test_known_rewrites_are_no_difference_and_each_has_a_reason(body: Package) -> None:
    [file] = body["resources"]
    spaced = held(body, title=f" {body['title']} ", resources=[file | {"format": "csv", "size": "1200"}])
    assert fields(body, spaced) == []
    assert all(each.reason.startswith("ckan-target.rewrite.") for each in REWRITES)


def test_what_extensions_put_in_when_a_dataset_is_shown_is_no_difference(body: Package) -> None:
    extras = [*body["extras"], {"key": "harvest_source_id", "value": "x"}]
    assert fields(body, held(body, extras=extras)) == []


def test_only_what_bears_the_mark_of_this_installation_is_ours(body: Package) -> None:
    uuid = str(body["id"])
    package = body | {"owner_org": "org"}
    assert stands(package, BASE, None).uuid == uuid
    assert stands(package, "https://andere.example", None).uuid == ""


def test_files_keep_their_ids_by_iri_then_by_address_then_by_name_and_format() -> None:
    ours = [
        {"uri": "urn:1", "url": "https://nieuw.example/1"},
        {"uri": "urn:2", "url": "https://x.example/2"},
        {"url": "https://nieuw.example/3", "name": "Drie", "format": "CSV"},
        {"url": "https://x.example/4"},
    ]
    standing = [
        {"id": "c", "url": "https://oud.example/3", "name": "Drie", "format": "csv"},
        {"id": "b", "url": "https://x.example/2"},
        {"id": "a", "uri": "urn:1", "url": "https://oud.example/1"},
    ]
    found = {place: one["id"] for place, one in matched(ours, standing).items()}
    assert found == {0: "a", 1: "b", 2: "c"}


def test_an_update_keeps_the_name_and_the_ids_of_the_files(body: Package) -> None:
    sent = merged(body, "x", held(body, name="eerste-naam").body)
    assert (sent["id"], sent["name"]) == ("x", "eerste-naam")
    assert [file["id"] for file in sent["resources"]] == ["id-0"]


def test_an_update_empties_in_so_many_words_what_is_not_to_stand_any_more(body: Package) -> None:
    [file] = body["resources"]
    standing = held(body, author="Iemand", resources=[file | {"id": "id-0", "description": "oud", "size": 3}])
    less = body | {"resources": [{key: value for key, value in file.items() if key != "size"}]}
    sent = merged(less, "x", standing.body)
    assert sent["author"] == ""
    assert [sent["resources"][0][name] for name in ("id", "description", "size")] == ["id-0", "", ""]
