"""What of a record comes through, what is written otherwise, and what is lost and why."""

import pytest

from catalogue.targets.twin import Loss, RecordTwin, Verdict
from tests.catalogue.targets.twin.conftest import REGISTERED, Take

BASE = "https://stad.example/id/"
VLOPENDATA = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA"


def lost(twin: RecordTwin) -> dict[str, tuple[str, Verdict, str]]:
    return {one.predicate: (one.reason, one.verdict, one.twin) for one in twin.losses}


def rules_of(twin: RecordTwin) -> set[str]:
    return {one.rule for one in twin.rewritten}


def test_what_the_platform_has_a_place_for_comes_through(take: Take) -> None:
    assert (
        take(':bomen dct:title "Bomen"@nl ; dct:issued "2020-01-01" ; dcat:landingPage :pagina .').losses
        == []
    )


@pytest.mark.parametrize(
    ("statements", "predicate", "reason", "verdict"),
    [
        (":bomen dcatap:hvdCategory :c .", "dcatap:hvdCategory", "namespace", Verdict.OUTSIDE),
        (":bomen dct:hasPart :c .", "dct:hasPart", "property", Verdict.OUTSIDE),
        (":bomen dcat:inSeries :reeks .", "dcat:inSeries", "property", Verdict.NO_PLACE),
        (':bomen dcat:landingPage "www.stad.example" .', "dcat:landingPage", "range", Verdict.GONE),
        (':bomen dct:publisher "Stad" .', "dct:publisher", "range", Verdict.GONE),
        (":bomen dct:issued :gisteren .", "dct:issued", "range", Verdict.GONE),
        (":bomen dct:source [] .", "dct:source", "blank", Verdict.GONE),
        (":bomen adms:sample :beeld .", "adms:sample", "thumbnail", Verdict.NO_PLACE),
        (':bomen dcat:version "2" .', "dcat:version", "property", Verdict.GONE),
    ],
)
def test_a_loss_has_its_reason_and_its_meaning(
    take: Take, statements: str, predicate: str, reason: str, verdict: Verdict
) -> None:
    assert lost(take(statements)) == {predicate: (reason, verdict, "")}


@pytest.mark.parametrize(
    ("statements", "predicate", "twin"),
    [
        (':bomen dcat:version "2" ; owl:versionInfo "2" .', "dcat:version", "owl:versionInfo"),
        (
            ":bomen dcat:contactPoint [ a vcard:Organization ; foaf:page :p ; vcard:hasURL :p ] .",
            "foaf:page",
            "vcard:hasURL",
        ),
        (
            ':bomen dct:spatial [ rdfs:label "Gent"@nl ; skos:prefLabel "Gent"@nl ] .',
            "rdfs:label",
            "skos:prefLabel",
        ),
        (
            ':bomen dct:temporal [ dcat:startDate "2020" ; schema:startDate "2020" ] .',
            "dcat:startDate",
            "schema:startDate",
        ),
        (
            """:record mdcat:bronMetadataRecordLandingspagina <https://p.example/1> .
            :bomen adms:identifier [ skos:notation "https://p.example/1" ] .""",
            "mdcat:bronMetadataRecordLandingspagina",
            "skos:notation",
        ),
    ],
)
def test_what_is_kept_under_another_property_is_no_loss_of_its_value(
    take: Take, statements: str, predicate: str, twin: str
) -> None:
    assert lost(take(statements)) == {predicate: ("property", Verdict.KEPT_AS, twin)}


@pytest.mark.parametrize("other", ['"3"', '"2"@nl'])
def test_another_value_or_language_does_not_stand_in_for_it(take: Take, other: str) -> None:
    assert lost(take(f':bomen dcat:version "2" ; owl:versionInfo {other} .')) == {
        "dcat:version": ("property", Verdict.GONE, "")
    }


def test_a_literal_licence_leaves_an_empty_one_behind(take: Take) -> None:
    twin = take(
        ':bomen dcat:distribution :csv . :csv a dcat:Distribution ; dct:license "Gratis hergebruik" .'
    )
    [loss] = twin.losses
    assert (loss.role, loss.predicate, loss.reason) == ("distribution", "dct:license", "range")
    assert twin.facets.licences == []


