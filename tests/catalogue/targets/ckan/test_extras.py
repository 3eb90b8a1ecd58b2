from dataclasses import replace
from typing import Any

import orjson

from catalogue.model import Licence, Text
from catalogue.targets.ckan import CkanSettings
from catalogue.targets.ckan.losses import LONGEST
from catalogue.targets.ckan.mark import extras_of
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.shaping import shape
from catalogue.targets.push import Refusal, Wanted

from .entries import BASE, EU, SQUARE, MakeWanted, file_of


def body_of(wanted: Wanted, portal: Portal, settings: CkanSettings) -> dict[str, Any]:
    body = shape(wanted, portal, settings).body
    assert not isinstance(body, Refusal)
    return dict(body)


def losses_of(wanted: Wanted, portal: Portal, settings: CkanSettings) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for loss in shape(wanted, portal, settings).losses:
        told.setdefault(loss.key.removeprefix("ckan-target.loss."), []).append(loss.field)
    return told


def test_an_entry_becomes_a_dataset_with_the_extras_that_ckanext_dcat_reads(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset()
    body = body_of(wanted, plain_portal, settings)
    extras = extras_of(body)

    assert body["id"] == wanted.uuid
    assert body["name"] == f"bomen-struiken-{wanted.uuid[:8]}"
    assert (body["title"], body["notes"], body["version"]) == ("Bomen & struiken", "Alle bomen", "1.2")
    assert (body["owner_org"], body["license_id"]) == ("voorbeeldstad", "cc-by")
    assert extras["guid"] == extras["uri"] == extras["identifier"] == wanted.iri
    assert extras["theme"] == orjson.dumps([f"{EU}/data-theme/ENVI"]).decode()
    assert (extras["publisher_name"], extras["contact_email"]) == ("Voorbeeldstad", "data@x.example")
    assert (extras["issued"], extras["temporal_start"]) == ("2024-01-02", "2020-01-01")
    assert orjson.loads(extras["spatial"])["coordinates"][0][0] == [3.7, 51.0]
    assert all(isinstance(value, str) for value in extras.values())


def test_a_dataset_says_which_installation_and_which_entry_it_is_of(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset()
    extras = extras_of(body_of(wanted, plain_portal, settings))
    assert (extras["oogst_installation"], extras["oogst_uuid"]) == (BASE, wanted.uuid)


def test_a_file_keeps_its_iri_its_two_addresses_and_the_name_that_ckan_has_for_its_format(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    [file] = body_of(dataset(), plain_portal, settings)["resources"]
    assert file["uri"].startswith(f"{BASE}/id/distributie/")
    assert (file["url"], file["access_url"]) == (
        "https://x.example/download/bomen.csv",
        "https://x.example/bomen.csv",
    )
    assert (file["format"], file["mimetype"], file["size"]) == ("CSV", "text/csv", 1200)
    assert (file["hash"], file["license"]) == ("ab12", "https://creativecommons.org/licenses/by/4.0/")


def test_only_a_sysadmin_chooses_the_id_of_a_dataset(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    portal = replace(plain_portal, sysadmin=False)
    assert "id" not in body_of(dataset(), portal, settings)


def test_keywords_in_the_language_that_is_taken_become_tags_and_keep_how_they_were_written(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), plain_portal, settings)
    assert [tag["name"] for tag in body["tags"]] == ["R-D", "boom"]
    assert extras_of(body)["oogst_keywords"] == '["R&D"]'
    told = losses_of(dataset(), plain_portal, settings)
    assert told["keywords"] == told["tags"] == ["tags"]


def test_two_keywords_that_make_one_tag_make_it_once_and_both_stay_known(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset(keywords=[Text("water/lucht", "nl"), Text("water:lucht", "nl"), Text("x", "nl")])
    body = body_of(wanted, plain_portal, settings)
    assert body["tags"] == [{"name": "water-lucht"}]
    assert extras_of(body)["oogst_keywords"] == '["water/lucht","water:lucht","x"]'


def test_the_language_that_is_asked_goes_before_dutch_and_what_is_left_out_is_told(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    english = replace(settings, language="en")
    assert body_of(dataset(), plain_portal, english)["title"] == "Trees"
    assert "title" in losses_of(dataset(), plain_portal, settings)["languages"]


def test_a_shape_that_no_portal_can_index_becomes_the_box_around_it(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    points = ", ".join(f"{3 + step / 10_000} {51 + step % 7 / 10}" for step in range(4000))
    place = dataset()
    wanted = place._replace(graph=place.graph.replace(SQUARE.encode(), f"MULTIPOINT({points})".encode()))
    spatial = extras_of(body_of(wanted, plain_portal, settings))["spatial"]
    assert orjson.loads(spatial)["type"] == "Polygon"
    assert len(spatial) < LONGEST
    assert losses_of(wanted, plain_portal, settings)["boxed"] == ["geom"]


def test_a_value_that_is_too_long_to_index_is_left_out_and_told(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset(alternative_identifiers=[f"nummer-{number:030}" for number in range(1000)])
    assert "alternate_identifier" not in extras_of(body_of(wanted, plain_portal, settings))
    assert losses_of(wanted, plain_portal, settings)["too-long"] == ["alternate_identifier"]


def test_a_licence_that_the_portal_does_not_know_goes_by_its_address(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    model = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
    wanted = dataset(distributions=[file_of("a", licence=Licence(iri=model))])
    assert body_of(wanted, plain_portal, settings)["license_id"] == model
    assert losses_of(wanted, plain_portal, settings)["licence-unknown"] == ["license_id"]


def test_files_under_several_licences_give_the_whole_none(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    other = Licence(iri="https://creativecommons.org/publicdomain/zero/1.0/")
    wanted = dataset(distributions=[file_of("a"), file_of("b", licence=other)])
    body = body_of(wanted, plain_portal, settings)
    assert "license_id" not in body
    assert [file["license"] for file in body["resources"]] == [
        "https://creativecommons.org/licenses/by/4.0/",
        other.iri,
    ]


def test_a_version_that_is_too_long_for_ckan_goes_where_ckanext_dcat_looks_next(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(version="v" * 101), plain_portal, settings)
    assert "version" not in body
    assert extras_of(body)["dcat_version"] == "v" * 101


def test_an_entry_without_a_title_is_refused_since_ckan_would_make_one_up(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    refusal = shape(dataset(title=[]), plain_portal, settings).body
    assert isinstance(refusal, Refusal)
    assert refusal.key == "ckan-target.no-title"


def test_a_data_service_becomes_a_dataset_that_says_what_it_is_and_where_it_answers(
    service: Wanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(service, plain_portal, settings)
    assert extras_of(body)["dcat_type"] == "http://www.w3.org/ns/dcat#DataService"
    [endpoint] = body["resources"]
    assert (endpoint["url"], endpoint["format"]) == ("https://x.example/wms", "WMS")


def test_data_services_are_left_out_where_that_is_configured(
    service: Wanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    refusal = shape(service, plain_portal, replace(settings, services="leave-out")).body
    assert isinstance(refusal, Refusal)
    assert refusal.key == "ckan-target.no-services"


def test_equal_entries_make_equal_bodies(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset()
    backwards = wanted._replace(graph=wanted.graph)
    assert shape(wanted, plain_portal, settings) == shape(backwards, plain_portal, settings)
