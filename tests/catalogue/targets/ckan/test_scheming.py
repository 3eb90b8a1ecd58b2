from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from catalogue.model import Contact
from catalogue.targets.ckan import CkanSettings
from catalogue.targets.ckan.mark import extras_of
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.schema import read_schema
from catalogue.targets.ckan.shaping import shape
from catalogue.targets.push import Refusal

from .conftest import SCHEMA, a_field
from .entries import EU, MakeWanted
from .test_extras import body_of, losses_of

MakePortal = Callable[..., Portal]


def test_fields_go_under_the_names_of_the_schema_as_lists_and_small_objects(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), schema_portal(), settings)
    assert body["theme"] == [f"{EU}/data-theme/ENVI"]
    assert body["contact"] == [{"name": "Data", "email": "data@x.example"}]
    assert body["publisher"][0]["name"] == "Voorbeeldstad"
    assert body["spatial_coverage"][0]["text"] == "Stad"
    assert body["issued"] == "2024-01-02"


def test_no_extra_has_the_name_of_a_field_and_only_our_mark_is_left_among_them(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    extras = extras_of(body_of(dataset(), schema_portal(), settings))
    assert set(extras) == {"guid", "uri", "oogst_installation", "oogst_uuid", "oogst_keywords"}


def test_the_iri_goes_in_the_schemas_own_field_where_it_has_one(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    portal = schema_portal(dataset_fields=[*SCHEMA["dataset_fields"], a_field("uri")])
    body = body_of(dataset(), portal, settings)
    assert body["uri"] == dataset().iri
    assert "uri" not in extras_of(body)


def test_a_mark_for_which_the_schema_has_a_field_goes_there_since_ckan_refuses_an_extra_of_that_name(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    portal = schema_portal(dataset_fields=[*SCHEMA["dataset_fields"], a_field("guid")])
    body = body_of(dataset(), portal, settings)
    assert body["guid"] == dataset().iri
    assert "guid" not in extras_of(body)


def test_what_the_schema_lacks_is_left_out_and_told(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), schema_portal(), settings)
    assert "frequency" not in body
    told = losses_of(dataset(), schema_portal(), settings)["no-field"]
    assert {"frequency", "contact.uri", "resources[0].format"} <= set(told)


def test_a_code_goes_as_the_choice_that_means_the_same(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    [file] = body_of(dataset(), schema_portal(), settings)["resources"]
    assert file["status"] == "http://purl.org/adms/status/Completed"


def test_a_code_that_is_no_choice_is_left_out_and_told(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    fields = [a_field("url"), a_field("status", choices=[{"value": "ja", "label": "Ja"}])]
    portal = schema_portal(resource_fields=fields)
    assert "status" not in body_of(dataset(), portal, settings)["resources"][0]
    assert losses_of(dataset(), portal, settings)["no-choice"] == ["resources[0].status"]


def test_an_entry_that_lacks_what_the_portal_demands_is_refused_by_the_name_of_the_field(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    refusal = shape(dataset(description=[]), schema_portal(), settings).body
    assert isinstance(refusal, Refusal)
    assert (refusal.key, refusal.facts["fields"]) == ("ckan-target.required", "notes")


def test_where_a_field_takes_one_object_the_first_goes_and_the_others_are_told(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    fields = [*SCHEMA["dataset_fields"], a_field("language")]
    portal = schema_portal(dataset_fields=fields)
    wanted = dataset(languages=[f"{EU}/language/NLD", f"{EU}/language/ENG"])
    assert body_of(wanted, portal, settings)["language"] == f"{EU}/language/ENG"
    assert losses_of(wanted, portal, settings)["first"] == ["language"]


def test_the_form_of_extras_is_kept_where_that_is_configured(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), schema_portal(), replace(settings, flavour="extras"))
    assert "theme" in extras_of(body)


@pytest.mark.parametrize("told", [{}, {"dataset_fields": None}, {"dataset_fields": [{"label": "x"}, 3]}])
def test_a_schema_of_any_shape_is_read(told: dict[str, Any]) -> None:
    assert read_schema(told).lacking() == ["contact", "publisher", "theme"]


def test_a_contact_of_whom_nothing_is_known_but_what_the_schema_lacks_is_no_empty_object(
    dataset: MakeWanted, schema_portal: MakePortal, settings: CkanSettings
) -> None:
    wanted = dataset(contact=Contact(iri="https://x.example/contact", page="https://x.example/help"))
    assert "contact" not in body_of(wanted, schema_portal(), settings)