def test_what_stands_too_deep_is_lost(take: Take) -> None:
    deep = (
        ":bomen dcat:distribution :csv . :csv dct:license :licentie . :licentie dct:title 'Vrij'@nl ; "
        "dct:type :soort . :soort skos:prefLabel 'soort'@nl ."
    )
    twin = take(deep)
    assert [(one.role, one.predicate, one.reason) for one in twin.losses] == [
        ("concept", "skos:prefLabel", "depth")
    ]
    assert take(deep, ":soort a skos:Concept .").losses == []


def test_a_name_without_a_language_is_lost_with_its_concept_kept(take: Take) -> None:
    twin = take(':bomen dcat:theme :thema . :thema a skos:Concept ; skos:prefLabel "Groen" .')
    assert lost(twin) == {"skos:prefLabel": ("label", Verdict.GONE, "")}
    assert [theme.text for theme in twin.facets.themes] == [""]


def test_of_two_names_in_one_language_the_first_is_kept(take: Take) -> None:
    twin = take(':bomen dcat:theme :thema . :thema a skos:Concept ; skos:prefLabel "Groen"@nl, "Bomen"@nl .')
    assert [loss.reason for loss in twin.losses] == ["label"]


def test_of_what_is_only_pointed_at_nothing_comes_along(take: Take) -> None:
    twin = take(':bomen dcat:landingPage :pagina . :pagina dct:title "Pagina"@nl .')
    assert twin.losses == [Loss(f"{BASE}pagina", "other", "dct:title", "Pagina", "inside", Verdict.OUTSIDE)]


def test_what_stands_within_something_outside_the_profile_is_outside_too(take: Take) -> None:
    twin = take(':bomen dct:creator :maker . :maker a foaf:Agent ; foaf:name "Maker"@nl .')
    assert {(one.predicate, one.verdict) for one in twin.losses} == {
        ("dct:creator", Verdict.OUTSIDE),
        ("foaf:name", Verdict.OUTSIDE),
    }


def test_another_dataset_that_is_pointed_at_is_no_part_of_this_one(take: Take) -> None:
    assert take(':bomen dct:relation :banken . :banken a dcat:Dataset ; dct:title "Banken"@nl .').losses == []


def test_every_record_gets_its_uuid_and_the_mark_of_open_data(take: Take) -> None:
    twin = take()
    assert rules_of(twin) == {"record-iri", "statuut"}
    assert VLOPENDATA in {getattr(one, "iri", "") for one in twin.resource.values["mdcat:statuut"]}


def test_the_mark_is_not_added_twice(take: Take) -> None:
    assert "statuut" not in rules_of(take(f":bomen mdcat:statuut <{VLOPENDATA}> ."))


def test_a_record_without_a_profile_gets_that_of_2022(take: Take) -> None:
    start = REGISTERED.index("; dct:conformsTo")
    without = REGISTERED[:start] + REGISTERED[REGISTERED.index("> .", start) + 1 :]
    twin = take(registered=without)
    assert "profile" in rules_of(twin)
    assert twin.facets.indexed


def test_two_profiles_are_too_many(take: Take) -> None:
    twin = take(":record dct:conformsTo <https://x.example/profiel> .")
    assert (twin.accepted, twin.refusals) == (False, ["several-profiles"])


def test_a_made_up_record_looks_changed_at_every_harvest(take: Take) -> None:
    twin = take(registered=":catalogus a dcat:Catalog ; dcat:dataset :bomen . :bomen a dcat:Dataset .")
    [modified] = [one.after for one in twin.rewritten if one.rule == "record-invented"]
    assert modified == "2026-09-01T04:00:00Z"


def test_a_keyword_without_a_language_becomes_dutch(take: Take) -> None:
    twin = take(':bomen dcat:keyword "boom", "tree"@en .')
    assert [one.after for one in twin.rewritten if one.rule == "keyword-language"] == ["boom@nl"]
    assert twin.losses == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mailto:data@stad.example", "data@stad.example"),
        ("http://stad.example/data@stad.example", "data@stad.example"),
    ],
)
def test_of_an_email_address_the_last_part_is_kept(take: Take, said: str, kept: str) -> None:
    twin = take(f":bomen dcat:contactPoint [ vcard:hasEmail <{said}> ] .")
    assert twin.card.contact == kept


def test_an_email_address_as_text_is_lost(take: Take) -> None:
    twin = take(':bomen dcat:contactPoint [ vcard:hasEmail "data@stad.example" ] .')
    assert lost(twin) == {"vcard:hasEmail": ("range", Verdict.GONE, "")}
