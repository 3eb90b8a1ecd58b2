"""Portals with a text per language: schemas and answers in the form in which ckanext-fluent gave them."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Agent, Text
from catalogue.targets.ckan import CkanSettings
from catalogue.targets.ckan.differences import differences
from catalogue.targets.ckan.portal import Portal
from catalogue.targets.ckan.shaping import shape
from catalogue.targets.ckan.standing import stands
from catalogue.targets.push import Refusal

from .conftest import a_field
from .entries import MakeWanted, Said, file_of
from .test_extras import body_of, losses_of

MakePortal = Callable[..., Portal]


def fluent(name: str, preset: str = "fluent_core_translated", **more: Said) -> dict[str, Any]:
    validators = "fluent_tags" if preset == "fluent_tags" else "fluent_text"
    return a_field(name, preset=preset, validators=validators, **more)


def fields(**title: Said) -> list[dict[str, Any]]:
    return [
        fluent("title_translated", **title),
        fluent("notes_translated"),
        fluent("tags_translated", "fluent_tags"),
        fluent("provenance", "fluent_markdown"),
        a_field(
            "contact", repeating_subfields=[a_field("name"), fluent("name_translated"), a_field("email")]
        ),
        a_field("publisher", repeating_once=True, repeating_subfields=[fluent("name_translated")]),
        a_field("theme", preset="multiple_text", validators="scheming_multiple_text"),
        a_field("url", preset="fluent_link", validators="fluent_text"),
    ]


FILE = [a_field("url"), fluent("name_translated"), fluent("description_translated"), a_field("uri")]
RIGHTS = fluent("rights", "fluent_markdown")


@pytest.fixture
def make(schema_portal: MakePortal) -> MakePortal:
    def portal(languages: list[str] | None, **title: Said) -> Portal:
        told = {} if languages is None else {"form_languages": languages}
        return schema_portal(**told, dataset_fields=fields(**title), resource_fields=[*FILE, RIGHTS])

    return portal


@pytest.fixture
def portal(make: MakePortal) -> Portal:
    return make(["nl", "en"])


def test_every_language_goes_that_entry_and_portal_have(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), portal, settings)
    assert body["title_translated"] == {"en": "Trees", "nl": "Bomen & struiken"}
    assert body["tags_translated"] == {"en": ["tree"], "nl": ["R-D", "boom"]}
    assert body["resources"][0]["name_translated"] == {"nl": "Bomen als CSV"}


def test_what_goes_by_its_language_is_not_told_as_left_out(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    assert not {"languages", "other-languages", "keywords"} & losses_of(dataset(), portal, settings).keys()


def test_beside_its_translations_the_tags_and_the_title_of_ckan_itself_are_filled_in_one_language(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), portal, settings)
    assert body["tags"] == [{"name": "R-D"}, {"name": "boom"}]
    assert body["title"] == "Bomen & struiken"


def test_what_ckan_shows_in_one_language_is_in_one_that_the_portal_has(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), make(["en", "fr"]), settings)
    assert (body["title"], body["tags"]) == ("Trees", [{"name": "tree"}])


def test_the_name_of_a_contact_or_a_publisher_goes_where_its_translations_stand(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(
        dataset(publisher=Agent(iri="urn:a", name=[Text("Stad", "nl"), Text("City", "en")])), portal, settings
    )
    assert body["contact"] == [{"name": "Data", "name_translated": {"nl": "Data"}, "email": "data@x.example"}]
    assert body["publisher"] == [{"name_translated": {"en": "City", "nl": "Stad"}}]


def test_a_statement_goes_in_its_own_language_and_never_under_another(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    words = [Text("Free", "en"), Text("Frei", "de"), Text("Gratis", "nl")]
    wanted = dataset(distributions=[file_of("a", rights=words)])
    [file] = body_of(wanted, portal, settings)["resources"]
    assert file["rights"] == {"en": "Free", "nl": "Gratis"}
    assert losses_of(wanted, portal, settings)["other-languages"] == ["resources[0].rights"]
    [only] = body_of(dataset(distributions=[file_of("a", rights=words[1:2])]), portal, settings)["resources"]
    assert "rights" not in only


def test_what_is_in_no_language_counts_as_the_asked_or_else_as_the_first_of_the_portal(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings
) -> None:
    wanted = dataset(title=[Text("BOM 1")])
    assert body_of(wanted, make(["en", "nl"]), settings)["title_translated"] == {"nl": "BOM 1"}
    assert body_of(wanted, make(["fr", "en"]), settings)["title_translated"] == {"fr": "BOM 1"}


def test_an_address_in_a_field_with_translations_is_one_text(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    assert body_of(dataset(), portal, settings)["url"] == {"nl": "https://x.example/bomen"}


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (["en-GB", "nl"], {"en-GB": "Trees", "nl": "Bomen & struiken"}),
        (["en-GB", "en"], {"en": "Trees"}),
        (None, {"en": "Trees", "nl": "Bomen & struiken"}),
    ],
)
def test_a_language_is_found_by_its_whole_tag_or_else_by_its_primary_one(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings, languages: list[str] | None, said: Said
) -> None:
    assert body_of(dataset(), make(languages), settings)["title_translated"] == said


def test_the_languages_of_a_field_go_before_those_of_the_schema(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), make(["nl", "en"], form_languages=["en"]), settings)
    assert (body["title_translated"], body["notes_translated"]) == ({"en": "Trees"}, {"nl": "Alle bomen"})


def test_a_language_that_the_portal_demands_is_never_made_up(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings
) -> None:
    refusal = shape(dataset(), make(["nl", "fr"], required=True), settings).body
    assert isinstance(refusal, Refusal)
    assert refusal.facts == {"title": "Bomen & struiken", "fields": "title_translated[fr]"}


def test_another_language_does_where_the_portal_says_so(
    dataset: MakeWanted, make: MakePortal, settings: CkanSettings
) -> None:
    portal = make(["nl", "fr"], required=True, alternate_languages={"fr": ["nl"]})
    assert body_of(dataset(), portal, settings)["title_translated"] == {"nl": "Bomen & struiken"}


def shown(body: dict[str, Any], settings: CkanSettings, portal: Portal, **other: Said) -> dict[str, Any]:
    """Give what the portal keeps, as it shows it: plain texts in its language, nothing as an empty object."""
    contact = [{**one, "name": one["name_translated"]["nl"]} for one in body["contact"]]
    files = [
        {**one, "id": "1", "name": "Trees", "description": "", "description_translated": {}, "rights": {}}
        for one in body["resources"]
    ]
    made = {
        "title": "Trees",
        "notes": "",
        "provenance": {},
        "contact": contact,
        "resources": files,
        "tags": [],
        "organization": {"name": body["owner_org"]},
    }
    return dict(stands(body | made | other, settings.installation, portal.schema).body)


def test_what_a_portal_makes_of_its_translated_fields_is_no_difference(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), portal, settings)
    assert differences(body, shown(body, settings, portal), portal.schema) == []


def test_a_text_that_was_altered_there_is_named_with_its_language(
    dataset: MakeWanted, portal: Portal, settings: CkanSettings
) -> None:
    body = body_of(dataset(), portal, settings)
    standing = shown(body, settings, portal, title_translated={"en": "Bushes", "nl": "Bomen & struiken"})
    [found] = differences(body, standing, portal.schema)
    assert (found.field, found.before, found.after) == ("title_translated.en", "Bushes", "Trees")


def test_where_a_portal_keeps_one_language_the_others_of_a_name_are_told(
    dataset: MakeWanted, plain_portal: Portal, settings: CkanSettings
) -> None:
    wanted = dataset(publisher=Agent(iri="urn:a", name=[Text("Stad", "nl"), Text("City", "en")]))
    assert "publisher.name" in losses_of(wanted, plain_portal, settings)["languages"]
